import type { Route } from '#api/route.ts'
import { SHEET_POINTS } from '#domain/video/quality.ts'
import { AUDITOR, OTHER_OFFICE, PRODUCER, REVIEWER, SECOND_REVIEWER, SUPERVISOR } from './people.ts'

/**
 * Who may do what, said once more and independently of domain/policy.ts, and tried on every route with every kind of person.
 * A new act must be written into LET_IN, a new route that names an object into `paramsOf`: else this fails.
 */

export const ROLES = {
  anonymous: undefined,
  owner: 'liu-yang',
  stranger: 'zhang-wei',
  reviewer: REVIEWER,
  second: SECOND_REVIEWER,
  producer: PRODUCER,
  supervisor: SUPERVISOR,
  auditor: AUDITOR,
  // Reviewer, second reviewer and producer, but of another office.
  elsewhere: OTHER_OFFICE,
} as const
export type Role = keyof typeof ROLES
export type Outcome = 'in' | 'sign in' | 'forbidden' | 'hidden'
export const ALL = Object.keys(ROLES) as Role[]
export const STAFF: Role[] = ['reviewer', 'second', 'producer', 'supervisor', 'auditor', 'elsewhere']

const citizens: Row = { in: ['owner', 'stranger'], else: 'sign in' }
const ownersOnly: Row = { in: ['owner'], hidden: ['stranger'], else: 'sign in' }
const staff = (...roles: Role[]): Row => ({
  in: roles,
  forbidden: STAFF.filter((r) => !roles.includes(r)),
  else: 'sign in',
})

interface Row {
  in: readonly Role[]
  forbidden?: readonly Role[]
  hidden?: readonly Role[]
  else: Outcome
}

/** act → who is let in. `elsewhere` stands for the lists of the own office; on an object of this office it is always kept out. */
export const LET_IN: Record<string, Row> = {
  public: { in: ALL, else: 'in' },
  'agency.tell': { in: [], else: 'sign in' },
  'citizen.self': citizens,
  'draft.own': ownersOnly,
  'case.own': ownersOnly,
  'co-sign.own': ownersOnly,
  'file.own': ownersOnly,
  'message.own': ownersOnly,
  'plate.own': ownersOnly,
  'session.own': ownersOnly,
  'authority.grant': citizens,
  'authority.own': ownersOnly,
  // An authority granted by the owner and, so that one person stands for both sides, to the owner.
  'authority.agent': ownersOnly,
  'company.register': citizens,
  'company.use': ownersOnly,
  'company.manage': ownersOnly,
  'maker.use': ownersOnly,
  'maker.manage': ownersOnly,
  'makers.read': staff('reviewer', 'second', 'supervisor', 'auditor', 'elsewhere'),
  'makers.judge': staff('reviewer', 'second', 'elsewhere'),
  'makers.ask': staff('reviewer', 'second', 'supervisor', 'elsewhere'),
  'makers.decide': staff('supervisor'),
  'officer.self': staff(...STAFF),
  'case.list': staff('reviewer', 'second', 'producer', 'supervisor', 'elsewhere'),
  'desk.board': staff('supervisor'),
  'audit.read': staff('auditor'),
  'leaving.work': staff('reviewer', 'second', 'supervisor', 'elsewhere'),
  'money.settle': staff('supervisor'),
  'money.confirm': staff('supervisor', 'auditor'),
  'export.see': staff('reviewer', 'second', 'producer', 'supervisor', 'auditor', 'elsewhere'),
  'export.take': {
    ...staff(),
    hidden: ['reviewer', 'second', 'producer', 'supervisor', 'elsewhere'],
    forbidden: ['auditor'],
  },
  'export.approve': staff('supervisor', 'auditor'),
  'alarm.handle': staff('supervisor', 'auditor'),
  'case.read': staff('reviewer', 'second', 'producer', 'supervisor', 'auditor'),
  'case.review': staff('reviewer', 'second'),
  'case.second-review': staff('second'),
  'case.take': staff('reviewer', 'second'),
  'case.unmask': staff('reviewer', 'second'),
  'production.work': staff('producer', 'elsewhere'),
  'video.own': ownersOnly,
  'video.serve': staff('reviewer', 'second', 'supervisor', 'elsewhere'),
  'video.offer': {
    ...staff(),
    hidden: ['reviewer', 'second', 'supervisor', 'elsewhere'],
    forbidden: ['producer', 'auditor'],
  },
  'video.talk': {
    ...staff('reviewer', 'supervisor'),
    hidden: ['second', 'elsewhere'],
    forbidden: ['producer', 'auditor'],
  },
  'video.supervise': staff('supervisor'),
  'video.recordings': staff('reviewer', 'second', 'supervisor', 'auditor', 'elsewhere'),
  'video.approve-export': staff('supervisor', 'auditor'),
  'video.quality': staff('reviewer', 'second', 'supervisor', 'elsewhere'),
  'video.guest': { in: [], else: 'sign in' },
  // A pass that the house did not give is answered like nobody's.
  'plate.pass': { in: [], else: 'sign in' },
  'plate.counter': staff('reviewer', 'second'),
  'plates.read': staff('second', 'supervisor', 'auditor', 'elsewhere'),
  'plates.make': staff('second', 'supervisor', 'elsewhere'),
}

export function expected(act: string, role: Role, onObject: boolean): readonly Outcome[] {
  const row = LET_IN[act]
  if (!row) throw new Error(`the act "${act}" is not declared in this test`)
  // Whether another office is told "not yours" or "not there" is the feature's choice; it never gets in.
  if (role === 'elsewhere' && onObject && row.else === 'sign in' && STAFF.some((r) => row.in.includes(r)))
    return ['forbidden', 'hidden']
  if (row.in.includes(role)) return ['in']
  if (row.forbidden?.includes(role)) return ['forbidden']
  return row.hidden?.includes(role) ? ['hidden'] : [row.else]
}

// A version that is never the case's: whoever is let in is told that the page is old, and nothing moves.
const version = 999_999
const SIGNAL = { good: 5, bad: 0, lossPct: 0, rttMs: 40, kbit: 900, path: 'host', network: 'wifi' }
const POINTS = SHEET_POINTS.map(({ id }) => ({ id, ok: true }))
/** A body that passes validation, so that what answers is the right and not the shape. */
const BODIES: Record<string, (object: Readonly<Record<string, string>>) => unknown> = {
  requestCode: () => ({ mobile: '15400099999' }),
  signIn: () => ({ mobile: '15400099999', code: '000000' }),
  officerSignIn: () => ({ id: '1', password: 'x', totp: '000000' }),
  startDraft: () => ({ service: 'licence-replace-damaged' }),
  saveDraftPart: () => ({ values: {} }),
  attachFiles: () => ({ files: [] }),
  submitDraft: () => ({ declared: false, signature: 'x' }),
  unmask: () => ({ field: 'applicant.mobile', reason: '核对' }),
  returnCase: () => ({ version, defects: [{ target: 'photo', reason: '模糊' }] }),
  refuseCase: () => ({ version, code: 'x', reason: '不符合规定' }),
  moveOnSite: () => ({ version, reason: '需要核对', site: 'main' }),
  inspectCase: () => ({ version, passed: true, note: '相符' }),
  secondReturn: () => ({ version, reason: '请再核对' }),
  objectToCase: () => ({ version, reason: '不是本人' }),
  correctCase: () => ({ version, values: {}, materials: {}, declared: true, signature: '张伟' }),
  meetCase: () => ({ version, note: '相符' }),
  coSignSeen: () => ({ version, note: '本人到场' }),
  signCoSign: () => ({ version, agreed: true, signature: '刘洋' }),
  proveFresh: () => ({ code: '000000' }),
  counterSee: () => ({ present: true }),
  counterChoose: () => ({ version, number: '鲁BDA0001' }),
  counterCompose: () => ({ numbers: ['鲁BDA0001'] }),
  counterFormer: () => ({ right: '00000000-0000-7000-8000-000000000000' }),
  choosePlate: () => ({ version, number: '鲁BDA0001' }),
  claimPlate: () => ({ pass: 'x'.repeat(60), number: '鲁BDA0001' }),
  reservePlate: () => ({ number: '鲁BDA0001' }),
  composePlates: () => ({ numbers: ['鲁BDA0001'] }),
  usePlateOfOld: () => ({ right: '00000000-0000-7000-8000-000000000000' }),
  objectToBlock: () => ({ reason: '当时在外地出差' }),
  previewManifest: () => ({ pool: '02', pattern: '鲁BX####', exclusions: [] }),
  makeManifest: () => ({ pool: '02', pattern: '鲁BX####', exclusions: [], releaseAt: '2030-01-02T02:00:00Z' }),
  withdrawManifest: () => ({ notice: '号段内有误,公告撤回' }),
  enterRandomness: () => ({ source: '双色球第 2026135 期', value: '03 07 11 19 26 31 09' }),
  liftBlock: () => ({ reason: '异议成立,予以解除' }),
  bookSlot: () => ({ version, site: 'main', from: '2026-03-03T01:00:00Z' }),
  spoilProduct: () => ({ reason: '卡纸' }),
  checkProduct: () => ({ scan: 'x' }),
  bagParcel: () => ({ scan: 'x' }),
  handOverParcels: (object) => ({ parcels: [object['parcel']] }),
  addStock: () => ({ product: 'driving-licence', from: 'A1', count: 1 }),
  readAccessLog: () => ({ purpose: '抽查', officer: '', number: '', before: '' }),
  askListExport: () => ({ view: 'office', service: '', purpose: '周报' }),
  decideListExport: () => ({ approve: true }),
  closeOfficerAlarm: () => ({ note: '已向本人核实' }),
  closeLookAlarm: () => ({ note: '已向本人核实' }),
  stateReason: () => ({ reason: '投诉核查' }),
  decideFileRequest: () => ({ version, decision: 'look-again', note: '再核查' }),
  settleDifference: () => ({ how: 'no-difference', note: '已与银行核对' }),
  confirmSettlement: () => ({ confirm: true }),
  reissueParcel: () => ({ note: '查无下落' }),
  handOutApart: () => ({ identitySeen: true }),
  collectPickup: () => ({ identitySeen: true }),
  takeTicket: () => ({ language: 'zh' }),
  bookVideo: () => ({ language: 'zh', at: '2026-03-03T01:00:00Z' }),
  moveBooking: () => ({ at: '2026-03-03T01:00:00Z' }),
  testLine: () => ({ sdp: 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n' }),
  testDevice: () => ({
    camera: true,
    microphone: true,
    speaker: true,
    udp: true,
    relay: false,
    lossPct: 0,
    rttMs: 40,
    kbit: 2000,
  }),
  enterRoom: () => ({ device: 'a-device-of-somebody' }),
  enterDeskRoom: () => ({ device: 'a-device-of-somebody' }),
  sendMedia: () => ({ token: 'x', sdp: 'v=0 and nothing else here' }),
  sendDeskMedia: () => ({ token: 'x', sdp: 'v=0 and nothing else here' }),
  acceptMedia: () => ({ sdp: 'v=0 and nothing else here' }),
  acceptDeskMedia: () => ({ sdp: 'v=0 and nothing else here' }),
  sendSignal: () => SIGNAL,
  sendDeskSignal: () => SIGNAL,
  actInSession: () => ({ act: { type: 'chat', text: '您好' } }),
  actAtDesk: () => ({ act: { type: 'chat', text: '您好' } }),
  resumeSession: () => ({ device: 'a-device-of-somebody' }),
  inviteGuest: () => ({ kind: 'spouse', label: '配偶' }),
  inviteToSession: () => ({ kind: 'interpreter', label: '手语' }),
  joinAsGuest: () => ({ code: '00000000', name: '张三', relation: '儿子', version: '1', hash: 'a'.repeat(64) }),
  actAsGuest: () => ({ act: { type: 'chat', text: '您好' } }),
  enterGuestRoom: () => ({ device: 'a-device-of-somebody' }),
  sendGuestMedia: () => ({ token: 'x', sdp: 'v=0 and nothing else here' }),
  acceptGuestMedia: () => ({ sdp: 'v=0 and nothing else here' }),
  sendGuestSignal: () => SIGNAL,
  rateSession: () => ({ stars: 5, complaint: false }),
  addMakerKey: () => ({ pem: 'x' }),
  objectToMakerSample: () => ({ finding: 'unreadable', reason: '看不清' }),
  askForMakerMeasure: () => ({ kind: 'suspend', reason: '多次异议' }),
  decideMakerMeasure: () => ({ approved: false, words: '证据不足' }),
  compareFace: () => ({ still: Buffer.alloc(300, 1).toString('base64') }),
  setShift: () => ({ end: null }),
  setVideoSkills: () => ({ skills: [], reason: '调整分工' }),
  addRelative: () => ({ idNumber: '370000198502280111', reason: '本人申报' }),
  dropRelative: () => ({ reason: '申报有误' }),
  lendOfficers: () => ({ group: 'general', lender: 370211, from: '2099-01-01', to: '2099-01-02', reason: '支援' }),
  endLending: () => ({ reason: '支援结束' }),
  shiftCapacity: () => ({ from: '2099-01-01T00:00:00Z', to: '2099-01-02T00:00:00Z', share: 0.5, reason: '现场人多' }),
  setVideoState: () => ({ state: 'offline' }),
  declineOffer: () => ({ reason: '亲属' }),
  callNow: (object) => ({ caseId: object['case'], reason: '当面核对' }),
  unmaskInSession: () => ({ field: 'applicant.mobile', reason: '核对' }),
  setVideoLine: () => ({ walkIn: true, reason: '恢复' }),
  setVideoNotice: () => ({ reason: '例行' }),
  joinSession: () => ({ mode: 'whisper', reason: '带教' }),
  endVideoSession: () => ({ reason: '演练结束' }),
  viewRecording: () => ({ purpose: '投诉核查', number: '' }),
  holdRecording: () => ({ hold: 'complaint', reason: '投诉' }),
  askExport: () => ({ purpose: '行政复议' }),
  judgeSheet: () => ({ points: POINTS, note: '规范' }),
  settleSheet: () => ({ points: POINTS, note: '复核' }),
  contestSheet: () => ({ reason: '当时已说明' }),
  grantAuthority: () => ({
    kind: 'agent',
    agentName: '陈静',
    agentIdNumber: '37000019920708012X',
    services: ['licence-replace-lost'],
    until: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10),
  }),
  uploadPreInspections: () => ({ name: 'x', csv: 'x' }),
  endBinding: () => ({ handle: '0'.repeat(64) }),
  registerCompany: () => ({ creditCode: 'x' }),
  addMember: () => ({ name: '某某', idNumber: 'x', role: 'user' }),
}
export const QUERIES: Record<string, string> = {
  readCaseFile: 'case=',
  listParcels: 'state=ready',
  playRecording: 'view=00000000-0000-7000-8000-000000000000',
  proveEntry: 'seq=0',
  proveGrowth: 'from=1&to=1',
}

export const bodyFor = (r: Route, object: Readonly<Record<string, string>>): unknown =>
  BODIES[r.name]?.(object) ??
  ('properties' in r.body && Object.hasOwn(r.body.properties as object, 'version') ? { version } : {})
