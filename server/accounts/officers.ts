import { verifySync } from 'otplib'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { hashPassword, verifyPassword } from '#server/kit/passwords.ts'
import { isGenuine, officerMac } from '#server/kit/officer-mac.ts'
import { officerAtWork, startSession } from '#server/kit/sessions.ts'
import { countFailure, hit, insertOfficer, officerById, type OfficerRow, useTotpStep } from './accounts.sql.ts'
import { alarmRowChanged, alarmSecondPlace } from './officer-alarms.ts'
import { factsOf } from './officer-rows.ts'
import { idIndex } from './people.ts'
import { limitAddress } from './rate.ts'

export interface OfficerSignIn {
  id: string
  password: string
  totp: string
  device: string
  address: string
  /** The cookie that came along, if any: the own browser is no second place. */
  cookie: string | undefined
  /** The number of a browser in which this officer has signed in before. */
  browser: string | undefined
}

/** So many tries within five minutes in an own browser; beyond them it is like any other. */
const OWN_TRIES = 10
const OWN_SECONDS = 300

/** One sentence for every failure, and the same work done for unknown numbers: nothing tells which officers exist. */
const wrong = (): Refused => refusedBy(401, { code: 'SIGN_IN_WRONG' })

/** Officers sign in by password and a one-time code; each code opens once, also for two requests at the same moment. */
export async function officerSignIn(house: House, given: OfficerSignIn): Promise<{ token: string }> {
  const own = await isOwnBrowser(house, given.browser)
  // A hall stands behind one address: who floods it from a socket in the corridor does not shut its own workstations.
  if (!own) await house.db.tx((tx) => limitAddress(tx, house, 'officer', given.address, 60, 600))
  const row = await house.db.read.one(officerById, [given.id])
  const password = await verifyPassword(row?.password, given.password)
  const genuine = row !== undefined && isGenuine(house.crypto, factsOf(row), row.roles_mac)
  // Only of a genuine row: a secret that was exchanged cannot be opened.
  const step = genuine ? totpStep(house, row, given.totp) : undefined
  const outcome = await house.db.tx(async (tx) => {
    if (
      row &&
      genuine &&
      password &&
      step !== undefined &&
      (await tx.run(useTotpStep, [row.office, row.id, step, stepNow(house), own])) === 1
    )
      return enter(tx, house, row, given)
    if (row && genuine && !own) await tx.run(countFailure, [row.office, row.id])
    // A row that was changed past us is an alarm, not a slip of the fingers.
    if (row && !genuine) await alarmRowChanged(tx, house, row)
    const result = row && !genuine ? 'denied' : 'failed'
    const object = { kind: 'officer', id: row ? row.id : 'unknown' }
    await audit(tx, { kind: 'anyone' }, { act: 'sign-in', object, purpose: '登录', result })
    return undefined
  })
  if (!outcome) throw wrong()
  return { token: outcome }
}

/** Counted before anything is compared, however many tries come at once. */
async function isOwnBrowser(house: House, browser: string | undefined): Promise<boolean> {
  if (browser === undefined) return false
  const tries = await house.db.tx((tx) => tx.one(hit, [`own-browser:${browser}`, OWN_SECONDS]))
  return tries !== undefined && tries.hits <= OWN_TRIES
}

async function enter(tx: Tx, house: House, row: OfficerRow, given: OfficerSignIn): Promise<string> {
  const place = house.crypto.hmac('officer-place', given.address)
  const before = await officerAtWork(tx, row.id, given.cookie)
  const elsewhere = before && !before.own && !(before.device === given.device && before.place?.equals(place))
  if (elsewhere) await alarmSecondPlace(tx, house, row, before.id)
  const session = await startSession(tx, 'officer', row.id, given.device, place)
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
  /** With it one person has one account, and does not decide the own case. */
  idNumber?: string
}

/**
 * Enrols an officer, once; the whole row is bound by a MAC so that a change in SQL is useless. For a person who has an account under
 * another number the database refuses (23505).
 */
export async function enrolOfficer(tx: Tx, house: House, o: NewOfficer): Promise<void> {
  const password = await hashPassword(o.password)
  const totp = house.crypto.seal(o.totpSecret, `officers|totp|${o.id}`)
  const person = o.idNumber ? idIndex(house, o.idNumber) : null
  const facts = { office: o.office, id: o.id, roles: o.roles, disabled: false, password, totp, person }
  await tx.run(insertOfficer, [
    o.office,
    o.id,
    house.crypto.seal(o.name, `officers|name|${o.id}`),
    [...o.roles],
    officerMac(house.crypto, facts),
    password,
    totp,
    person,
  ])
}
