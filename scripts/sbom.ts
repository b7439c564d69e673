import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { problemsOf, readSupply } from './supply.ts'
import { sbomOf } from './sbom-document.ts'

/**
 * `npm run sbom [-- <file>]`: writes the bill of materials (CycloneDX 1.6), to dist/sbom.cdx.json unless told otherwise. `--check` writes
 * nothing. Both end with 1 when a package has no reason, no hash, a licence or script nobody approved, or the tree is not the lock file's.
 */
const [argument] = process.argv.slice(2)
const supply = readSupply(process.cwd())
const problems = problemsOf(supply)
for (const problem of problems) console.error(problem)
if (argument !== '--check') {
  const file = argument ?? 'dist/sbom.cdx.json'
  const sbom = sbomOf(supply)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`)
  const delivered = sbom.components.filter((one) => one.scope !== 'excluded').length
  console.log(`${file}: ${sbom.components.length} packages, ${delivered} of them delivered`)
}
process.exit(problems.length > 0 ? 1 : 0)
