import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { Case, CaseData } from '#domain/case.ts'
import { findService } from '#domain/services/index.ts'
import { personFor } from '#server/accounts/people.ts'
import { act, submit } from '#server/cases/cases.ts'
import { startSession } from '#server/kit/sessions.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { choose } from '#server/plates/choose.ts'
import { renewKeyboard } from '#server/plates/keyboards.ts'
import { freeOldNumber } from '#server/plates/rights.ts'
import { ownerIndex } from '#server/plates/sittings.ts'
import { grantNothing } from '#server/plates/wishes.ts'
import { assignPlate, draw } from '#server/plates/plates.ts'
import { approve, makeSegment, release } from '#server/plates/segments.ts'
import { dataFor } from '#test/cases.ts'
import type { TestHouse } from '#test/start-house.ts'

/** People with a new car whose papers have passed every check: before the choice of a number, signed in, in a browser of their own. */

let people = 0

export interface Chooser {
  id: string
  person: string
  mobile: string
  page: Page
  context: BrowserContext
  path: string
  /** Of the person and the car. */
  serial: string
}

export async function chooser(
  browser: Browser,
  h: TestHouse,
  options: Parameters<Browser['newContext']>[0] = {},
  item?: string,
): Promise<Chooser> {
  const { c, token, serial } = await newCar(h, item === undefined ? {} : { item })
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options })
  await context.addCookies([{ name: 'yunchuang-citizen', value: token, url: h.url }])
  const page = await context.newPage()
  return {
    serial,
    id: c.id,
    person: c.applicant,
    mobile: c.data.applicant.mobile,
    page,
    context,
    path: `${h.url}/my/cases/${c.id}/plate`,
  }
}

/** A case that stands before the choice, and a session of its applicant. */
export async function newCar(
  { house }: TestHouse,
  { item = 'new-vehicle-registration', serial }: { item?: string; serial?: string } = {},
): Promise<{ c: Case; token: string; serial: string }> {
  people += serial === undefined ? 1 : 0
  return carOf(house, item, serial ?? String(people).padStart(4, '0'))
}

/** The car and the person of a serial: the same ones again for another item. */
async function carOf(house: TestHouse['house'], item: string, serial: string) {
  const person = { name: '赵一鸣', idNumber: `37000019910101${serial}`, mobile: `1380099${serial}` }
  const service = findService(item)
  if (!service) throw new RangeError('no such service')
  const vin = `LGBH52E0XTY10${serial}`
  const certificate = {
    certNo: `C${serial}`,
    vin,
    brand: '大众',
    model: '朗逸',
    vehicleType: 'K33',
    engineNo: `E${serial}`,
    colour: '白',
    seats: 5,
    fuel: '汽油',
    madeOn: '2026-01-01',
    announcementMatch: true,
  }
  return house.db.tx(async (tx) => {
    const id = await personFor(tx, house, person)
    const subject: CaseData['subject'] = { kind: 'new-vehicle', vin, preInspected: true, certificate }
    const signature = { name: person.name, formHash: '', at: house.time.now().toISOString() }
    const data = { ...dataFor(service, { applicant: { ...person }, signature }), subject }
    const made = await submit(
      tx,
      house,
      { id: uuidv7(), office: house.city.homeOffice, service, applicant: id, channel: 'web', data },
      { kind: 'citizen', id },
    )
    // In the same transaction: the job that asks the agencies finds the step done.
    const c = await act(tx, house, { kind: 'system', id: 'house' }, made.id, undefined, {
      type: 'checked',
      results: [],
    })
    return { c, serial, token: (await startSession(tx, 'citizen', id, 'e2e')).token }
  })
}

/** A blue number that somebody else has chosen. */
export async function takenNumber(h: TestHouse): Promise<string> {
  const { house } = h
  const { c } = await newCar(h)
  const { numbers } = await house.db.tx((tx) => draw(tx, house, c))
  const number = numbers[0]?.number ?? ''
  await house.db.tx((tx) => choose(tx, house, { kind: 'citizen', id: c.applicant }, c.id, c.version, number))
  return number
}

/** The keyboard as of now; by itself it is made anew every five minutes. */
export const freshKeyboard = ({ house }: TestHouse): Promise<void> =>
  house.db.tx((tx) => renewKeyboard(tx, house, house.city.homeOffice, '02'))

/** A draw of blue numbers that has run and is closed: the next one has begun. */
export async function closedDraw(h: TestHouse): Promise<void> {
  const turn = (): Promise<void> => h.house.db.tx((tx) => grantNothing(tx, h.house, h.house.city.homeOffice, '02'))
  await turn()
  await announced(h, '鲁BR#0##', 1)
  h.later(2 * 60_000)
  await turn()
}

/** A published segment of blue numbers that is released in so many minutes. */
export async function announced({ house }: TestHouse, pattern: string, minutes: number): Promise<void> {
  const by = (id: string) => ({ id, office: house.city.homeOffice })
  const releaseAt = new Date(house.time.now().getTime() + minutes * 60_000)
  await house.db.tx(async (tx) => {
    const made = await makeSegment(tx, house, by('one'), { pool: '02', pattern, exclusions: [], releaseAt })
    await release(tx, house, by('one'), await approve(tx, house, by('two'), made.id))
  })
}

/** As if the person had been checked so many minutes earlier. */
export const checkedBefore = (h: TestHouse, { person }: Pick<Chooser, 'person'>, minutes: number): Promise<unknown> =>
  h.sql(
    `update sessions set created_at = created_at - make_interval(mins => $2), checked_at = checked_at - make_interval(mins => $2) where subject = $1`,
    [person, minutes],
  )

/** A number that was on a car of this person for two years: another has it registered, and it comes off that car. */
export async function formerNumber(h: TestHouse, { serial }: Pick<Chooser, 'serial'>): Promise<string> {
  const { house } = h
  const { c } = await newCar(h)
  const { numbers } = await house.db.tx((tx) => draw(tx, house, c))
  const number = numbers[0]?.number ?? ''
  await house.db.tx((tx) => choose(tx, house, { kind: 'citizen', id: c.applicant }, c.id, c.version, number))
  await house.db.tx((tx) => assignPlate(tx, house, { ...c, data: { ...c.data, plate: { number, type: '02' } } }))
  const owner = { name: '赵一鸣', idNumber: `37000019910101${serial}` }
  await h.sql(`update plate_holdings set since = since - interval '2 years', owner = $2 where number = $1`, [
    number,
    ownerIndex(house, owner.idNumber),
  ])
  await house.db.tx((tx) => freeOldNumber(tx, house, c.office, { plate: number, owner, registeredOn: '2020-01-01' }))
  return number
}
