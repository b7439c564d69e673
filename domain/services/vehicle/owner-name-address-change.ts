import type { FieldError, Values } from '../../fields.ts'
import { unfit } from '../../form.ts'
import { defineService, type FormContext } from '../../service.ts'
import {
  anyRefusals,
  bringsOriginals,
  choice,
  contact,
  goneRefusals,
  identityLookedUp,
  lookedUp,
  newAddress,
  paperRefusals,
  pickupOnly,
  vehicleRecord,
} from '../parts.ts'

const moved = (values: Values): boolean => values['change'] === 'address'

/** Order 164 arts. 23(1), 24(1): no inspection; the certificate is marked and the vehicle licence exchanged against the old one. */
export const ownerNameAddressChange = defineService({
  code: 'owner-name-address-change',
  version: 1,
  name: {
    zh: '所有人姓名(单位名称)、辖区内住所变更备案',
    en: 'Record change of owner name or address within the area',
  },
  summary: {
    zh: '车主改名或者在本市内搬家,三十日内备案,换发行驶证。不用验车。',
    en: 'The owner has a new name or has moved within this city: recorded within thirty days, with a new vehicle licence. No inspection.',
  },
  category: 'vehicle',
  rank: 90,
  keywords: ['车主改名', '行驶证改地址', '车主搬家', '变更备案', '行驶证改名字'],
  law: [
    { source: 'L164', article: 23 },
    { source: 'L164', article: 24 },
  ],
  channels: ['web', 'video', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  protects: 'ownership',
  checks: ['identity', 'vehicle-owner', 'registered-here', 'vehicle-usable'],
  form: [
    {
      code: 'change',
      title: { zh: '变更事项', en: 'What changed' },
      fields: [
        choice(
          'change',
          { zh: '变更事项', en: 'What changed' },
          [
            ['name', '姓名(单位名称)', 'Name'],
            ['address', '本市内的住所', 'Address within this city'],
          ],
          { zh: '确定要备案的事项', en: 'to know what is recorded' },
        ),
        ...newAddress.map((field) => ({ ...field, shownWhen: moved })),
        bringsOriginals,
      ],
    },
    contact,
    pickupOnly,
  ],
  fits,
  materials: [
    identityLookedUp,
    vehicleRecord,
    lookedUp('residence', '身份信息变更记录', 'Police record of the change'),
  ],
  steps: [
    { kind: 'check' },
    { kind: 'review' },
    { kind: 'pay' },
    { kind: 'register' },
    { kind: 'make' },
    { kind: 'deliver' },
  ],
  fees: ['vehicleLicence'],
  limit: { workingDays: 1, law: { source: 'L164', article: 24 } },
  promise: { zh: '1 个工作日内办好,到网点交旧领新', en: 'Done within 1 working day; exchange it at an office' },
  products: ['vehicle-licence'],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'VEHICLE_ELSEWHERE',
    'NOT_OWNER',
    'SPOUSE_AREA',
    'AUTH_EXPIRED',
    ...paperRefusals,
  ],
  register: 'owner-change-record',
  handOver: ['change', 'newRegion', 'newAddress'],
})

function fits({ form, subject, name, office }: FormContext): FieldError[] {
  if (form['change'] === 'name' && subject.kind === 'vehicle' && subject.vehicle.owner.name === name)
    return [unfit('change', '登记的姓名和身份信息一致,没有变化', 'The registered name is the one the police have')]
  const region = form['newRegion']
  // Beyond the city the car moves to another office (order 164 art. 16(6)).
  return moved(form) && typeof region === 'string' && region.slice(0, 4) !== String(office).slice(0, 4)
    ? [unfit('newRegion', '新住所不在本市,请办理车辆迁出', 'That is outside this city: the registration has to move')]
    : []
}
