/**
 * JSON in the one form of RFC 8785 (JCS): keys sorted by UTF-16 unit, no white space, shortest numbers.
 * Two equal values always give the same bytes, so that a hash or a signature over them can be checked by anybody.
 * Members whose value is `undefined` are left out as JSON.stringify does; dates and others with toJSON are written by it.
 * Throws TypeError for what JSON cannot say (NaN, Infinity, bigint, functions, undefined in a list, lone surrogates).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || value === true || value === false) return String(value)
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number') return number(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object') return object(value)
  throw new TypeError(`canonical JSON cannot hold a value of type ${typeof value}`)
}

function text(value: string): string {
  // RFC 8785 §3.2.2.2: a lone surrogate has no UTF-8 form, so two different strings could hash alike.
  if (!value.isWellFormed()) throw new TypeError('canonical JSON cannot hold a lone surrogate')
  return JSON.stringify(value)
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('canonical JSON cannot hold a number that is not finite')
  return JSON.stringify(value)
}

function object(value: object): string {
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalJson(value.toJSON())
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  members.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${text(key)}:${canonicalJson(member)}`).join(',')}}`
}
