import type { Values } from '../../fields.ts'
import { defineService, type Material } from '../../service.ts'
import { anyRefusals, choice, contact, goneRefusals, identityLookedUp, lookedUp } from '../parts.ts'

const numberChanged = (values: Values): boolean => values['change'] === 'number'

const proof: Material = {
  code: 'proof',
  name: { zh: '身份证明号码变更证明', en: 'Proof that the number changed' },
  how: 'upload',
  hint: { zh: '户籍或者出入境部门出具的证明', en: 'Issued by the household or the immigration office' },
  required: ({ form }) => numberChanged(form) && form['proofOnline'] === 'upload',
}

/** Order 164 arts. 23(2), 24(2): within thirty days, no inspection, an entry in the certificate; nothing but the identity is judged. */
export const ownerIdentityRecordChange = defineService({
  code: 'owner-identity-record-change',
  version: 1,
  rank: 95,
  name: { zh: '变更所有人身份证明名称或号码备案', en: "Record a change of the owner's identity document" },
  summary: {
    zh: '换了身份证件种类,或者证件号码变了,三十日内到车管所备案,登记证书上签注。不收费,不用验车。',
    en: 'Another kind of identity document, or a new number: recorded within thirty days, with an entry in the certificate. Free, no inspection.',
  },
  category: 'vehicle',
  keywords: ['车主换证件', '身份证号变了', '护照换身份证', '证件号码变更', '身份证明变更'],
  law: [
    { source: 'L164', article: 23 },
    { source: 'L164', article: 24 },
  ],
  channels: ['video', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  protects: 'ownership',
  // Registered under a former number it is not found among the own cars.
  vehicleOf: 'other',
  checks: ['identity', 'former-owner', 'registered-here', 'vehicle-usable'],
  form: [
    {
      code: 'change',
      title: { zh: '变更事项', en: 'What changed' },
      fields: [
        choice(
          'change',
          { zh: '变更事项', en: 'What changed' },
          [
            ['name', '身份证明名称(证件种类)', 'The kind of document'],
            ['number', '身份证明号码', 'The number'],
          ],
          { zh: '确定要备案的事项', en: 'to know what is recorded' },
        ),
        {
          ...choice(
            'proofOnline',
            { zh: '号码变更证明', en: 'Proof of the new number' },
            [
              ['networked', '公安机关有记录,联网核查', 'The police have it: look it up'],
              ['upload', '我上传证明', 'I upload it'],
            ],
            { zh: '核对前后是同一人', en: 'to see that both are you' },
          ),
          shownWhen: numberChanged,
        },
        {
          name: 'oldIdNumber',
          label: { zh: '原证件号码', en: 'The former number' },
          kind: 'text',
          min: 5,
          max: 30,
          required: true,
          purpose: { zh: '核对登记档案', en: 'to compare with the register' },
          personal: true,
        },
      ],
    },
    contact,
  ],
  materials: [identityLookedUp, lookedUp('former', '身份信息变更记录', 'Police record of the change'), proof],
  steps: [{ kind: 'check' }, { kind: 'meet' }, { kind: 'review' }, { kind: 'register' }],
  fees: [],
  limit: { workingDays: 1, law: { source: 'L164', article: 24 } },
  promise: {
    zh: '见面后 1 个工作日内备案;登记证书下次到窗口时签注',
    en: 'Recorded within 1 working day after you were seen; the certificate is marked at your next visit',
  },
  products: [],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'VEHICLE_ELSEWHERE',
    'VEHICLE_UNKNOWN',
    'NOT_OWNER',
    'CERT_NEEDED',
    'MATERIAL_BAD',
    'AUTH_EXPIRED',
  ],
  register: 'owner-identity-change',
  handOver: ['change', 'oldIdNumber'],
})
