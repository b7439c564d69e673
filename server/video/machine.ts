import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { levelOf, machineShown, mayCompare } from '#domain/video/session-machine.ts'
import type { Session } from '#domain/video/session.ts'
import { findPerson } from '#server/accounts/people.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, enqueue, type Job } from '#server/kit/jobs.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { endFaceCheck, insertFaceCheck, readFaceCheck } from './machine.sql.ts'
import { loadSession } from './session-store.ts'
import { actIfFits, actInSession } from './sessions.ts'
import { VIDEO } from './settings.ts'

/** What the officer may know of the machine's comparison at this moment: the colour never before the own answer. */
export function machineView(s: Session) {
  const nothing = { level: null, score: null, model: null }
  if (!VIDEO.machine.on) return { state: 'off' as const, ...nothing }
  if (!mayCompare(s)) return { state: 'refused' as const, ...nothing }
  if (!s.machine) return { state: 'open' as const, ...nothing }
  if (s.machine.state !== 'done') return { state: s.machine.state, ...nothing }
  if (!machineShown(s)) return { state: 'hidden' as const, ...nothing }
  const { level, score, model } = s.machine
  return { state: 'shown' as const, level: level ?? null, score: score ?? null, model: model ?? null }
}

/**
 * Takes a still of the citizen's picture in this call and has it compared. `still` is a JPEG in base64. Throws Refused 409 without
 * the consent, after the officer's answer, or while one is under way; 422 for no JPEG.
 */
export async function askCompare(tx: Tx, house: House, officer: string, s: Session, still: string): Promise<void> {
  if (!VIDEO.machine.on) throw refusedBy(409, { code: 'VIDEO_NO_FACE_CONSENT' })
  const jpeg = Buffer.from(still, 'base64')
  if (jpeg.length < 100 || jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw refusedBy(422, { code: 'VIDEO_CAPTURE_BROKEN' })
  const id = uuidv7()
  await actInSession(tx, house, { kind: 'house' }, s.id, { type: 'machine-asked', id })
  const hash = createHash('sha256').update(jpeg).digest('hex')
  await tx.run(insertFaceCheck, [
    s.office,
    s.id,
    id,
    hash,
    house.crypto.seal(jpeg, place(id)),
    officer,
    house.time.now(),
  ])
  await enqueue(tx, house, [{ job: 'video-face', payload: { check: id }, key: `video-face:${id}`, attempts: TRIES }])
}
const TRIES = 4
const place = (id: string): string => `video_face_checks|still|${id}`

/**
 * Asks the identity service. The exchange is not kept as evidence: it carries the face, and evidence is kept for ever; hash, score
 * and model stand beside the conversation instead.
 */
const compare = defineJob({
  name: 'video-face',
  payload: Type.Object({ check: Type.String({ format: 'uuid' }) }),
  run: async (house, { check }, attempt) => {
    const row = await house.db.read.one(readFaceCheck, [check])
    if (!row?.still) return
    const s = await loadSession(house.db.read, house, row.session_id)
    // Withdrawn or over meanwhile: nothing is compared any more.
    if (s.machine?.id !== check || s.outcome) return
    const { idNumber } = await findPerson(house.db.read, house, s.person)
    const still = house.crypto.open(row.still, place(check)).toString('base64')
    const asked = await house.connectors.identity.compare({ idNumber, sessionId: s.id, still })
    const now = house.time.now()
    if (asked.ok) {
      const { score, model } = asked.answer
      const level = levelOf(score, VIDEO.machine)
      await house.db.tx(async (tx) => {
        await tx.run(endFaceCheck, [check, 'done', level, score, model, now])
        await actIfFits(tx, house, s.id, { type: 'machine-done', id: check, level, score, model })
      })
      return
    }
    // The officer looks by eye all the same: a machine that is silent holds nobody up.
    if (asked.why !== 'refused' && attempt < TRIES) throw new Error('the identity service did not answer')
    await house.db.tx(async (tx) => {
      await tx.run(endFaceCheck, [check, 'failed', null, null, null, now])
      await actIfFits(tx, house, s.id, { type: 'machine-failed', id: check })
    })
  },
})

export const machineJobs: readonly Job[] = [compare]
