import { defineService, type Material } from '../../service.ts'
import { lossFits } from '../loss.ts'
import { anyRefusals, choice, contact, declare, identityLookedUp, vehicleRecord } from '../parts.ts'

const evidence: Material = {
  code: 'evidence',
  name: { zh: '佐证材料照片', en: 'Picture of the evidence' },
  how: 'upload',
  hint: { zh: '现场、火灾认定书、事故认定书等;没有可以不传', en: 'The place, a fire or accident report; optional' },
  required: ({ form }) => form['proof'] === 'upload',
}

/** Order 164 arts. 37(3), 39, 42, 86: a written undertaking by the owner in person; violations are no bar, a mortgage or pledge is. */
export const vehicleLossDeregistration = defineService({
  code: 'vehicle-loss-deregistration',
  version: 1,
  rank: 190,
  name: { zh: '机动车灭失注销登记', en: 'Deregister a destroyed car' },
  summary: {
    zh: '车因自然灾害、失火、交通事故等灭失的,由车主本人书面承诺并与民警见面,注销登记。不收费。',
    en: 'A car destroyed by disaster, fire or accident is deregistered on the written undertaking of the owner, seen by an officer. Free.',
  },
  category: 'vehicle',
  keywords: ['注销', '车烧了', '车辆灭失', '灭失注销', '车没了', '洪水冲走'],
  law: [
    { source: 'L164', article: 37 },
    { source: 'L164', article: 39 },
    { source: 'L164', article: 42 },
    { source: 'L164', article: 86 },
  ],
  channels: ['video', 'counter'],
  applicants: ['self'],
  subject: 'vehicle',
  protects: 'ownership',
  checks: [
    'identity',
    'vehicle-owner',
    'registered-here',
    'loss-unbarred',
    'not-seized',
    'not-mortgaged',
    'not-pledged',
  ],
  form: [
    {
      code: 'loss',
      title: { zh: '灭失情况', en: 'What happened' },
      fields: [
        choice(
          'cause',
          { zh: '灭失原因', en: 'Cause' },
          [
            ['disaster', '自然灾害', 'Natural disaster'],
            ['fire', '失火', 'Fire'],
            ['accident', '交通事故', 'Traffic accident'],
            ['other', '其他', 'Other'],
          ],
          { zh: '审核', en: 'for the review' },
        ),
        {
          name: 'when',
          label: { zh: '灭失时间', en: 'When' },
          kind: 'date',
          required: true,
          purpose: { zh: '审核', en: 'for the review' },
        },
        {
          name: 'story',
          label: { zh: '经过', en: 'How it happened' },
          kind: 'textarea',
          min: 20,
          max: 500,
          required: true,
          purpose: { zh: '审核', en: 'for the review' },
          personal: true,
        },
        choice(
          'proof',
          { zh: '有没有佐证', en: 'Do you have evidence' },
          [
            ['none', '没有', 'No'],
            ['upload', '有,我上传照片', 'Yes, I upload a picture'],
          ],
          { zh: '审核', en: 'for the review' },
        ),
        declare(
          'undertaking',
          '我承诺该车因自然灾害、失火、交通事故等原因灭失,并承担不实承诺的法律责任;登记证书、号牌、行驶证没有灭失的,交回车管所',
          'I undertake that the car was destroyed, answer for it by law, and hand in certificate, plates and vehicle licence as far as they are left',
        ),
      ],
    },
    contact,
  ],
  fits: lossFits,
  materials: [identityLookedUp, vehicleRecord, evidence],
  steps: [{ kind: 'check' }, { kind: 'meet' }, { kind: 'review' }, { kind: 'second-review' }, { kind: 'register' }],
  fees: [],
  limit: { workingDays: 1, law: { source: 'L164', article: 39 } },
  promise: { zh: '见面后 1 个工作日内注销,出具注销证明', en: 'Deregistered within 1 working day after you were seen' },
  products: [],
  refusals: [
    ...anyRefusals,
    'VEHICLE_ELSEWHERE',
    'VEHICLE_SEIZED',
    'VEHICLE_STOLEN',
    'VEHICLE_MORTGAGED',
    'VEHICLE_PLEDGED',
    'AGENT_NOT_ALLOWED',
    'NOT_OWNER',
    'SUSPECT',
  ],
  register: 'deregistration',
  freesPlate: true,
  handOver: ['cause', 'when'],
})
