import { type Static, Type } from 'typebox'
import { shanghaiDate } from '#domain/calendar.ts'
import { FILE_NEWS, fileNewsPush, fileRequestPush } from '#domain/leaving-pushes.ts'
import { registryMessages } from '#server/connectors/registry.ts'
import { canonicalJson } from '#server/kit/canonical.ts'
import { digest } from '#server/kit/crypto.ts'
import { type Desk, no, operation, type Operation } from '../agency.ts'
import { carOf, carWithPlate, saveCar } from '../city.ts'
import { COMES_BY_ITSELF, NEVER_COMES, NOT_WHOLE_AT_FIRST } from '../magic.ts'
import type { Car } from '../world/shapes.ts'

/** The other offices: they ask for files of cars that are registered here, look them over, and register the cars or send the files back. */

/** Cities a car may move to; three of them always do the same by themselves. */
export const PLACES: Readonly<Record<number, { name: string; prefix: string }>> = {
  320100: { name: '南京市车辆管理所', prefix: '苏A' },
  [NOT_WHOLE_AT_FIRST]: { name: '杭州市车辆管理所', prefix: '浙A' },
  [COMES_BY_ITSELF]: { name: '福州市车辆管理所', prefix: '闽A' },
  [NEVER_COMES]: { name: '南昌市车辆管理所', prefix: '赣A' },
}

export type AskedFile = Static<typeof AskedFile>
export const AskedFile = Type.Object({
  no: Type.String(),
  vin: Type.String(),
  plate: Type.String(),
  to_office: Type.Integer(),
  to_name: Type.String(),
  /** asked, here (the file has come), refused, not-whole, arrived, back */
  state: Type.String(),
  note: Type.String(),
  tries: Type.Integer(),
})

export const allAsked = ({ store }: Desk): AskedFile[] =>
  store.all(
    AskedFile,
    'select no, vin, plate, to_office, to_name, state, note, tries from file_request order by at desc, no desc limit 100',
  )
const askedFile = ({ store }: Desk, requestNo: string): AskedFile | undefined =>
  store.one(
    AskedFile,
    'select no, vin, plate, to_office, to_name, state, note, tries from file_request where no = ?',
    requestNo,
  )

export interface Wish {
  plate: string
  plateType?: string | undefined
  to: number
  why?: 'move' | 'transfer' | undefined
  /** Instead of the owner on the record. */
  ownerName?: string | undefined
  jointWith?: string | undefined
  /** The same request once more, as an office does that waits too long. */
  requestNo?: string | undefined
}

/** Another office asks for the file of the car with this plate; undefined when there is no such car. */
export function askForFile(desk: Desk, wish: Wish): string | undefined {
  const { store, now } = desk
  const car = carWithPlate(store, wish.plate, wish.plateType ?? '02')
  const place = PLACES[wish.to]
  if (!car?.registration || !place) return undefined
  const { vin, plate, plateType, owner } = car.registration
  const day = shanghaiDate(now()).replaceAll('-', '')
  return store.together(() => {
    const nth = store.next('file-request')
    const requestNo = wish.requestNo ?? `ZJ${wish.to}${day}${String(nth).padStart(5, '0')}`
    store.run(
      "insert into file_request values (?, ?, ?, ?, ?, 'asked', '', 0, ?) on conflict do nothing",
      requestNo,
      vin,
      plate,
      wish.to,
      place.name,
      now().toISOString(),
    )
    desk.outbox.push('registry', fileRequestPush.path, `file-request:${requestNo}:${nth}`, {
      requestNo,
      why: wish.why ?? 'move',
      vin,
      plate,
      plateType,
      owner: { ...owner, name: wish.ownerName ?? owner.name },
      to: wish.to,
      toName: place.name,
      ...(wish.jointWith ? { jointWith: wish.jointWith } : {}),
      askedAt: now().toISOString(),
    })
    return requestNo
  })
}

export type News = (typeof FILE_NEWS)[number]

/** What the other office does with the file; false when there is no such request. */
export function tellNews(desk: Desk, requestNo: string, news: News, reason = '', afterMs = 0): boolean {
  const asked = askedFile(desk, requestNo)
  if (!asked) return false
  desk.store.together(() => newsOf(desk, asked, news, reason, afterMs))
  return true
}

function newsOf(desk: Desk, asked: AskedFile, news: News, reason: string, afterMs: number): void {
  const car = carOf(desk.store, asked.vin)
  const state = { arrived: 'arrived', incomplete: 'not-whole', returned: 'back' }[news]
  note(desk, asked, state, reason)
  if (car && news === 'arrived') registerThere(desk, car, asked)
  if (car && news === 'returned') saveCar(desk.store, stays(car))
  const messageId = `file-news:${asked.no}:${news}:${desk.store.next('file-news')}`
  desk.outbox.push(
    'registry',
    fileNewsPush.path,
    messageId,
    { requestNo: asked.no, news, ...(reason ? { reason } : {}), at: desk.now().toISOString() },
    afterMs,
  )
}

/** What the register does with an answer of the house. */
export const filesAsked = (desk: Desk): Operation[] => [
  operation(registryMessages.fileAnswer, (answer) => {
    const asked = askedFile(desk, answer.requestNo)
    const car = carOf(desk.store, answer.vin)
    if (!asked || asked.vin !== answer.vin || !car?.registration) return no(404, 'NO_REQUEST', '没有这次档案请求')
    if (asked.state === 'back' || asked.state === 'arrived') return no(409, 'ENDED', '这次请求已经结束')
    if (answer.verdict === 'refused') {
      note(desk, asked, 'refused', answer.reasonZh)
      return { received: true as const }
    }
    const text = canonicalJson(answer.file)
    if (![digest('sm', text), digest('intl', text)].some((hash) => hash.toString('hex') === answer.hash))
      return no(409, 'HASH_DIFFERS', '档案与摘要不符')
    const leaving = { to: asked.to_office, toName: asked.to_name, since: shanghaiDate(desk.now()) }
    saveCar(desk.store, { ...car, registration: { ...car.registration, leaving } })
    const here = { ...asked, tries: asked.tries + 1 }
    note(desk, here, 'here', '')
    byItself(desk, here)
    return { received: true as const }
  }),
]

/** Offices that always do the same. */
function byItself(desk: Desk, asked: AskedFile): void {
  if (asked.to_office === COMES_BY_ITSELF) newsOf(desk, asked, 'arrived', '', SOON_MS)
  if (asked.to_office === NEVER_COMES) newsOf(desk, asked, 'returned', '车主三十日内没有到场', SOON_MS)
  if (asked.to_office === NOT_WHOLE_AT_FIRST && asked.tries === 1)
    newsOf(desk, asked, 'incomplete', '缺查验照片', SOON_MS)
}
const SOON_MS = 1000

const note = ({ store }: Desk, asked: AskedFile, state: string, what: string): void =>
  void store.run(
    'update file_request set state = ?, note = ?, tries = ? where no = ?',
    state,
    what,
    asked.tries,
    asked.no,
  )

function registerThere({ store }: Desk, car: Car, asked: AskedFile): void {
  const plate = `${PLACES[asked.to_office]?.prefix ?? '苏A'}${String(store.next('plate-elsewhere')).padStart(4, '0')}Z`
  const back = stays(car)
  if (back.registration) saveCar(store, { ...back, registration: { ...back.registration, plate } })
}

function stays(car: Car): Car {
  if (!car.registration) return car
  const { leaving: _gone, ...registration } = car.registration
  return { ...car, registration }
}
