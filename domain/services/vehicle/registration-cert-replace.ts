import type { Values } from '../../fields.ts'
import { unfit } from '../../form.ts'
import { defineService } from '../../service.ts'
import {
  anyRefusals,
  byVideo,
  choice,
  contact,
  delivery,
  goneRefusals,
  identityLookedUp,
  paperRefusals,
  vehicleRecord,
  webOrVideo,
} from '../parts.ts'

const lost = (values: Values): boolean => values['kind'] === 'reissue'

/** Order 164 art. 52; art. 86 bars agents from a re-issue; art. 32: not while mortgaged. The paper is title to the car, so two people and a day's hold. */
export const registrationCertReplace = defineService({
  code: 'registration-cert-replace',
  version: 1,
  name: { zh: '补换领机动车登记证书', en: 'Replace the registration certificate' },
  summary: {
    zh: '登记证书丢失或损毁时办理。补领须由车主本人办理,可以在网上办。',
    en: 'For a lost or damaged registration certificate. A re-issue must be asked for by the owner in person, and can be asked for online.',
  },
  category: 'vehicle',
  rank: 50,
  keywords: ['登记证丢了', '绿本丢了', '大绿本', '补登记证书', '机动车登记证书', '换登记证'],
  law: [
    { source: 'L164', article: 52 },
    { source: 'L164', article: 86 },
    { source: 'L164', article: 32 },
  ],
  channels: ['web', 'video', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  protects: 'ownership',
  checks: ['identity', 'vehicle-owner', 'registered-here', 'vehicle-usable', 'not-mortgaged', 'vehicle-replaced-often'],
  form: [
    {
      code: 'reason',
      title: { zh: '申请原因', en: 'Reason' },
      fields: [
        choice(
          'kind',
          { zh: '业务类型', en: 'Kind' },
          [
            ['reissue', '补领(丢失、灭失)', 'Re-issue (lost or destroyed)'],
            ['replace', '换领(损毁)', 'Replace (damaged)'],
          ],
          { zh: '区分补领和换领', en: 'to tell a re-issue from a replacement' },
        ),
        webOrVideo,
        choice(
          'reason',
          { zh: '申请原因', en: 'What happened' },
          [
            ['lost', '丢失', 'Lost'],
            ['destroyed', '灭失', 'Destroyed'],
            ['damaged', '损毁', 'Damaged'],
          ],
          { zh: '审核', en: 'for the review' },
        ),
        {
          name: 'lostStatement',
          label: { zh: '遗失经过', en: 'How it was lost' },
          hint: { zh: '在哪里、什么时候发现不见的', en: 'Where and when you noticed' },
          kind: 'textarea',
          min: 10,
          max: 200,
          required: lost,
          shownWhen: lost,
          purpose: { zh: '审核', en: 'for the review' },
          personal: true,
        },
      ],
    },
    contact,
    delivery,
  ],
  // Order 164 art. 86: a re-issue is not left to an agent; a damaged certificate may be replaced by one.
  fits: ({ form, byAgent }) =>
    byAgent && form['kind'] === 'reissue'
      ? [unfit('kind', '补领登记证书须所有人本人办理,不能委托', 'The owner asks for a re-issue in person')]
      : [],
  materials: [identityLookedUp, vehicleRecord],
  steps: [
    { kind: 'check' },
    { kind: 'review' },
    { kind: 'meet', when: byVideo },
    { kind: 'second-review' },
    { kind: 'pay' },
    { kind: 'hold', hours: 24 },
    { kind: 'register' },
    { kind: 'make' },
    { kind: 'deliver' },
  ],
  fees: ['regCert'],
  limit: { workingDays: 1, law: { source: 'L164', article: 52 } },
  promise: {
    zh: '1 个工作日审核;为防冒领,制证前等待 24 小时',
    en: 'Reviewed within 1 working day; made after a 24-hour wait that protects you from fraud',
  },
  products: ['registration-certificate'],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'VEHICLE_ELSEWHERE',
    'NOT_OWNER',
    'VEHICLE_MORTGAGED',
    'AGENT_NOT_ALLOWED',
    'FREQUENT',
    ...paperRefusals,
  ],
  register: 'certificate-reissue',
})
