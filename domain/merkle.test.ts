import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyPath,
  hashOf,
  inclusionPath,
  isConsistent,
  isIncluded,
  leafHash,
  type Node,
  nodeHash,
  type Part,
  treeOf,
} from './merkle.ts'

const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest()

/** A log of `size` leaves that can say the hash of every complete subtree, worked out the slow way. */
function logOf(size: number) {
  const leaves = Array.from({ length: size }, (_, i) => leafHash(sha256, Buffer.from(`entry ${i}`)))
  const known = ({ level, index }: Node): Buffer => {
    const leaf = leaves[index]
    if (level === 0 && leaf) return leaf
    if (level === 0) throw new Error('beyond the end')
    return nodeHash(
      sha256,
      known({ level: level - 1, index: index * 2 }),
      known({ level: level - 1, index: index * 2 + 1 }),
    )
  }
  const worked = (part: Part) => hashOf(sha256, part, known)
  return { leaves, root: (upTo = size) => worked(treeOf(0, upTo)), path: (parts: Part[]) => parts.map(worked) }
}

test('the roots are those of the examples of RFC 6962 implementations', () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  const leaves = inputs.map((hex) => leafHash(sha256, Buffer.from(hex, 'hex')))
  const known = ({ level, index }: Node): Buffer =>
    level === 0
      ? (leaves[index] ?? Buffer.alloc(0))
      : nodeHash(
          sha256,
          known({ level: level - 1, index: index * 2 }),
          known({ level: level - 1, index: index * 2 + 1 }),
        )
  const root = (size: number) => hashOf(sha256, treeOf(0, size), known).toString('hex')
  expect(root(1)).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
  expect(root(2)).toBe('fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125')
  expect(root(3)).toBe('aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77')
  expect(root(8)).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
})

const sized = fc
  .integer({ min: 1, max: 70 })
  .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size - 1 })))

describe('a proof', () => {
  test('of every leaf of every tree is accepted', () => {
    fc.assert(
      fc.property(sized, ([size, index]) => {
        const log = logOf(size)
        const leaf = log.leaves[index] ?? Buffer.alloc(0)
        const proof = { leaf, index, size, path: log.path(inclusionPath(index, size)), root: log.root() }
        expect(isIncluded(sha256, proof)).toBe(true)
      }),
    )
  })

  test('that a log only grew is accepted, from every former size', () => {
    fc.assert(
      fc.property(sized, ([size, less]) => {
        const log = logOf(size)
        const proof = {
          former: { size: size - less, root: log.root(size - less) },
          later: { size, root: log.root() },
          path: log.path(consistencyPath(size - less, size)),
        }
        expect(isConsistent(sha256, proof)).toBe(true)
      }),
    )
  })

  test('with one bit changed, a neighbour more or less, another place or size is refused', () => {
    fc.assert(
      fc.property(sized, fc.nat(), fc.integer({ min: 0, max: 255 }), ([size, index], which, bit) => {
        const log = logOf(size)
        const leaf = log.leaves[index] ?? Buffer.alloc(0)
        const path = log.path(inclusionPath(index, size))
        const good = { leaf, index, size, path, root: log.root() }
        const bent = path.map((hash, i) => (i === which % Math.max(path.length, 1) ? flipped(hash, bit) : hash))
        if (path.length > 0) expect(isIncluded(sha256, { ...good, path: bent })).toBe(false)
        expect(isIncluded(sha256, { ...good, leaf: flipped(leaf, bit) })).toBe(false)
        expect(isIncluded(sha256, { ...good, path: [...path, leaf] })).toBe(false)
        expect(isIncluded(sha256, { ...good, path: path.slice(1) })).toBe(path.length === 0)
        expect(isIncluded(sha256, { ...good, index: size + which })).toBe(false)
      }),
    )
  })

  test('that a rewritten log grew out of the former one is refused', () => {
    fc.assert(
      fc.property(sized, fc.integer({ min: 0, max: 255 }), ([size, less], bit) => {
        const log = logOf(size)
        const former = { size: size - less, root: log.root(size - less) }
        const later = { size, root: log.root() }
        const path = log.path(consistencyPath(former.size, size))
        expect(isConsistent(sha256, { former: { ...former, root: flipped(former.root, bit) }, later, path })).toBe(
          false,
        )
        expect(isConsistent(sha256, { former, later: { ...later, root: flipped(later.root, bit) }, path })).toBe(false)
        expect(isConsistent(sha256, { former, later, path: [...path, former.root] })).toBe(false)
      }),
    )
  })
})

function flipped(hash: Buffer, bit: number): Buffer {
  const copy = Buffer.from(hash)
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return copy
}

test('what is not in the log, or never was a tree of it, is a mistake of the caller', () => {
  expect(() => treeOf(3, 3)).toThrow(RangeError)
  for (const index of [-1, 5]) expect(() => inclusionPath(index, 5)).toThrow(RangeError)
  for (const former of [0, 6]) expect(() => consistencyPath(former, 5)).toThrow(RangeError)
})
