import { expect, test } from 'vitest'
import { Type } from 'typebox'
import { parse } from './parse.ts'

const Shape = Type.Object({ name: Type.String(), limits: Type.Array(Type.Integer({ minimum: 1 })) })

test('gives what fits as it is', () => {
  const given = { name: '张伟', limits: [1, 2] }
  expect(parse(Shape, given)).toBe(given)
})

test('names the place that does not fit, and nothing of what stands there', () => {
  const bent = { name: '张伟', limits: [1, 0] }
  expect(() => parse(Shape, bent)).toThrow('does not fit: /limits/1 must be >= 1')
  expect(() => parse(Shape, { name: ['张伟'], limits: [1] })).toThrow(/^(?!.*张伟).*\/name must be string/)
  expect(() => parse(Shape, null)).toThrow('does not fit: / must be object')
})
