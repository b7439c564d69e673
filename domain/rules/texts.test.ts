import { expect, test } from 'vitest'
import { ruleText, ruleTextCodes } from '#domain/rules/texts.ts'
import vectors from '#test/vectors.json' with { type: 'json' }

/** Every why and warn code anywhere in the vectors. */
function codesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) =>
    (name === 'why' || name === 'warn') && typeof part === 'string' ? [part] : codesOf(part),
  )
}

const codes = [...new Set(codesOf(vectors))]

test('every code of the vectors has a text, and no text is for a code that no rule gives', () => {
  expect(codes.length).toBeGreaterThan(40)
  expect(ruleTextCodes().toSorted()).toEqual([...codes, 'INPUT_INVALID'].toSorted())
})

test.each([...codes, 'INPUT_INVALID'])('%s is told in whole sentences, without placeholders', (code) => {
  const text = ruleText(code)
  expect(text?.messageZh).toMatch(/^[^{}]*\p{Script=Han}[^{}]*。$/u)
  expect(text?.nextStepZh).toMatch(/^[^{}]*\p{Script=Han}[^{}]*。$/u)
  expect(text?.messageEn).toMatch(/^[A-Z][^{}\p{Script=Han}]*\.$/u)
})

test('inherited names are no codes', () => {
  for (const name of ['__proto__', 'constructor', 'toString']) expect(ruleText(name)).toBeUndefined()
})
