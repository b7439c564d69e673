import type { CaseData } from '../../case.ts'
import type { Values } from '../../fields.ts'
import { defineService, type Material } from '../../service.ts'
import { notTheOwner, otherPerson, personNamed } from '../joint.ts'
import { anyRefusals, choice, contact, goneRefusals, identityLookedUp, lookedUp, vehicleRecord } from '../parts.ts'

const toBank = (values: Values): boolean => values['creditor'] === 'bank'
const toPerson = (values: Values): boolean => values['creditor'] === 'person'

const contract: Material = {
  code: 'contract',
  name: { zh: '抵押合同', en: 'Mortgage contract' },
  how: 'upload',
  hint: { zh: '有双方签名和车辆信息的页', en: 'The pages with both signatures and the vehicle' },
  required: ({ form }) => toPerson(form),
}

/** Order 164 arts. 31, 32, 35, 36: owner and creditor together; what a networked lender uploads is its half of the application. */
export const mortgageRegister = defineService({
  code: 'mortgage-register',
  version: 1,
  rank: 105,
  name: { zh: '机动车抵押登记', en: 'Register a vehicle mortgage' },
  summary: {
    zh: '用车抵押贷款:金融机构已上传合同的,确认一次就登记;个人作抵押权人的,由对方在自己的账号里确认。登记证书下次到窗口时签注。',
    en: 'A loan on the car: when the lender has uploaded the contract one confirmation registers it; a private creditor agrees in the own account. The certificate is marked at your next visit.',
  },
  category: 'vehicle',
  keywords: ['抵押', '车贷', '抵押登记', '汽车抵押贷款', '绿本抵押'],
  law: [
    { source: 'L164', article: 31 },
    { source: 'L164', article: 32 },
    { source: 'L164', article: 35 },
    { source: 'L164', article: 36 },
  ],
  channels: ['web', 'video', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  protects: 'ownership',
  checks: ['identity', 'vehicle-owner', 'registered-here', 'vehicle-clear', 'not-seized', 'mortgage-contract'],
  form: [
    {
      code: 'mortgage',
      title: { zh: '抵押', en: 'The mortgage' },
      fields: [
        choice(
          'creditor',
          { zh: '抵押权人', en: 'The creditor' },
          [
            ['bank', '银行、汽车金融公司等', 'A bank or finance company'],
            ['person', '个人', 'A person'],
          ],
          { zh: '确定由谁共同申请', en: 'to know who applies with you' },
        ),
        {
          name: 'creditorCode',
          label: { zh: '抵押权人统一社会信用代码', en: "The lender's credit code" },
          kind: 'credit-code',
          required: toBank,
          shownWhen: toBank,
          purpose: { zh: '核对抵押合同', en: 'to find the contract' },
        },
        ...otherPerson('creditor', { zh: '抵押权人', en: 'the creditor' }, toPerson),
        {
          name: 'contractNo',
          label: { zh: '抵押合同编号', en: 'Number of the contract' },
          kind: 'text',
          min: 4,
          max: 60,
          required: true,
          purpose: { zh: '核对抵押合同', en: 'to find the contract' },
        },
      ],
    },
    contact,
  ],
  fits: notTheOwner('creditorId'),
  materials: [
    identityLookedUp,
    vehicleRecord,
    lookedUp('bankContract', '金融机构上传的抵押合同', 'Contract of the lender'),
    contract,
  ],
  steps: [
    { kind: 'check' },
    { kind: 'co-sign', when: ({ form }) => toPerson(form) },
    { kind: 'review', when: (data: CaseData) => toPerson(data.form) || data.onSite !== undefined },
    { kind: 'register' },
  ],
  coSign: {
    role: { zh: '抵押权人', en: 'the creditor' },
    party: personNamed('creditor'),
    consent: {
      zh: '我是抵押权人,同意按抵押合同办理该车的抵押登记。',
      en: 'I am the creditor and agree that the mortgage is registered as the contract says.',
    },
    terms: ['contractNo'],
    days: 3,
  },
  fees: [],
  limit: { workingDays: 1, law: { source: 'L164', article: 32 } },
  promise: { zh: '合同已联网的马上办结', en: 'At once when the contract is on the network' },
  products: [],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'VEHICLE_ELSEWHERE',
    'VEHICLE_SEIZED',
    'VEHICLE_CUSTOMS',
    'BANK_OFFLINE',
    'CONTRACT_MISMATCH',
    'CO_DECLINED',
    'CO_SIGN_OVER',
    'NOT_OWNER',
    'MATERIAL_BAD',
    'AUTH_EXPIRED',
  ],
  register: 'mortgage-register',
  handOver: ['creditor', 'creditorCode', 'creditorName', 'contractNo'],
})
