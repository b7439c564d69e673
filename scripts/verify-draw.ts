import type { Checked } from '#domain/plates/check-draw.ts'
import { filesAt, verifyDraws } from './verify-draw-files.ts'

/**
 * `npm run verify-draw -- <folder or address of a draw> […the draws after it] [--tag=<own tag>]`: recomputes closed draws from their
 * published files alone. Ends with 0 when nothing is wrong, with 1 and a sentence for each fault otherwise.
 */
const given = process.argv.slice(2)
const tag = given.find((word) => word.startsWith('--tag='))?.slice('--tag='.length)
const where = given.filter((word) => !word.startsWith('--'))

if (where.length === 0) {
  console.error('npm run verify-draw -- <folder, or https://…/api/plates/pools/02/epochs/1> [...] [--tag=...]')
  process.exitCode = 2
} else {
  try {
    const found = verifyDraws(await Promise.all(where.map(filesAt)), tag)
    for (const draw of found) say(draw)
    process.exitCode = found.some((draw) => draw.faults.length > 0) ? 1 : 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}

function say({ name, told, own, faults, rows, presses, sizes, most, takes }: Checked): void {
  if (told) {
    console.log(`${name}`)
    console.log(`  承诺值 · commitment  ${told.commit}`)
    console.log(`  清单指纹 · list      ${told.list}`)
    console.log(`  公开事件 · event     ${told.event}`)
    console.log(`  日志末端 · log end   ${told.head}`)
  }
  const asked = [...sizes].map(([size, times]) => `${times} × ${size}`).join(', ')
  if (presses > 0) console.log(`  抽号 · presses       ${asked};同一辆车最多 · most by one car ${most}`)
  for (const { press, at, numbers } of own) console.log(`  ${press}  ${at}  ${numbers.join(' ')}`)
  for (const fault of faults) console.error(`${fault.zh} · ${fault.en}`)
  console.log(`${rows} rows, ${presses} presses, ${takes} choices, ${faults.length} faults`)
}
