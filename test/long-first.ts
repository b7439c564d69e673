import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/** Files that take ten seconds or more. Where nothing is known of earlier runs Vitest begins with the biggest files, and these are not big. */
const LONG = [
  'test/screens.test.ts',
  'test/crash.test.ts',
  'server/backup/backup.test.ts',
  'server/cases/verify.test.ts',
  'server/kit/app.test.ts',
  'server/kit/postgres.test.ts',
  'server/kit/fuzz.test.ts',
  'test/rights.test.ts',
  'server/sealed-log/sealed-log.test.ts',
  'server/plates/stampede-crash.test.ts',
  'server/site/silent-register.test.ts',
  'server/kit/slow-readers.test.ts',
]

/** The long ones begin: begun last, one of them ran for 100 s alone while a core stood idle (measured). */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    // What must come later (another group, another project) stays later.
    const projects = new Set(sorted.map((file) => file.project.name))
    return [...projects].flatMap((name) => {
      const own = sorted.filter((file) => file.project.name === name)
      const long = LONG.flatMap((path) => own.filter((file) => file.moduleId.endsWith(`/${path}`)))
      return [...long, ...own.filter((file) => !long.includes(file))]
    })
  }
}
