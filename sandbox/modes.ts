import { Type, type Static } from 'typebox'
import { AGENCIES, type Agency } from '#server/connectors/wire.ts'
import type { Store } from './store.ts'

/**
 * How an agency behaves. good; slow: does it, but answers after `seconds` (default 8); down: cuts the connection;
 * unavailable: answers 503 as a gateway does, unsigned; bad-signature: does it, but the answer's signature is wrong;
 * wrong-data: a signed answer that is not what was agreed; twice: pushes everything two times;
 * late: the register answers "pending" and pushes after `seconds` (default 3; 0 waits for a press on the admin page).
 * `down` and `unavailable` with `seconds` end by themselves.
 */
export const MODES = ['good', 'slow', 'down', 'unavailable', 'bad-signature', 'wrong-data', 'twice', 'late'] as const
export type Mode = (typeof MODES)[number]

export const AgencyName = Type.Enum(AGENCIES)
export type AgencyMode = Static<typeof AgencyMode>
export const AgencyMode = Type.Object({
  agency: AgencyName,
  mode: Type.Enum(MODES),
  seconds: Type.Union([Type.Number({ minimum: 0 }), Type.Null()]),
  until: Type.Union([Type.String(), Type.Null()]),
})

export type Modes = ReturnType<typeof createModes>

export function createModes(store: Store, now: () => Date) {
  const good = (agency: Agency): AgencyMode => ({ agency, mode: 'good', seconds: null, until: null })
  const of = (agency: Agency): AgencyMode => {
    const row = store.one(AgencyMode, 'select agency, mode, seconds, until from mode where agency = ?', agency)
    return row && (row.until === null || row.until > now().toISOString()) ? row : good(agency)
  }
  return {
    of,
    all: (): AgencyMode[] => AGENCIES.map(of),
    set: (agency: Agency, mode: Mode, seconds?: number): void => {
      const ends = (mode === 'down' || mode === 'unavailable') && seconds ? seconds : undefined
      const until = ends === undefined ? null : new Date(now().getTime() + ends * 1000).toISOString()
      store.run('insert or replace into mode values (?, ?, ?, ?)', agency, mode, seconds ?? null, until)
    },
  }
}

/** The agency of that name; undefined when there is none. */
export const agencyNamed = (name: string): Agency | undefined => AGENCIES.find((agency) => agency === name)
