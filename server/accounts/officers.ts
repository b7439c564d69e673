import { verifySync } from 'otplib'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { Refused } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { hashPassword, verifyPassword } from '#server/kit/passwords.ts'
import { rolesMac, startSession } from '#server/kit/sessions.ts'
import { countFailure, insertOfficer, officerById, type OfficerRow, useTotpStep } from './accounts.sql.ts'
import { limitAddress } from './rate.ts'

export interface OfficerSignIn {
  id: string
  password: string
  totp: string
  device: string
  address: string
}

/** One sentence for every failure, and the same work done for unknown numbers: nothing tells which officers exist. */
const wrong = (): Refused =>
  new Refused(401, 'SIGN_IN_WRONG', '警号、密码或动态码不对', { next: '请核对后再试;连续十次不对要等五分钟。' })

/** Officers sign in by password and a one-time code; each code opens once, also for two requests at the same moment. */
export async function officerSignIn(house: House, given: OfficerSignIn): Promise<{ token: string }> {
  await house.db.tx((tx) => limitAddress(tx, house, 'officer', given.address, 60, 600))
  const row = await house.db.read.one(officerById, [given.id])
  const password = await verifyPassword(row?.password, given.password)
  const step = row ? totpStep(house, row, given.totp) : undefined
  const genuine = row !== undefined && rolesMac(house, row.office, row.id, row.roles).equals(row.roles_mac)
  const outcome = await house.db.tx(async (tx) => {
    if (
      row &&
      genuine &&
      password &&
      step !== undefined &&
      (await tx.run(useTotpStep, [row.office, row.id, step, stepNow(house)])) === 1
    )
      return enter(tx, row, given.device)
    if (row && genuine) await tx.run(countFailure, [row.office, row.id])
    // A row whose roles were changed past us is an alarm, not a slip of the fingers.
    const result = row && !genuine ? 'denied' : 'failed'
    const object = { kind: 'officer', id: row ? row.id : 'unknown' }
    await audit(tx, { kind: 'anyone' }, { act: 'sign-in', object, purpose: '登录', result })
    return undefined
  })
  if (!outcome) throw wrong()
  return { token: outcome }
}

async function enter(tx: Tx, row: OfficerRow, device: string): Promise<string> {
  const session = await startSession(tx, 'officer', row.id, device)
  const officer = { kind: 'officer', id: row.id, office: row.office, roles: row.roles, session: session.id } as const
  await audit(tx, officer, { act: 'sign-in', object: { kind: 'officer', id: row.id }, purpose: '登录', result: 'done' })
  return session.token
}

const stepNow = (house: House): number => Math.floor(house.time.now().getTime() / 30_000)

/** The time step that the code belongs to (now ±1), or undefined when it fits none. */
function totpStep(house: House, row: OfficerRow, code: string): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const secret = house.crypto.open(row.totp, `officers|totp|${row.id}`).toString()
  return [0, -1, 1]
    .map((d) => stepNow(house) + d)
    .find((at) => verifySync({ secret, token: code, epoch: at * 30, epochTolerance: 0 }).valid)
}

export interface NewOfficer {
  office: number
  id: string
  name: string
  roles: readonly string[]
  password: string
  totpSecret: string
}

/** Enrols an officer; the roles are bound by a MAC so that a change in SQL is useless. */
export async function enrolOfficer(tx: Tx, house: House, o: NewOfficer): Promise<void> {
  await tx.run(insertOfficer, [
    o.office,
    o.id,
    house.crypto.seal(o.name, `officers|name|${o.id}`),
    [...o.roles],
    rolesMac(house, o.office, o.id, o.roles),
    await hashPassword(o.password),
    house.crypto.seal(o.totpSecret, `officers|totp|${o.id}`),
  ])
}
