import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { checkLog, checkReceipt, parseKept, parseReceipt } from '#server/sealed-log/outside.ts'

/**
 * `npm run verify-log -- <address of the house> [kept.json]`: takes the whole sealed log from the house and works out its head; with
 * the file of an earlier visit it also proves that nothing of then was changed. The file is made or renewed when all is well.
 * `npm run verify-log -- receipt <receipt.json> <kept.json>`: checks the receipt of a case offline. Exit 1 when something does not fit.
 */
const [first = '', second, third] = process.argv.slice(2)
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

if (first === '' || (first === 'receipt' && !third)) {
  console.error(
    'npm run verify-log -- <address> [kept.json]   or   npm run verify-log -- receipt <receipt.json> <kept.json>',
  )
  process.exit(2)
}
if (first === 'receipt') {
  const found = checkReceipt(parseReceipt(readJson(second ?? '')), parseKept(readJson(third ?? '')).publicKey)
  say(found.problems, `${found.proven} events are in the signed log`)
} else {
  const kept = second !== undefined && existsSync(second) ? parseKept(readJson(second)) : undefined
  const found = await checkLog(first, kept)
  if (found.problems.length === 0 && second !== undefined)
    writeFileSync(second, `${JSON.stringify(found.head, null, 2)}\n`)
  say(
    found.problems,
    `${found.head.size} entries recomputed, head signed ${found.head.at}${kept ? `, grown from ${kept.size}` : ''}`,
  )
}

function say(problems: readonly string[], well: string): never {
  for (const problem of problems) console.log(`BROKEN  ${problem}`)
  if (problems.length === 0) console.log(well)
  process.exit(problems.length > 0 ? 1 : 0)
}
