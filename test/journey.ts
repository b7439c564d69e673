import sharp from 'sharp'
import * as drafts from '#api/drafts.ts'
import * as cases from '#api/cases.ts'
import * as mine from '#api/my-cases.ts'
import * as payments from '#api/payments.ts'
import * as production from '#api/production.ts'
import type { TestHouse } from './start-house.ts'
import { until } from './until.ts'
import { DRIVER_FORMS } from './forms/driver.ts'
import { OTHER_FORMS } from './forms/other.ts'
import { PLATE_FORMS } from './forms/plates.ts'
import { VEHICLE_FORMS } from './forms/vehicle.ts'
import type { Visitor } from './people.ts'
import { PRODUCER, REVIEWER } from './people.ts'

/** Whole journeys through the API, as tests of many kinds need them. */

export const ADDRESS = {
  deliveryMethod: 'post',
  recipient: '张伟',
  recipientMobile: '13800138000',
  region: '370202',
  address: '香港中路 18 号 2 单元 301',
}

const CONTACT = { mobile: '13800138000' }
const PICKUP = { deliveryMethod: 'pickup', pickupSite: 'main' }
const NEW_CONTACT = { newMobile: '13900139000', newRegion: '370202', newAddress: '香港中路 18 号 2 单元 301' }

export const FORMS: Record<string, Record<string, Record<string, string | boolean>>> = {
  'licence-replace-lost': {
    loss: { lostStatement: true, photoChoice: 'stored' },
    contact: { mobile: '13800138000' },
    delivery: ADDRESS,
  },
  'licence-replace-damaged': {
    damage: { damageStatement: true, photoChoice: 'stored' },
    contact: { mobile: '13800138000' },
    delivery: ADDRESS,
  },
  'licence-renew-expiry': {
    health: { healthDeclaration: true, photoChoice: 'stored' },
    contact: { mobile: '13800138000' },
    delivery: ADDRESS,
  },
  'registration-cert-replace': {
    reason: { kind: 'reissue', reason: 'lost', lostStatement: '11月12日搬家时与其他证件一起遗失,已找过新旧住处' },
    contact: { mobile: '13800138000' },
    delivery: ADDRESS,
  },
  'new-vehicle-registration': {
    vehicle: { useType: 'A', noAccident: true },
    contact: { mobile: '13800138000' },
    delivery: ADDRESS,
  },
  'vehicle-licence-replace': { reason: { reason: 'lost' }, contact: CONTACT, delivery: ADDRESS },
  'plate-replace': { reason: { reason: 'damaged', side: 'both' }, contact: CONTACT, delivery: ADDRESS },
  'inspection-mark-replace': { reason: { reason: 'lost' }, paper: { paper: 'no' }, contact: CONTACT },
  'inspection-exempt-mark': { paper: { paper: 'yes' }, contact: CONTACT, delivery: ADDRESS },
  'vehicle-contact-change': { 'new-contact': { ...NEW_CONTACT, zip: '266071' } },
  'driver-contact-change': { 'new-contact': NEW_CONTACT },
  'licence-info-change': {
    change: { change: 'name', handsInLicence: true, photoChoice: 'stored' },
    contact: CONTACT,
    delivery: ADDRESS,
  },
  'licence-transfer-in': {
    health: { healthDeclaration: true, handsInLicence: true, photoChoice: 'stored' },
    contact: CONTACT,
    delivery: ADDRESS,
  },
  'licence-downgrade': {
    target: { reason: 'voluntary', target: 'C1', handsInLicence: true, photoChoice: 'stored' },
    contact: CONTACT,
    delivery: ADDRESS,
  },
  'licence-renew-overage': {
    target: { target: 'C2', keepC6: true, healthDeclaration: true, handsInLicence: true, photoChoice: 'stored' },
    contact: CONTACT,
    delivery: ADDRESS,
  },
  'defer-licence-renewal': { deferral: { reason: 'abroad', years: '2', noDriving: true }, contact: CONTACT },
  'defer-licence-review': { deferral: { reason: 'service', years: '1', noDriving: true }, contact: CONTACT },
  'defer-medical-certificate': {
    deferral: { reason: 'other', reasonText: '在外地住院治疗,预计明年出院', years: '3', noDriving: true },
    contact: CONTACT,
  },
  'medical-certificate-submit': { contact: CONTACT },
  'mortgage-release': { contact: CONTACT },
  'owner-name-address-change': {
    change: { change: 'name', bringsOriginals: true },
    contact: CONTACT,
    delivery: PICKUP,
  },
  'registration-correction': {
    error: { item: 'colour', shouldBe: '珍珠白', proof: 'files', bringsOriginals: true },
    contact: CONTACT,
    delivery: PICKUP,
  },
  'new-car-temp-plate': { drive: { area: 'across', days: '20' }, contact: CONTACT, delivery: ADDRESS },
  ...DRIVER_FORMS,
  ...OTHER_FORMS,
  ...PLATE_FORMS,
  ...VEHICLE_FORMS,
}

/** A portrait that passes the licence photo's rules: white ground, upright, no noise. */
export const goodPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 520, height: 756, channels: 3, background: '#ffffff' } })
    .composite([
      {
        input: Buffer.from(
          '<svg width="520" height="756"><ellipse cx="260" cy="330" rx="150" ry="200" fill="#caa182"/><rect x="110" y="540" width="300" height="216" fill="#2f4a73"/></svg>',
        ),
      },
    ])
    .jpeg({ quality: 90 })
    .toBuffer()

export async function upload(
  who: Visitor,
  purpose: string,
  photo: Buffer,
  name = 'photo.jpg',
): Promise<{ status: number; body: { id: string; detail?: string } }> {
  const form = new FormData()
  form.set('purpose', purpose)
  form.set('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), name)
  const response = await who.raw('/api/my/files', {
    method: 'POST',
    body: form,
    headers: { 'idempotency-key': crypto.randomUUID() },
  })
  return { status: response.status, body: (await response.json()) as { id: string; detail?: string } }
}

export interface Application {
  service: string
  choice?: { plate?: string; plateType?: string; engineLast6?: string; vin?: string; invoiceNo?: string }
  /** For a company or a principal: `company:<id>`, `authority:<id>`. */
  for?: string
  change?: Record<string, Record<string, string | boolean>>
  photo?: Buffer
  signature: string
}

function good<T>(what: string, answer: { status: number; body: T; problem: unknown }): T {
  if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.problem)}`)
  return answer.body
}

/** From the start to a submitted case. */
export async function apply(
  who: Visitor,
  { service, choice = {}, change = {}, photo, signature, for: behalf }: Application,
): Promise<{ id: string; number: string; version: number }> {
  const draft = good(
    'start',
    await who.call(drafts.startDraft, { body: { service, ...(behalf ? { for: behalf } : {}) } }),
  )
  good('check', await who.call(drafts.checkDraft, { params: { id: draft.id }, body: choice }))
  for (const [part, values] of Object.entries({ ...FORMS[service], ...change })) {
    const saved = good(part, await who.call(drafts.saveDraftPart, { params: { id: draft.id, part }, body: { values } }))
    if (saved.errors.length > 0) throw new Error(`${part}: ${JSON.stringify(saved.errors)}`)
  }
  if (photo) {
    const { body } = await upload(who, 'photo', photo)
    good(
      'attach',
      await who.call(drafts.attachFiles, { params: { id: draft.id, material: 'photo' }, body: { files: [body.id] } }),
    )
  }
  return good(
    'submit',
    await who.call(drafts.submitDraft, { params: { id: draft.id }, body: { declared: true, signature } }),
  )
}

/** Waits until the own case stands where it should. */
export const standsAt = (who: Visitor, id: string, step: string, state = 'open') =>
  until(`${id} at ${state}/${step}`, async () => {
    const { body } = await who.call(mine.readMyCase, { params: { id } })
    return body.state === state && (state !== 'open' || body.step === step) ? body : undefined
  })

/** Pays every bill at the bank's page, as a person does. */
export async function payAll(house: TestHouse, who: Visitor, id: string): Promise<void> {
  const open = await until('codes', async () => {
    const { body } = await who.call(payments.myBills, { params: { id } })
    return body.bills.length > 0 && body.bills.every((b) => b.state === 'open') ? body.bills : undefined
  })
  const codes = open.map((b) => b.code).filter((code): code is string => typeof code === 'string')
  const paid = await fetch(`${house.sandboxUrl}/admin/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ codes }),
  })
  if (!paid.ok) throw new Error(`pay: ${paid.status} ${await paid.text()}`)
}

/** The officer's review, on the version that is shown. */
export async function review(house: TestHouse, id: string, officer = REVIEWER): Promise<void> {
  const desk = await house.officer(officer)
  const shown = good('read', await desk.call(cases.readCase, { params: { id } }))
  good('pass', await desk.call(cases.passCase, { params: { id }, body: { version: shown.version } }))
}

/** Everything at the bench: printed, scanned, bagged, handed over. */
export async function produce(house: TestHouse, id: string): Promise<string> {
  const bench = await house.officer(PRODUCER)
  const queue = await until('papers in the queue', async () => {
    const { body } = await bench.call(production.productionQueue, { query: { state: 'queued' } })
    const papers = body.items.filter((p) => p.caseId === id)
    return papers.length > 0 ? papers : undefined
  })
  for (const paper of queue) {
    const printed = good('print', await bench.call(production.printProduct, { params: { id: paper.id }, body: {} }))
    good(
      'check paper',
      await bench.call(production.checkProduct, { params: { id: paper.id }, body: { scan: printed.code } }),
    )
  }
  const bagged = good(
    'bag',
    await bench.call(production.bagParcel, { params: { caseId: id }, body: { scan: queue[0]?.caseNumber ?? '' } }),
  )
  return until('hand over', async () => {
    const { status, body } = await bench.call(production.handOverParcels, { body: { parcels: [bagged.parcel] } })
    return status === 200 ? body.handedOver[0]?.waybill : undefined
  })
}

/** EMS scans until the parcel is delivered. */
export async function post(house: TestHouse, waybill: string): Promise<void> {
  for (let i = 0; i < 6; i++) await fetch(`${house.sandboxUrl}/admin/post/${waybill}/next`, { method: 'POST' })
}
