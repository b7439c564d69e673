/**
 * Whether what comes by itself comes in this minute. `pattern`: minute, hour, day, month and day of the week as cron writes them, each a
 * number, `*` or `*` with a divisor, in UTC (the offices are eight hours ahead).
 */
export function isDue(pattern: string, at: Date): boolean {
  const now = [at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCDay()]
  const fields = pattern.split(' ')
  if (fields.length !== now.length || !fields.every((field) => /^(\*(\/[1-9]\d?)?|\d{1,2})$/.test(field)))
    throw new RangeError(`not a pattern of when something comes: ${pattern}`)
  return now.every((value, i) => {
    const [from, step] = (fields[i] ?? '').split('/')
    return from === '*' ? value % Number(step ?? 1) === 0 : value === Number(from)
  })
}

/** The minutes that have begun since `last`, oldest first: a process that stood still makes up for an hour at most. Both count minutes since 1970. */
export const minutesSince = (last: number, now: number): Date[] =>
  Array.from({ length: Math.min(60, Math.max(0, now - last)) }, (_, i) => new Date((now - i) * 60_000)).toReversed()
