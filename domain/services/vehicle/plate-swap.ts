import type { FieldError } from '../../fields.ts'
import { unfit } from '../../form.ts'
import { plate as parsePlate } from '../../rules/index.ts'
import { defineService, type FormContext } from '../../service.ts'
import {
  anyRefusals,
  contact,
  declare,
  goneRefusals,
  identityLookedUp,
  lookedUp,
  paperRefusals,
  pickupOnly,
  vehicleRecord,
} from '../parts.ts'
import { plateFee } from '../plate-fee.ts'

/** A number of the same kind of plate, and not the car's own. */
function anotherNumber({ form, subject }: FormContext): FieldError[] {
  const input = form['otherPlate']
  if (subject.kind !== 'vehicle' || typeof input !== 'string') return []
  const parsed = parsePlate({ type: subject.vehicle.plateType, input })
  if (!parsed.ok)
    return [unfit('otherPlate', '请填写同一号牌种类的号牌号码,例如鲁B12345', 'A number of the same kind of plate')]
  return parsed.plate === subject.vehicle.plate
    ? [unfit('otherPlate', '请填写另一辆车的号牌号码', 'Give the number of the other car')]
    : []
}

/** Order 164 arts. 20, 21: two own cars change numbers, once a year each; nothing is inspected, all old plates and licences come back. */
export const plateSwap = defineService({
  code: 'plate-swap',
  version: 1,
  rank: 340,
  name: { zh: '同一所有人号牌号码互换', en: 'Swap numbers between two own cars' },
  summary: {
    zh: '您名下两辆非营运车的号牌号码互换:与民警见面确认,新号牌、行驶证到网点以旧换新,工本费按两辆车收,不用验车。',
    en: 'Two non-operating cars of yours change numbers: you see an officer, then exchange plates and licences at an office. The fees are for two cars; no inspection.',
  },
  category: 'vehicle',
  keywords: ['换号', '两车换牌', '号牌互换', '车牌对调', '号码互换'],
  law: [
    { source: 'L164', article: 20 },
    { source: 'L164', article: 21 },
  ],
  channels: ['video', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  protects: 'plates',
  checks: [
    'identity',
    'vehicle-owner',
    'vehicle-unbarred',
    'not-seized',
    'vehicle-settled',
    'swappable',
    'swap-partner',
  ],
  form: [
    {
      code: 'swap',
      title: { zh: '与哪辆车互换', en: 'The other car' },
      fields: [
        {
          name: 'otherPlate',
          label: { zh: '另一辆车的号牌号码', en: 'Number of the other car' },
          hint: { zh: '也登记在您名下,同一号牌种类、非营运', en: 'Yours as well, same kind of plate, non-operating' },
          kind: 'text',
          min: 7,
          max: 8,
          required: true,
          purpose: { zh: '确定互换的两辆车', en: 'to know the two cars' },
        },
        declare(
          'bringsBoth',
          '领取时我交回两辆车的号牌和行驶证,并带两本登记证书由车管所签注',
          'When I collect I hand in plates and licences of both cars and bring both certificates for the entry',
        ),
      ],
    },
    contact,
    pickupOnly,
  ],
  fits: anotherNumber,
  materials: [
    identityLookedUp,
    vehicleRecord,
    lookedUp('violationClear', '两车的违法、事故处理情况', 'Violations and accidents of both cars settled'),
  ],
  steps: [
    { kind: 'check' },
    { kind: 'meet' },
    { kind: 'review' },
    { kind: 'pay' },
    { kind: 'register' },
    { kind: 'make' },
    { kind: 'deliver' },
  ],
  fees: ['plateCar', 'plateMoto', 'plateTrailer', 'plateLow', 'vehicleLicence'],
  feesFor: (data) => [...plateFee(data), ...plateFee(data), 'vehicleLicence', 'vehicleLicence'],
  limit: { workingDays: 1, law: { source: 'L164', article: 20 } },
  promise: { zh: '1 个工作日内办好,到网点换牌', en: 'Done within 1 working day; change the plates at an office' },
  products: ['plates', 'vehicle-licence'],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'VEHICLE_SEIZED',
    'VIOLATION_PENDING',
    'ACCIDENT_PENDING',
    'VEHICLE_KIND',
    'SWAP_YEAR',
    'NOT_OWNER',
    'AUTH_EXPIRED',
    ...paperRefusals,
  ],
  register: 'plate-swap',
  swapsPlate: 'otherPlate',
  handOver: ['otherPlate'],
})
