import { demoPerson } from '#sandbox/world/demo-people.ts'
import { LOAN } from '#sandbox/world/demo-title-cars.ts'

/** Forms of the items about changing, moving, selling, charging, testing and binding a registered vehicle. */

const CONTACT = { mobile: '13800138000' }
const PICKUP = { deliveryMethod: 'pickup', pickupSite: 'main' }
const POST = {
  deliveryMethod: 'post',
  recipient: '石云',
  recipientMobile: '13800138000',
  region: '370203',
  address: '台东一路 8 号 1 单元 201',
}
const [spouse, creditor] = [demoPerson('lin-xue'), demoPerson('gao-lei')]
const day = (ahead: number): string => new Date(Date.now() + (ahead * 24 + 8) * 3_600_000).toISOString().slice(0, 10)

export const VEHICLE_FORMS: Record<string, Record<string, Record<string, string | boolean>>> = {
  'use-type-change-ride-hailing-out': {
    change: { permit: 'networked', ack: true, bringsOriginals: true },
    contact: CONTACT,
    delivery: PICKUP,
  },
  'spouse-co-owner-change': {
    spouse: {
      spouseName: spouse.name,
      spouseId: spouse.idNumber,
      newRegion: '370202',
      proof: 'networked',
      bringsOriginals: true,
    },
    contact: CONTACT,
    delivery: PICKUP,
  },
  'vehicle-relocate': { move: { newRegion: '370214', bringsCar: true }, contact: CONTACT, delivery: POST },
  'vehicle-transfer-registration': { transfer: { bringsCar: true }, contact: CONTACT, delivery: POST },
  'oversize-temp-plate': {
    transport: { from: day(3), days: '30', purpose: '青岛港至潍坊,运输风电叶片一支', overLimitPermitNo: '' },
    contact: CONTACT,
    delivery: POST,
  },
  'vehicle-bind-non-owned': { relation: { relation: 'friend' }, contact: CONTACT },
  'vehicle-affiliation-apply': { attach: { until: day(300) }, contact: CONTACT },
  'owner-identity-record-change': {
    change: { change: 'number', proofOnline: 'networked', oldIdNumber: '370202197604040043' },
    contact: CONTACT,
  },
  'mortgage-register': {
    mortgage: { creditor: 'bank', creditorCode: LOAN.creditCode, contractNo: LOAN.contractNo },
    contact: CONTACT,
  },
  'pledge-record': {
    pledge: { action: 'record', pledgeeName: creditor.name, pledgeeId: creditor.idNumber },
    contact: CONTACT,
  },
  'vehicle-loss-deregistration': {
    loss: {
      cause: 'fire',
      when: day(-10),
      story: '停在小区地面车位,夜里邻车自燃引燃本车,消防到场后已烧毁。',
      proof: 'none',
      undertaking: true,
    },
    contact: CONTACT,
  },
  'inspection-mark-issue': { paper: { paper: 'no' }, contact: CONTACT },
}
