import { defineService } from '../../service.ts'
import { livesHere, marriagePaper, marriageProof, newHome, notTheOwner, otherPerson, personNamed } from '../joint.ts'
import {
  anyRefusals,
  bringsOriginals,
  contact,
  goneRefusals,
  identityLookedUp,
  lookedUp,
  paidPapers,
  paperRefusals,
  pickupOnly,
  vehicleRecord,
} from '../parts.ts'

/** Order 164 arts. 19, 45, 86: both apply, no agent; the number stays after a year of marriage; the car is not shown. */
export const spouseCoOwnerChange = defineService({
  code: 'spouse-co-owner-change',
  version: 1,
  rank: 130,
  name: { zh: '辖区内夫妻共有变更(不选号)', en: 'Change of owner between spouses, number kept' },
  summary: {
    zh: '夫妻共有的车,把登记的所有人变更为另一方,继续用原号牌。双方各用自己的账号确认,再与民警见面。',
    en: 'A car that spouses own together is registered to the other one; the number stays. Both agree in their own account and see an officer.',
  },
  category: 'vehicle',
  keywords: ['夫妻变更', '夫妻过户', '车过户给老婆', '车过户给老公', '共同所有人变更', '夫妻共有'],
  law: [
    { source: 'L164', article: 19 },
    { source: 'L164', article: 45 },
    { source: 'L164', article: 86 },
  ],
  channels: ['video', 'counter'],
  applicants: ['self'],
  subject: 'vehicle',
  checks: ['identity', 'vehicle-owner', 'vehicle-unbarred', 'not-seized', 'not-mortgaged', 'marriage'],
  form: [
    {
      code: 'spouse',
      title: { zh: '变更给配偶', en: 'To the spouse' },
      fields: [
        ...otherPerson('spouse', { zh: '配偶', en: 'the spouse' }),
        newHome(
          { zh: '配偶住所', en: 'Where the spouse lives' },
          { zh: '住所在本市以外的,请办理迁出', en: 'Outside this city the registration has to move' },
        ),
        marriageProof,
        bringsOriginals,
      ],
    },
    contact,
    pickupOnly,
  ],
  fits: (given) => [
    ...notTheOwner('spouseId')(given),
    ...livesHere(
      '变更后的所有人住所不在本市,请按迁出办理变更登记',
      'Outside this city the registration has to move',
    )(given),
  ],
  materials: [
    identityLookedUp,
    vehicleRecord,
    lookedUp('marriageRecord', '婚姻登记信息', 'Marriage record'),
    marriagePaper,
  ],
  steps: [
    { kind: 'check' },
    { kind: 'co-sign' },
    { kind: 'meet' },
    { kind: 'review' },
    { kind: 'second-review' },
    ...paidPapers,
  ],
  coSign: {
    role: { zh: '配偶', en: 'the spouse' },
    party: personNamed('spouse'),
    consent: {
      zh: '该车为夫妻共同所有。我同意将登记的所有人变更为我本人,继续使用原号牌号码,并由我履行车辆所有人的义务。',
      en: 'The car belongs to us both. I agree that I become the registered owner, that the number is kept, and I take over the duties of the owner.',
    },
    terms: ['newRegion'],
    days: 3,
    lapsed: 'SPOUSE_ABSENT',
  },
  fees: ['vehicleLicence'],
  limit: { workingDays: 1, law: { source: 'L164', article: 19 } },
  promise: { zh: '双方见面后 1 个工作日内办好', en: 'Within 1 working day after both were seen' },
  products: ['vehicle-licence'],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'VEHICLE_SEIZED',
    'SPOUSE_MARRIAGE',
    'SPOUSE_ABSENT',
    'SPOUSE_AREA',
    'MARRIAGE_1Y',
    'VEHICLE_MORTGAGED',
    'AGENT_NOT_ALLOWED',
    'CERT_NEEDED',
    'NOT_OWNER',
    ...paperRefusals,
  ],
  register: 'spouse-owner-change',
  handOver: ['spouseName', 'spouseId'],
})
