import type { SessionCommand } from '#domain/video/session-commands.ts'
import { offsetOf, type Session, type SessionContext } from '#domain/video/session.ts'
import { checklistFor } from '#domain/video/checklists/checklists.ts'
import { findService } from '#domain/services/index.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import {
  insertAnswer,
  insertConsent,
  insertGuestConsent,
  insertHandover,
  insertIdentityCheck,
  insertSignature,
} from './sessions.sql.ts'

type Keep = (
  tx: Tx,
  house: House,
  given: { before: Session; after: Session; command: SessionCommand; ctx: SessionContext },
) => Promise<void>

/** Beside the chained act, what proves something has a row of its own that can only be added. */
export async function keepProof(
  tx: Tx,
  house: House,
  before: Session,
  after: Session,
  command: SessionCommand,
  ctx: SessionContext,
): Promise<void> {
  await KEEP[command.type]?.(tx, house, { before, after, command, ctx })
}

const consent: Keep = async (tx, _house, { after, command, ctx }) => {
  if (command.type !== 'consent' && command.type !== 'withdraw-consent' && command.type !== 'second-consent') return
  const isSecond = command.type === 'second-consent'
  const answer = isSecond ? after.second?.consents[command.kind] : after.consents[command.kind]
  if (!answer) return
  await tx.run(insertConsent, [
    after.office,
    after.id,
    command.kind,
    command.type !== 'withdraw-consent' && answer.given,
    answer.version,
    answer.hash,
    ctx.now,
    offsetOf(after, ctx.now),
    isSecond ? 'second' : 'citizen',
  ])
}

const identity: Keep = async (tx, _house, { after, command, ctx }) => {
  if (command.type !== 'identity' && command.type !== 'identity-result') return
  const [step, answer] = command.type === 'identity' ? [command.step, command.answer] : ['result', command.result]
  const by = ctx.actor.kind === 'officer' ? ctx.actor.id : after.officer
  await tx.run(insertIdentityCheck, [after.office, after.id, ctx.now, step, answer, by, offsetOf(after, ctx.now)])
}

/** Bound to the hash that stood on the signer's own screen, and to who signed: two of two for spouses. */
const signature: Keep = async (tx, house, { before, after, command, ctx }) => {
  if ((command.type !== 'sign' && command.type !== 'second-sign') || !before.document) return
  const { document } = before
  const who = command.type === 'sign' ? 'citizen' : 'second'
  const at = ctx.now.toISOString()
  const place = (column: string) =>
    `video_signatures|${column}|${after.id}|${document.id}${who === 'second' ? '|second' : ''}`
  const signer = who === 'citizen' ? after.person : `second of ${after.person}`
  await tx.run(insertSignature, [
    after.office,
    after.id,
    document.id,
    document.hash,
    house.crypto.seal(JSON.stringify(document), place('document')),
    house.crypto.seal(JSON.stringify({ strokes: command.strokes, name: command.name }), place('strokes')),
    house.crypto.hmac('video-signature', [after.id, document.hash, signer, at].join('|')).toString('hex'),
    document.shownAt,
    ctx.now,
    offsetOf(after, ctx.now),
    who,
  ])
}

const KEEP: Partial<Record<SessionCommand['type'], Keep>> = {
  consent,
  'withdraw-consent': consent,
  'second-consent': consent,
  identity,
  'identity-result': identity,
  'guest-knocks': async (tx, _house, { after, command, ctx }) => {
    if (command.type !== 'guest-knocks') return
    const { guest, version, hash } = command
    await tx.run(insertGuestConsent, [after.office, after.id, guest, version, hash, ctx.now, offsetOf(after, ctx.now)])
  },
  step: async (tx, _house, { after, command, ctx }) => {
    if (command.type !== 'step') return
    const list = checklistFor(after.service === undefined ? undefined : findService(after.service))
    await tx.run(insertAnswer, [
      after.office,
      after.id,
      ctx.now,
      command.step,
      list?.service ?? '',
      list?.version ?? 0,
      command.result,
      after.officer,
      offsetOf(after, ctx.now),
    ])
  },
  'hand-over': async (tx, house, { after, command, ctx }) => {
    if (command.type !== 'hand-over') return
    const words = house.crypto.seal(
      JSON.stringify({ reason: command.reason, summary: command.summary }),
      `video_handovers|words|${after.id}|${ctx.now.toISOString()}`,
    )
    await tx.run(insertHandover, [
      after.office,
      after.id,
      ctx.now,
      command.kind,
      after.officer,
      command.to ?? null,
      words,
    ])
  },
  sign: signature,
  'second-sign': signature,
}
