import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { verifyDraw } from './verify-draw-files.ts'

/** `npm run verify-draw -- <folder or address of the draw>`: recomputes a closed draw from its four published files alone. */
const where = process.argv[2]
if (!where) {
  console.error('npm run verify-draw -- <folder, or https://…/api/plates/pools/02/epochs/1>')
  process.exit(2)
}

async function file(name: string): Promise<string> {
  if (existsSync(where ?? '')) return readFileSync(join(where ?? '', name), 'utf8')
  const answer = await fetch(`${where}/${name}`)
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
  return answer.text()
}

const found = verifyDraw({
  epoch: await file('epoch.json'),
  snapshot: await file('snapshot.txt'),
  opening: await file('opening.txt'),
  log: await file('log.txt'),
})
for (const fault of found.faults) console.error(fault)
console.log(`${found.rows} rows, ${found.presses} presses, ${found.faults.length} faults`)
process.exitCode = found.faults.length > 0 ? 1 : 0
