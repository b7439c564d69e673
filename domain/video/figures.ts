/** The figures of a day, defined once. Times in seconds, shares 0 … 1; null where nothing can be said. */

export interface TicketFact {
  state: string
  waitedMs: number
  answered: boolean
}
export interface SessionFact {
  outcome: string | null
  outcomeReason: string | null
  identity: string | null
  talkMs: number
  holdMs: number
  drops: number
  resumes: number
  handovers: number
  ageAtLeast60: boolean
  /** Another contact about the same matter within seven days. */
  again: boolean
}

export interface RatingFact {
  stars: number
  complaint: boolean
}

/** Shorter than this nobody waited: whoever leaves so soon did not abandon. */
const ABANDON_MS = 15_000
const SLO_MS = 180_000

export function dayFigures(
  tickets: readonly TicketFact[],
  sessions: readonly SessionFact[],
  wrapUpMs: readonly number[],
  more: { ratings: readonly RatingFact[]; waits: { hits: number; n: number }; officerHourFen: number },
) {
  const answered = tickets.filter((t) => t.answered)
  const abandoned = tickets.filter((t) => t.state === 'abandoned' && t.waitedMs > ABANDON_MS)
  const offered = tickets.filter((t) => t.answered || t.waitedMs > ABANDON_MS)
  const over = sessions.filter((s) => s.outcome !== null)
  const dropped = sessions.filter((s) => s.drops > 0)
  return {
    offered: offered.length,
    answered: answered.length,
    abandoned: abandoned.length,
    asaSeconds: mean(answered.map((t) => t.waitedMs / 1000)),
    inSlo: share(answered, (t) => t.waitedMs <= SLO_MS),
    handleSeconds: mean(over.map((s) => (s.talkMs + s.holdMs) / 1000)),
    talkSeconds: mean(over.map((s) => s.talkMs / 1000)),
    holdSeconds: mean(over.map((s) => s.holdMs / 1000)),
    wrapUpSeconds: mean(wrapUpMs.map((ms) => ms / 1000)),
    firstContact: share(over, (s) => !s.again),
    dropRate: share(sessions, (s) => s.drops > 0),
    resumed: share(dropped, (s) => s.resumes > 0 || s.outcome !== 'ended-no-result'),
    transferRate: share(sessions, (s) => s.handovers > 0),
    rating: mean(more.ratings.map((r) => r.stars)),
    rated: over.length === 0 ? null : thousandth(Math.min(1, more.ratings.length / over.length)),
    complaintRate: over.length === 0 ? null : thousandth(more.ratings.filter((r) => r.complaint).length / over.length),
    // Officers' time of everybody served, over those who were: breaks and readiness are the office's, not the case's.
    costFen:
      over.length === 0 ? null : Math.round(((busyMs(over, wrapUpMs) / 3_600_000) * more.officerHourFen) / over.length),
    waitHit: more.waits.n === 0 ? null : thousandth(more.waits.hits / more.waits.n),
    age60Share: share(sessions, (s) => s.ageAtLeast60),
    identity: counts(sessions.flatMap((s) => (s.identity ? [s.identity] : []))).map(([result, count]) => ({
      result,
      count,
    })),
    outcomes: counts(over.map((s) => s.outcome ?? '')).map(([outcome, count]) => ({ outcome, count })),
    toCounter: counts(over.filter((s) => s.outcome === 'to-counter').map((s) => s.outcomeReason ?? '')).map(
      ([reason, count]) => ({ reason, count }),
    ),
  }
}

const busyMs = (over: readonly SessionFact[], wrapUpMs: readonly number[]): number =>
  over.reduce((sum, s) => sum + s.talkMs + s.holdMs, 0) + wrapUpMs.reduce((sum, ms) => sum + ms, 0)
const thousandth = (n: number): number => Math.round(n * 1000) / 1000

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.round((values.reduce((sum, v) => sum + v, 0) / values.length) * 10) / 10

function share<T>(all: readonly T[], holds: (one: T) => boolean): number | null {
  return all.length === 0 ? null : Math.round((all.filter(holds).length / all.length) * 1000) / 1000
}

/** How often each word occurs, the most frequent first. */
export function counts(words: readonly string[]): [string, number][] {
  const map = new Map<string, number>()
  for (const word of words) map.set(word, (map.get(word) ?? 0) + 1)
  return [...map].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
}
