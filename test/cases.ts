import type { WorkCalendar } from '#domain/calendar.ts'
import type { Case, CaseActor, CaseData, CaseSubject } from '#domain/case.ts'
import { newClock } from '#domain/clock.ts'
import type { Command, Decision, DecisionContext } from '#domain/commands.ts'
import { decide } from '#domain/decide.ts'
import { stepsOf } from '#domain/moves.ts'
import type { Learner } from '#domain/driver-records.ts'
import type { ConformityCertificate, LicenceRecord, VehicleRecord } from '#domain/records.ts'
import type { Service, StepKind } from '#domain/service.ts'

/** Cases for tests of the pure domain: no database, no clock. */

export const CALENDAR: WorkCalendar = { off: new Set(), on: new Set() }
export const NOW = new Date('2026-03-02T02:00:00Z')
export const CITIZEN: CaseActor = { kind: 'citizen', id: 'c-1' }
export const SYSTEM: CaseActor = { kind: 'system', id: 'house' }
export const officer = (id: string, ...roles: string[]): CaseActor => ({ kind: 'officer', id, office: 370200, roles })

export const LICENCE: LicenceRecord = {
  idNumber: '370000199001010011',
  name: '张伟',
  fileNo: '370200123456',
  classes: ['C1'],
  firstIssued: '2020-03-01',
  validFrom: '2020-03-01',
  validTo: '2026-04-11',
  validityYears: 6,
  state: '正常',
  photoTakenOn: '2025-12-01',
  points: 0,
  fullPointsInValidity: false,
  issuingOffice: '370200',
  replacedTimes12m: 0,
}
/** Learns C1 since January, nothing passed yet. */
export const LEARNER: Learner = {
  idNumber: LICENCE.idNumber,
  name: LICENCE.name,
  number: '1',
  class: 'C1',
  first: true,
  acceptedOn: '2026-01-05',
  place: '3702',
  placeChanges: 0,
  permit: { number: 'P1', from: '2026-01-10', to: '2029-01-09' },
  results: [],
  booked: {},
  bookings: [],
}
/** The certificate of conformity of a new petrol car. */
export const CONFORMITY: ConformityCertificate = {
  certNo: 'W1',
  vin: 'LGBH52E00RY000001',
  brand: '东风',
  model: 'X',
  vehicleType: 'K33',
  engineNo: 'E1',
  colour: '白',
  seats: 5,
  fuel: '汽油',
  madeOn: '2026-01-01',
  announcementMatch: true,
}
export const VEHICLE: VehicleRecord = {
  plate: '鲁B12345',
  plateType: '02',
  vin: 'LSVAU218XN2183294',
  engineNo: 'E1',
  brand: '大众',
  model: '朗逸',
  vehicleType: 'K33',
  colour: '白',
  useType: '非营运',
  owner: { idNumber: '370000199001010011', name: '张伟' },
  registeredOn: '2019-06-03',
  states: ['正常'],
  certificateNo: '370012345678',
  contactMobile: '13800138000',
  replacedTimes12m: 0,
}

const SUBJECTS: Record<Service['subject'], CaseSubject> = {
  licence: { kind: 'licence', licence: LICENCE },
  vehicle: { kind: 'vehicle', vehicle: VEHICLE },
  'new-vehicle': { kind: 'new-vehicle', vin: 'LGBH52E00RY000001', preInspected: true },
  person: { kind: 'person' },
}

export function dataFor(service: Service, change: Partial<CaseData> = {}): CaseData {
  return {
    applicant: { name: '张伟', idNumber: '370000199001010011', mobile: '13800138000' },
    subject: SUBJECTS[service.subject],
    form: { deliveryMethod: 'post', photoChoice: 'new' },
    materials: {},
    checks: [],
    declaration: { textVersion: '1', textHash: '', at: NOW.toISOString() },
    signature: { name: '张伟', formHash: '', at: NOW.toISOString() },
    ...change,
  }
}

export function caseOf(service: Service, change: Partial<Case> = {}): Case {
  const data = change.data ?? dataFor(service)
  return {
    id: 'case-1',
    office: 370200,
    number: '1',
    service: service.code,
    serviceVersion: service.version,
    channel: 'web',
    applicant: 'c-1',
    state: 'open',
    step: stepsOf(service, data)[0]?.kind ?? 'check',
    version: 1,
    data,
    clock: newClock(service.limit.workingDays),
    submittedAt: NOW.toISOString(),
    ...change,
  }
}

export const context = (service: Service, actor: CaseActor, now = NOW): DecisionContext => ({
  service,
  actor,
  now,
  calendar: CALENDAR,
})

export function does(c: Case, service: Service, actor: CaseActor, command: Command, now = NOW): Decision {
  return decide(c, command, context(service, actor, now))
}

/** The next case, or a failure that names the refusal. */
export function after(c: Case, service: Service, actor: CaseActor, command: Command, now = NOW): Case {
  const decision = does(c, service, actor, command, now)
  if (!decision.ok) throw new Error(`${command.type} at ${c.state}/${c.step}: ${decision.refusal.code}`)
  return decision.next
}

const REVIEWER = officer('o-1', 'reviewer')
const SECOND = officer('o-2', 'second-reviewer')

/** Who does what at each step when all goes well. */
export const GOOD: Record<StepKind, [CaseActor, Command]> = {
  check: [SYSTEM, { type: 'checked', results: [] }],
  'choose-plate': [CITIZEN, { type: 'choose-plate', plate: { number: '鲁BD12345', type: '52' } }],
  appointment: [CITIZEN, { type: 'book', site: 'main', from: '2026-03-03T01:00:00Z' }],
  inspect: [REVIEWER, { type: 'inspect', passed: true, note: '车架号拓印相符' }],
  'co-sign': [
    { kind: 'co-signer', id: 'c-2' },
    { type: 'co-sign', name: '李静' },
  ],
  'fetch-file': [SYSTEM, { type: 'file-arrived', from: '济南', hash: 'f'.repeat(64) }],
  meet: [REVIEWER, { type: 'meet', note: '人证一致,本人自愿' }],
  review: [REVIEWER, { type: 'pass' }],
  'second-review': [SECOND, { type: 'second-pass' }],
  pay: [SYSTEM, { type: 'paid' }],
  hold: [SYSTEM, { type: 'hold-over' }],
  register: [SYSTEM, { type: 'registered', result: { registrationNo: '1' } }],
  make: [SYSTEM, { type: 'handed-over', waybill: '1187203499811' }],
  deliver: [SYSTEM, { type: 'delivered' }],
}

/** Walks a case until it stands at `step` (or is done). */
export function walkTo(service: Service, step: StepKind | 'done', start: Case = caseOf(service)): Case {
  let c = start
  for (let i = 0; i < 30 && c.state === 'open' && c.step !== step; i++) {
    const [actor, command] = GOOD[c.step]
    c = after(c, service, actor, command)
  }
  return c
}

/** The applicant's answer to a correction: the whole form with some answers changed, signed anew. */
export const mended = (c: Case, change: CaseData['form'] = {}): Extract<Command, { type: 'correct' }> => ({
  type: 'correct',
  form: { ...c.data.form, ...change },
  materials: {},
  mobile: typeof change['mobile'] === 'string' ? change['mobile'] : c.data.applicant.mobile,
  declaration: c.data.declaration,
  signature: { ...c.data.signature, formHash: 'of the mended form' },
})
