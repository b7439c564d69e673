import type { Reporter, TestCase } from 'vitest/node'

/** Names what passed only when it was tried again, with why it failed at first: a shared machine, or a fault that a lot of a property test found. */
export default class Retried implements Reporter {
  readonly #retried: string[] = []

  onTestCaseResult(test: TestCase): void {
    if (!test.diagnostic()?.flaky) return
    const why = test.result().errors?.map((error) => error.message.slice(0, 2_000)) ?? []
    this.#retried.push([`${test.module.moduleId} > ${test.fullName}`, ...why].join('\n    '))
  }

  onTestRunEnd(): void {
    if (this.#retried.length > 0) console.log(`\nPassed when tried again:\n${this.#retried.join('\n')}`)
  }
}
