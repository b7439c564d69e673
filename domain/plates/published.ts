import type { LogBody } from './ledger.ts'

/** Reading the published files of a draw: nothing in them is believed, and nothing in them makes a reader throw. */

/** The four published files of a closed draw, as they are. */
export interface DrawFiles {
  epoch: string
  snapshot: string
  opening: string
  log: string
}

/** epoch.json, as far as it is checked. Hashes and the secret are 64 hex digits. */
export interface PublishedEpoch {
  suite: string
  pool: string
  epoch: number
  size: number
  snapshotHash: string
  commit: string
  seed: string
  headBefore: string
  firstSeq: number
  lastSeq: number
  /** The result of the public event. */
  event: string
}

/** undefined: not the file of a closed draw. */
export function readEpoch(text: string): PublishedEpoch | undefined {
  const said = parsed(text)
  const event = said && eventIn(said['randomness'])
  if (!said || event === undefined) return undefined
  const given = { ...said, event }
  return isEpoch(given) ? given : undefined
}

const eventIn = (randomness: unknown): unknown =>
  typeof randomness === 'object' && randomness !== null && 'value' in randomness ? randomness.value : undefined

const isEpoch = (said: Record<string, unknown>): said is Record<string, unknown> & PublishedEpoch =>
  ['suite', 'pool', 'event'].every((name) => isText(said[name])) &&
  ['snapshotHash', 'commit', 'seed', 'headBefore'].every((name) => isHash(said[name])) &&
  ['epoch', 'size', 'firstSeq', 'lastSeq'].every((name) => isCount(said[name]))

/** A row of the log; undefined when any part of it is not what it should be. */
export function readRow(text: string): LogBody | undefined {
  const said = parsed(text)
  return said && isRow(said) ? said : undefined
}

const TEXTS = ['tag', 'number', 'keep', 'why', 'hash', 'value'] as const
const INSTANTS = ['until', 'from'] as const
const COUNTS = ['epoch', 'press', 'want', 'ms', 'count'] as const

function isRow(said: Record<string, unknown>): said is Record<string, unknown> & LogBody {
  const { seq, pool, kind, at, lease, free, to } = said
  const lists = [lease, free, ...(typeof to === 'object' && to !== null ? Object.values(to) : [to])]
  return (
    isCount(seq) &&
    isText(pool) &&
    isText(kind) &&
    isInstant(at) &&
    TEXTS.every((name) => said[name] === undefined || isText(said[name])) &&
    COUNTS.every((name) => said[name] === undefined || isCount(said[name])) &&
    // The end of a right is a day, which is an instant too.
    INSTANTS.every((name) => said[name] === undefined || isInstant(said[name])) &&
    lists.every((list) => list === undefined || (Array.isArray(list) && list.every(isText)))
  )
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isInstant = (value: unknown): value is string => isText(value) && !Number.isNaN(Date.parse(value))
const isHash = (value: unknown): value is string => isText(value) && /^[0-9a-f]{64}$/.test(value)
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')

const encoder = new TextEncoder()
export const bytesOf = (text: string): Uint8Array => encoder.encode(text)
export const unhex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

export function joined(one: Uint8Array, two: Uint8Array): Uint8Array {
  const all = new Uint8Array(one.length + two.length)
  all.set(one)
  all.set(two, one.length)
  return all
}
