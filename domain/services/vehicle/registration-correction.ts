import { defineService, type Material } from '../../service.ts'
import { anyRefusals, bringsOriginals, choice, contact, identityLookedUp, pickupOnly, vehicleRecord } from '../parts.ts'

const evidence: Material = {
  code: 'evidence',
  name: { zh: '证据材料照片', en: 'Picture of the evidence' },
  how: 'upload',
  hint: { zh: '原行驶证、登记证书或者合格证上写对的那一页', en: 'The page of a paper on which it stands right' },
  required: ({ form }) => form['proof'] === 'upload',
}

/** Order 164 art. 53: confirmed within five days; the office's own error costs nothing. Two people, as the title is marked. */
export const registrationCorrection = defineService({
  code: 'registration-correction',
  version: 1,
  name: { zh: '机动车登记内容更正', en: 'Correct an error in the register' },
  summary: {
    zh: '发现登记的内容写错了,申请更正:更正登记证书,换发行驶证。不收费。',
    en: 'Something on the register is wrong: it is corrected on the certificate and a new vehicle licence is issued. Free.',
  },
  category: 'vehicle',
  rank: 100,
  keywords: ['登记错误', '行驶证写错了', '登记更正', '信息登记错', '名字写错'],
  law: [{ source: 'L164', article: 53 }],
  channels: ['web', 'video', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  checks: ['identity', 'vehicle-owner', 'registered-here'],
  form: [
    {
      code: 'error',
      title: { zh: '哪里写错了', en: 'What is wrong' },
      fields: [
        {
          ...choice(
            'item',
            { zh: '有误项目', en: 'The entry' },
            [
              ['name', '姓名', 'Name'],
              ['idNumber', '身份证明号码', 'Identity number'],
              ['address', '住址', 'Address'],
              ['vehicleType', '车辆类型', 'Vehicle type'],
              ['colour', '车身颜色', 'Colour'],
              ['registeredOn', '注册日期', 'Date of registration'],
              ['other', '其他', 'Other'],
            ],
            { zh: '核对登记内容', en: 'to compare with the register' },
          ),
          hint: {
            zh: '车辆识别代号、发动机号写错的,要看车:请到窗口',
            en: 'For a wrong VIN or engine number the car must be seen: please come to a counter',
          },
        },
        {
          name: 'shouldBe',
          label: { zh: '应为', en: 'What it should say' },
          kind: 'text',
          min: 1,
          max: 200,
          required: true,
          purpose: { zh: '核对登记内容', en: 'to compare with the register' },
          personal: true,
        },
        choice(
          'proof',
          { zh: '有没有依据', en: 'Do you have evidence' },
          [
            ['files', '没有,请核对档案', 'No, please look at the files'],
            ['upload', '有,我上传照片', 'Yes, I upload a picture'],
          ],
          { zh: '审核', en: 'for the review' },
        ),
        bringsOriginals,
      ],
    },
    contact,
    pickupOnly,
  ],
  materials: [identityLookedUp, vehicleRecord, evidence],
  steps: [
    { kind: 'check' },
    { kind: 'review' },
    { kind: 'second-review' },
    { kind: 'register' },
    { kind: 'make' },
    { kind: 'deliver' },
  ],
  fees: [],
  limit: { workingDays: 5, law: { source: 'L164', article: 53 } },
  promise: { zh: '5 个工作日内确认并更正', en: 'Confirmed and corrected within 5 working days' },
  products: ['vehicle-licence'],
  refusals: [
    ...anyRefusals,
    'VEHICLE_ELSEWHERE',
    'NOT_OWNER',
    'VEHICLE_MISMATCH',
    'MATERIAL_BAD',
    'AUTH_EXPIRED',
    'SUSPECT',
  ],
  register: 'registration-correction',
  handOver: ['item', 'shouldBe'],
})
