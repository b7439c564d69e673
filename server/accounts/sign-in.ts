import { randomInt, timingSafeEqual } from 'node:crypto'
import { shanghaiDate } from '#domain/calendar.ts'
import { judgeIdentity } from '#domain/checks/identity.ts'
import type { CodeUse } from '#domain/messages.ts'
import { id as parseId, mobile as parseMobile } from '#domain/rules/index.ts'
import { asIdNumber, asName } from '#domain/typed.ts'
import { sendCode, tellFormerPhone } from '#server/messages/messages.ts'
import { audit } from '#server/kit/audit.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import { Refused, refusalWords, refusedBy } from '#server/kit/errors.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { endSessions, startSession } from '#server/kit/sessions.ts'
import { dropCode, personByMobile, putCode, tryCode } from './accounts.sql.ts'
import { findPerson, mobileIndex, personFor, personWith } from './people.ts'
import { limitAddress, limitRate } from './rate.ts'

export interface Asker {
  address: string
  /** What no stranger can be: a browser in which the number's owner signed in before, or the owner's account. Counted by itself. */
  own?: string | undefined
}

/** A phone number where it is counted and remembered, without the number. Throws Refused 422 INVALID for what is none. */
export const phoneKey = (house: Pick<House, 'crypto'>, mobile: string): string =>
  house.crypto.keyedId(cleanMobile(mobile))

/**
 * Sends a six-digit code: five minutes, five tries; five an hour for a number, and as many for each of its owner's own browsers;
 * sixty for an address. Throws Refused 422 INVALID, 429 TOO_MANY, 503 CODE_NOT_SENT.
 */
export async function requestCode(
  house: House,
  mobileGiven: string,
  { address, own }: Asker,
  use: CodeUse = 'sign-in',
): Promise<void> {
  const mobile = cleanMobile(mobileGiven)
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  await house.db.tx(async (tx) => {
    await limitRate(tx, ['code', phoneKey(house, mobile), ...(own ? [own] : [])].join(':'), 5, 3600)
    await limitAddress(tx, house, 'code', address, 60, 3600)
    await tx.run(putCode, [codeIndex(house, mobile, own), codeHash(house, mobile, code)])
  })
  await sendCode(house, mobile, code, use)
}

export interface SignIn {
  mobile: string
  code: string
  name?: string | undefined
  idNumber?: string | undefined
  device: string
  from: Asker
}

/**
 * Signs a citizen in by phone code. The first time, name and identity number are verified by the police identity service;
 * afterwards the phone is enough. Refusals name the field: code wrong or old, real name needed, not the same person.
 */
export async function signIn(house: House, given: SignIn): Promise<{ token: string; person: string }> {
  const mobile = cleanMobile(given.mobile)
  await checkCode(house, mobile, given.code, given.from)
  const known = await house.db.read.one(personByMobile, [mobileIndex(house, mobile)])
  const person =
    given.name && given.idNumber ? await verifiedPerson(house, mobile, given.name, given.idNumber) : known?.id
  if (!person) {
    throw new Refused(422, 'REAL_NAME_NEEDED', '第一次登录,请填写姓名和身份证号码', {
      next: '只用于核对是您本人。',
      fields: [
        { field: 'name', code: 'required', message: '请填写姓名', en: 'Please enter your name' },
        { field: 'idNumber', code: 'required', message: '请填写身份证号码', en: 'Please enter your identity number' },
      ],
    })
  }
  return house.db.tx(async (tx) => {
    // Two requests at the same moment have both been let through the comparison: one of them uses the code up.
    if (!(await useCode(tx, house, mobile, given.code, given.from))) throw wrongCode()
    const session = await startSession(tx, 'citizen', person, given.device)
    await audit(
      tx,
      { kind: 'citizen', id: person, session: session.id },
      { act: 'sign-in', object: { kind: 'person', id: person }, person, purpose: '登录', result: 'done' },
    )
    return { token: session.token, person }
  })
}

/** Compares a code with the one that was sent to a number; the try counts whatever follows. Throws Refused 422 CODE_WRONG, 429. */
export async function checkCode(house: House, mobile: string, code: string, from: Asker): Promise<void> {
  const given = codeHash(house, mobile, code)
  const right = await house.db.tx(async (tx) => {
    await limitAddress(tx, house, 'try', from.address, 120, 3600)
    let found = false
    for (const index of codeIndexes(house, mobile, from)) {
      const row = await tx.one(tryCode, [index])
      if (row && timingSafeEqual(row.code_hash, given)) found = true
    }
    return found
  })
  if (!right) throw wrongCode()
}

/** Uses a code up; false when it is used already, or a newer one has taken its place. */
export async function useCode(tx: Tx, house: House, mobile: string, code: string, from: Asker): Promise<boolean> {
  let used = 0
  for (const index of codeIndexes(house, mobile, from))
    used += await tx.run(dropCode, [index, codeHash(house, mobile, code)])
  return used > 0
}

/**
 * Where the code of a number stands: what its owner asked for in an own browser has a place of its own, so that no stranger makes
 * it void by asking for another or by trying wrong ones.
 */
const codeIndex = (house: House, mobile: string, own: string | undefined): Buffer =>
  own === undefined ? mobileIndex(house, mobile) : house.crypto.blindIndex('sign-in-code', `${mobile}|${own}`)

/** A code asked for elsewhere, on another device of the owner, is as good. */
const codeIndexes = (house: House, mobile: string, { own }: Asker): Buffer[] =>
  own === undefined
    ? [codeIndex(house, mobile, undefined)]
    : [codeIndex(house, mobile, own), codeIndex(house, mobile, undefined)]

const wrongCode = (): Refused =>
  new Refused(422, 'CODE_WRONG', '验证码不对或已过期', {
    next: '请核对短信里的六位数字,或重新获取。',
    fields: [{ field: 'code', code: 'wrong', message: '验证码不对或已过期', en: 'The code is wrong or has expired' }],
  })

async function verifiedPerson(house: House, mobile: string, nameGiven: string, idGiven: string): Promise<string> {
  const name = asName(nameGiven)
  const today = shanghaiDate(house.time.now())
  const parsed = parseId({ input: idGiven, today })
  if (!parsed.ok)
    throw new Refused(422, 'INVALID', '身份证号码不正确', {
      fields: [
        {
          field: 'idNumber',
          code: parsed.why,
          message: '身份证号码不正确,请逐位核对',
          en: 'This is not an identity number; please check every character',
        },
      ],
    })
  const idNumber = asIdNumber(idGiven)
  const answer = await house.connectors.identity.verify({ name, idNumber })
  await house.db.tx((tx) => keepEvidence(tx, house, undefined, [answer.evidence]))
  if (!answer.ok)
    throw new Refused(503, 'DATA_DOWN', '身份核验暂时没有回应', {
      next: '请过几分钟再试,已填写的内容请保留。',
      retryAfter: 60,
    })
  const problem = judgeIdentity(answer.answer, today)[0]
  if (problem) {
    const refused = refusedBy(422, problem)
    const mismatch = refused.code === 'ID_NOT_VERIFIED'
    const message = mismatch ? '姓名和身份证号码对不上' : refused.message
    const en = mismatch ? 'Name and identity number do not belong together' : refusalWords(refused, 'en').message
    const next = mismatch ? '请按身份证上的姓名和号码填写。' : refused.next
    const fields = [{ field: 'idNumber', code: refused.code, message, en }]
    throw new Refused(422, refused.code, message, next ? { next, fields } : { fields })
  }
  return house.db.tx(async (tx) => {
    const known = await personWith(tx, house, idNumber)
    const before = known && (await findPerson(tx, house, known.id)).mobile
    const person = await personFor(tx, house, { name, idNumber, mobile })
    if (before !== undefined && before !== mobile) await phoneChanged(tx, house, person, before)
    return person
  })
}

/** A name and a number are known to many: whoever holds the phone of before hears of it, and whoever was signed in is so no longer. */
async function phoneChanged(tx: Tx, house: House, person: string, before: string): Promise<void> {
  await endSessions(tx, 'citizen', person)
  await tellFormerPhone(tx, house, person, before)
  await audit(
    tx,
    { kind: 'citizen', id: person, session: '' },
    { act: 'phone-changed', object: { kind: 'person', id: person }, person, purpose: '更换登录手机号', result: 'done' },
  )
}

function cleanMobile(given: string): string {
  const parsed = parseMobile({ input: given })
  if (!parsed.ok)
    throw new Refused(422, 'INVALID', '手机号码不正确', {
      fields: [
        {
          field: 'mobile',
          code: parsed.why,
          message: '请填写 11 位手机号码',
          en: 'Enter a mobile number of 11 digits',
        },
      ],
    })
  return parsed.mobile
}

const codeHash = (house: House, mobile: string, code: string): Buffer =>
  house.crypto.hmac('sign-in-code', `${mobile}|${code}`)
