import type { CaseData } from '../case.ts'
import type { Text } from '../text.ts'
import { contactFields, deliveryFields, type Field } from '../fields.ts'
import type { FormPart, Material, Step } from '../service.ts'

/** Parts of forms that many items share; written once. */

export const contact: FormPart = { code: 'contact', title: { zh: '联系方式', en: 'Contact' }, fields: contactFields }

export const delivery: FormPart = {
  code: 'delivery',
  title: { zh: '领取方式', en: 'Delivery' },
  fields: deliveryFields,
}

/** A box the applicant must tick; the text is what the applicant declares. */
export const declare = (name: string, zh: string, en: string): Field => ({
  name,
  label: { zh, en },
  kind: 'confirm',
  required: true,
  purpose: { zh: '依法申告', en: 'a declaration that the law asks for' },
})

export const identityLookedUp: Material = {
  code: 'id',
  name: { zh: '身份证明', en: 'Proof of identity' },
  how: 'networked',
}

/** A new photo is needed only when the stored one is older than six months. */
export const licencePhoto: Material = {
  code: 'photo',
  name: { zh: '驾驶证照片', en: 'Licence photo' },
  how: 'upload',
  hint: {
    zh: '白色背景、免冠、正面、六个月内拍的',
    en: 'White background, bare head, facing forward, taken within six months',
  },
  required: ({ form }) => form['photoChoice'] === 'new',
}

export const photoChoice: Field = {
  name: 'photoChoice',
  label: { zh: '用哪张照片', en: 'Which photo' },
  hint: {
    zh: '上一张照片不超过六个月的,可以继续用',
    en: 'The photo on file may be used again if it is younger than six months',
  },
  kind: 'choice',
  required: true,
  options: [
    { value: 'stored', label: { zh: '用档案里的照片', en: 'Use the photo on file' } },
    { value: 'new', label: { zh: '上传新照片', en: 'Upload a new photo' } },
  ],
  purpose: { zh: '印在驾驶证上', en: 'printed on the licence' },
}

/** A choice of the applicant: each option as value, Chinese, English. */
export const choice = (
  name: string,
  label: Text,
  options: readonly (readonly [value: string, zh: string, en: string])[],
  purpose: Text,
): Field => ({
  name,
  label,
  kind: 'choice',
  required: true,
  options: options.map(([value, zh, en]) => ({ value, label: { zh, en } })),
  purpose,
})

export const lookedUp = (code: string, zh: string, en: string): Material => ({
  code,
  name: { zh, en },
  how: 'networked',
})
export const vehicleRecord = lookedUp('vehicle', '机动车登记信息', 'Vehicle record')
export const licenceRecord = lookedUp('licence', '驾驶证信息', 'Licence record')

/** Where the owner or driver can be reached; penalty notices go there. */
export const newAddress: readonly Field[] = [
  {
    name: 'newRegion',
    label: { zh: '省市区', en: 'Province, city, county' },
    kind: 'region',
    required: true,
    purpose: { zh: '更新档案里的地址', en: 'for the address on record' },
  },
  {
    name: 'newAddress',
    label: { zh: '详细地址', en: 'Street address' },
    hint: { zh: '街道、楼号、单元、门牌号', en: 'Street, building, unit, door' },
    kind: 'textarea',
    min: 5,
    max: 80,
    required: true,
    purpose: { zh: '更新档案里的地址', en: 'for the address on record' },
    autocomplete: 'street-address',
    personal: true,
  },
]

export const newMobile: Field = {
  name: 'newMobile',
  label: { zh: '新手机号码', en: 'New mobile number' },
  hint: {
    zh: '办结通知发到您登录的号码,不发到新号码',
    en: 'News of this application goes to the number you sign in with, not to this one',
  },
  kind: 'mobile',
  required: true,
  purpose: { zh: '更新档案里的手机号码', en: 'for the number on record' },
  autocomplete: 'tel',
  personal: true,
}

/** For papers that are handed out against an original which must come back: nothing can be posted. */
export const pickupOnly: FormPart = {
  ...delivery,
  fields: delivery.fields
    .filter((f) => f.name === 'deliveryMethod' || f.name === 'pickupSite')
    .map((f) => (f.options && f.name === 'deliveryMethod' ? { ...f, options: f.options.slice(1) } : f)),
}

/** The declaration that goes with `pickupOnly`. */
export const bringsOriginals = declare(
  'bringsOriginals',
  '领取新行驶证时,我交回原行驶证,并带登记证书原件由车管所签注',
  'When I collect the new vehicle licence I hand in the old one and bring the registration certificate for the entry',
)

export const healthDeclaration = declare(
  'healthDeclaration',
  '我没有妨碍安全驾驶的疾病(器质性心脏病、癫痫、美尼尔氏症、眩晕、癔病、震颤麻痹、精神病、痴呆、影响肢体活动的神经系统疾病等)',
  'I have no disease that impairs safe driving (order 162 art. 15)',
)

/** Order 162 art. 68: the old licence comes back when these new ones are issued. */
export const handsInLicence = declare(
  'handsInLicence',
  '收到新驾驶证后,我交回原驾驶证;原证不再使用',
  'When the new licence arrives I hand in the old one and no longer use it',
)

/** Reviewed only at a counter; online, the green checks are the review. */
const atCounter: Step = { kind: 'review', when: (data) => data.onSite !== undefined }

/** Ends with the entry in the register: no bill, nothing to send. */
export const electronic: readonly Step[] = [{ kind: 'check' }, atCounter, { kind: 'register' }]

/** What every paper takes once it is decided: money, the entry in the register, making, handing over. */
export const paidPapers: readonly Step[] = [
  { kind: 'pay' },
  { kind: 'register' },
  { kind: 'make' },
  { kind: 'deliver' },
]

/** Owners who want to be seen rather than to trust the web alone: the window is the same presence as the counter (order 164 art. 86). */
export const byVideo = ({ form }: Pick<CaseData, 'form'>): boolean => form['channel'] === 'video'

export const webOrVideo: Field = {
  ...choice(
    'channel',
    { zh: '怎样办', en: 'How' },
    [
      ['web', '网上办理', 'Online'],
      ['video', '视频窗口办理', 'In the video window'],
    ],
    { zh: '安排与民警见面', en: 'to arrange that an officer sees you' },
  ),
  hint: {
    zh: '不选就是网上办理。选视频的,复核前与民警视频见一面',
    en: 'Online unless you choose otherwise. By video an officer sees you before the second review',
  },
  required: false,
}

/** Papers of a vehicle that are made once the checks have passed and the money is there. */
export const vehiclePapers: readonly Step[] = [
  { kind: 'check' },
  atCounter,
  { kind: 'pay' },
  { kind: 'register' },
  { kind: 'make' },
  { kind: 'deliver' },
]

/** A new licence; a new photo is looked at by an officer. */
export const licencePapers: readonly Step[] = [
  { kind: 'check' },
  { kind: 'review', when: (data) => data.form['photoChoice'] === 'new' || data.onSite !== undefined },
  { kind: 'pay' },
  { kind: 'register' },
  { kind: 'make' },
  { kind: 'deliver' },
]

/** Refusals any application may end in, those of a car that is gone, and those of papers that are paid for and sent. */
export const anyRefusals = ['ID_NOT_VERIFIED', 'ID_DOC_EXPIRED', 'BLACKLIST', 'DUPLICATE', 'DATA_DOWN'] as const
export const goneRefusals = ['VEHICLE_STOLEN', 'VEHICLE_CANCELLED', 'VEHICLE_SCRAP'] as const
export const paperRefusals = ['PAY_TIMEOUT', 'ADDRESS_BAD', 'SUSPECT'] as const

/** What the office promises for one paper, inside the legal working day: the 36 hours run from approval and payment. */
export const paperPromise: Text = {
  zh: '1 个工作日内办好,36 小时内送达市内',
  en: 'Done within 1 working day, delivered in the city within 36 hours',
}
