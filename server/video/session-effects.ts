import type { SessionCommand } from '#domain/video/session-commands.ts'
import type { Session, SessionContext, SessionEffect } from '#domain/video/session.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue, wakeAt } from '#server/kit/jobs.ts'
import { moveDesk } from './desks.ts'
import { readDesk } from './desks.sql.ts'
import { makeDocument } from './documents.ts'
import { endLegs } from './media.sql.ts'
import { carryOutcome } from './outcome.ts'
import { fillField } from './fields.ts'
import { momentWords } from '#server/messages/words.ts'
import { tellCaller } from './tell.ts'
import { loadTicket, moveTicket } from './tickets.ts'

export interface Done {
  before: Session
  after: Session
  command: SessionCommand
  ctx: SessionContext
  /** What the house itself does next in the same conversation. */
  again: (command: SessionCommand) => Promise<Session>
}

type Handlers = {
  [T in SessionEffect['type']]: (
    tx: Tx,
    house: House,
    done: Done,
    effect: Extract<SessionEffect, { type: T }>,
  ) => Promise<Session | void>
}

/** Carries out effects in order, in the transaction of the decision; gives the conversation as it stands afterwards. */
export async function carryOut(tx: Tx, house: House, done: Done, effects: readonly SessionEffect[]): Promise<Session> {
  let { after } = done
  for (const effect of effects) {
    const handle = HANDLERS[effect.type] as (
      tx: Tx,
      house: House,
      done: Done,
      effect: SessionEffect,
    ) => Promise<Session | void>
    after = (await handle(tx, house, { ...done, after }, effect)) ?? after
  }
  return after
}

const HANDLERS: Handlers = {
  // The process that carries the call hears of the change and closes it; a lost word is made up for by its heartbeat.
  'stop-call': async (tx, house, { after }) => {
    await tx.run(endLegs, [after.id, null, house.time.now(), after.suspended?.cause ?? after.outcome?.kind ?? 'closed'])
  },
  'free-officer': async (tx, house, { before, after }) => {
    await freeDesk(tx, house, before.officer, after.talkMs - before.talkMs + after.holdMs - before.holdMs)
    if (after.officer !== before.officer) await takeDesk(tx, house, after.officer, after.id)
  },
  'hold-officer': async (tx, house, { after }, { on }) => {
    const desk = (await tx.one(readDesk, [after.officer]))?.data
    if (desk && desk.state === (on ? 'in-call' : 'hold')) await moveDesk(tx, house, after.officer, { type: 'hold', on })
  },
  // Mutes are read from the conversation by the process that carries the call.
  'mute-guest': async () => undefined,
  requeue: async (tx, house, { after }, { front }) => {
    const ticket = await loadTicket(tx, after.ticket)
    if (ticket.state === 'serving') await moveTicket(tx, house, ticket.id, { type: 'resume', front })
  },
  'next-opening': async (tx, house, { after }, { at }) => {
    const ticket = await loadTicket(tx, after.ticket)
    if (ticket.state !== 'serving') return
    await moveTicket(tx, house, ticket.id, { type: 'resume', front: true })
    await moveTicket(tx, house, ticket.id, { type: 'ask-callback', at })
    await tellCaller(tx, house, after, 'video-closing', { when: momentWords(new Date(at)) })
  },
  'finish-ticket': async (tx, house, { after }, { counter }) => {
    const ticket = await loadTicket(tx, after.ticket)
    if (ticket.state === 'serving') await moveTicket(tx, house, ticket.id, { type: 'finish', counter })
    else if (['waiting', 'ringing', 'missed', 'callback-due'].includes(ticket.state))
      await moveTicket(tx, house, ticket.id, { type: 'cancel' })
  },
  'fill-field': (tx, house, { after }, { proposal }) => fillField(tx, house, after, proposal),
  'make-document': async (tx, house, { after, again }) =>
    again({ type: 'document-made', document: await makeDocument(tx, house, after) }),
  tell: (tx, house, { after }, { template }) => tellCaller(tx, house, after, template),
  outcome: (tx, house, done) => carryOutcome(tx, house, done),
  'check-later': (tx, house, { after }, { at, what }) =>
    enqueue(tx, house, [
      {
        job: 'video-clock',
        payload: { session: after.id },
        at: wakeAt(house, at),
        key: `video-clock:${what}:${after.id}`,
        attempts: 5,
      },
    ]),
}

/** After a conversation the officer wraps up; one who was called away meanwhile is left alone. */
async function freeDesk(tx: Tx, house: House, officer: string, talkedMs: number): Promise<void> {
  const desk = (await tx.one(readDesk, [officer]))?.data
  if (desk?.state === 'in-call' || desk?.state === 'hold')
    await moveDesk(tx, house, officer, { type: 'call-over', talkedMs: Math.max(0, talkedMs) })
}

async function takeDesk(tx: Tx, house: House, officer: string, session: string): Promise<void> {
  const desk = (await tx.one(readDesk, [officer]))?.data
  if (desk?.state === 'ready') await moveDesk(tx, house, officer, { type: 'call', session })
}
