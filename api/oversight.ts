import { Type } from 'typebox'
import { WORK_VIEWS } from './cases.ts'
import { route } from './route.ts'
import { ById, Id, Instant, Ok, strict, TextPair, Words } from './shared.ts'

/** What one officer may not do alone or unseen: a list that leaves the house, many looks in a short time, a look at a closed case. */

const Count = Type.Integer({ minimum: 0 })
const Officer = Type.String()

export const stateReason = route({
  name: 'stateReason',
  method: 'POST',
  path: '/api/cases/:id/reason',
  act: 'case.read',
  summary:
    'Why a closed case is looked at: recorded with each read of the next half hour and shown to the person concerned.',
  params: ById,
  body: Type.Object({ reason: Words(200, 4) }, strict),
  reply: Type.Object({ until: Instant }),
})

export const askListExport = route({
  name: 'askListExport',
  method: 'POST',
  path: '/api/list-exports',
  act: 'case.list',
  summary: 'Asks to take a work list out as a table (CSV, masked as on the screen); another person decides.',
  body: Type.Object(
    { view: Type.Enum(WORK_VIEWS), service: Type.String({ maxLength: 80 }), purpose: Words(100, 2) },
    strict,
  ),
  reply: Type.Object({ id: Id, rows: Count }),
})

export const EXPORT_STATES = ['asked', 'approved', 'declined', 'taken', 'lapsed'] as const

export const listListExports = route({
  name: 'listListExports',
  method: 'GET',
  path: '/api/list-exports',
  act: 'export.see',
  summary:
    'Lists that were asked for: the own ones; to those who may decide, those of the office. Thirty days, newest first.',
  reply: Type.Object({
    exports: Type.Array(
      Type.Object({
        id: Id,
        state: Type.Enum(EXPORT_STATES),
        view: Type.Enum(WORK_VIEWS),
        service: Type.Union([TextPair, Type.Null()]),
        purpose: Type.String(),
        /** How many cases the list had when it was asked for. */
        rows: Count,
        askedBy: Officer,
        askedAt: Instant,
        decidedBy: Type.Union([Officer, Type.Null()]),
        /** An approved list is taken once, until then. */
        until: Type.Union([Instant, Type.Null()]),
        mine: Type.Boolean(),
        mayDecide: Type.Boolean(),
      }),
    ),
  }),
})

export const decideListExport = route({
  name: 'decideListExport',
  method: 'POST',
  path: '/api/list-exports/:id/decide',
  act: 'export.approve',
  summary: 'Approves or declines a list that somebody else asked for; once.',
  params: ById,
  body: Type.Object({ approve: Type.Boolean() }, strict),
  reply: Ok,
})

export const takeListExport = route({
  name: 'takeListExport',
  method: 'POST',
  path: '/api/list-exports/:id/take',
  act: 'export.take',
  summary: 'The approved list, once, for who asked for it, within a day.',
  params: ById,
  body: Type.Object({}, strict),
  reply: Type.Object({ name: Type.String(), rows: Count, csv: Type.String() }),
})

const AlarmId = Type.Object({ id: Type.String({ maxLength: 18, pattern: '^[1-9][0-9]*$' }) }, strict)

export const listLookAlarms = route({
  name: 'listLookAlarms',
  method: 'GET',
  path: '/api/look-alarms',
  act: 'alarm.handle',
  summary:
    'Who looked at very many people’s records in a short time: open alarms first, then those of the last 90 days. The leading office sees every office’s.',
  reply: Type.Object({
    /** The limit in force today: so many people or records within so many minutes. */
    limit: Type.Object({ records: Count, minutes: Count }),
    alarms: Type.Array(
      Type.Object({
        id: Type.String(),
        officer: Officer,
        officeName: TextPair,
        from: Instant,
        to: Instant,
        records: Count,
        /** The reasons that were given with these looks, most frequent first. */
        purposes: Type.Array(Type.String()),
        /** One's own alarm is for another. */
        mayClose: Type.Boolean(),
        closed: Type.Optional(Type.Object({ at: Instant, by: Officer, note: Type.String() })),
      }),
    ),
  }),
})

export const closeLookAlarm = route({
  name: 'closeLookAlarm',
  method: 'POST',
  path: '/api/look-alarms/:id/close',
  act: 'alarm.handle',
  summary: 'What came out when the alarm was looked into; once, by somebody whom it does not concern.',
  params: AlarmId,
  body: Type.Object({ note: Words(300, 2) }, strict),
  reply: Ok,
})

export const OFFICER_ALARMS = ['row-changed', 'second-place'] as const

export const listOfficerAlarms = route({
  name: 'listOfficerAlarms',
  method: 'GET',
  path: '/api/officer-alarms',
  act: 'alarm.handle',
  summary:
    'Officers’ accounts that need a look: a row changed past the house, a second workstation. Open ones first, then those of the last 90 days. The leading office sees every office’s.',
  reply: Type.Object({
    alarms: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Instant,
        officer: Officer,
        officeName: TextPair,
        kind: Type.Enum(OFFICER_ALARMS),
        /** One's own alarm is for another. */
        mayClose: Type.Boolean(),
        closed: Type.Optional(Type.Object({ at: Instant, by: Officer, note: Type.String() })),
      }),
    ),
  }),
})

export const closeOfficerAlarm = route({
  name: 'closeOfficerAlarm',
  method: 'POST',
  path: '/api/officer-alarms/:id/close',
  act: 'alarm.handle',
  summary: 'What came out when the alarm on an account was looked into; once, by somebody whom it does not concern.',
  params: AlarmId,
  body: Type.Object({ note: Words(300, 2) }, strict),
  reply: Ok,
})
