/** One look of an officer at a person's data or a record. */
export interface Look {
  at: Date
  /** Whose or what: the same record looked at twice counts once. */
  record: string
}

/** So many people or records within so many minutes raise an alarm. */
export interface LookLimit {
  records: number
  minutes: number
}

export interface Crowd {
  from: Date
  to: Date
  records: number
}

/**
 * Every time the limit was reached in these looks of one officer (oldest first): the moment it was, and since when. Each look
 * counts for one alarm only, so that who goes on is told of anew, once for each full measure.
 */
export function crowdedLooks(looks: readonly Look[], { records, minutes }: LookLimit): Crowd[] {
  const crowds: Crowd[] = []
  let first = 0
  const within = new Map<string, number>()
  for (const [i, look] of looks.entries()) {
    within.set(look.record, (within.get(look.record) ?? 0) + 1)
    const since = look.at.getTime() - minutes * 60_000
    for (let oldest = looks[first]; oldest && oldest.at.getTime() <= since; oldest = looks[++first])
      leave(within, oldest.record)
    if (within.size < records) continue
    crowds.push({ from: looks[first]?.at ?? look.at, to: look.at, records: within.size })
    within.clear()
    first = i + 1
  }
  return crowds
}

function leave(within: Map<string, number>, record: string): void {
  const left = (within.get(record) ?? 1) - 1
  if (left > 0) within.set(record, left)
  else within.delete(record)
}
