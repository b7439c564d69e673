import type { CaseData } from '../../case.ts'
import type { Values } from '../../fields.ts'
import { unfit } from '../../form.ts'
import { defineService } from '../../service.ts'
import { anyRefusals, contact, delivery, identityLookedUp, paperRefusals } from '../parts.ts'

/** Owners who want to be seen rather than to trust the web alone (order 164 art. 86 knows the counter; the window is the same presence). */
const byVideo = ({ form }: CaseData): boolean => form['channel'] === 'video'

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
  checks: ['identity', 'vehicle-owner', 'vehicle-clear', 'not-mortgaged', 'not-seized', 'vehicle-replaced-often'],
  form: [
    {
      code: 'reason',
      title: { zh: '申请原因', en: 'Reason' },
      fields: [
        {
          name: 'kind',
          label: { zh: '业务类型', en: 'Kind' },
          kind: 'choice',
          required: true,
          purpose: { zh: '区分补领和换领', en: 'to tell a re-issue from a replacement' },
          options: [
            { value: 'reissue', label: { zh: '补领(丢失、灭失)', en: 'Re-issue (lost or destroyed)' } },
            { value: 'replace', label: { zh: '换领(损毁)', en: 'Replace (damaged)' } },
          ],
        },
        {
          name: 'channel',
          label: { zh: '怎样办', en: 'How' },
          hint: {
            zh: '不选就是网上办理。选视频的,复核前与民警视频见一面',
            en: 'Online unless you choose otherwise. By video an officer sees you before the second review',
          },
          kind: 'choice',
          required: false,
          purpose: { zh: '安排与民警见面', en: 'to arrange that an officer sees you' },
          options: [
            { value: 'web', label: { zh: '网上办理', en: 'Online' } },
            { value: 'video', label: { zh: '视频窗口办理', en: 'In the video window' } },
          ],
        },
        {
          name: 'reason',
          label: { zh: '申请原因', en: 'What happened' },
          kind: 'choice',
          required: true,
          purpose: { zh: '审核', en: 'for the review' },
          options: [
            { value: 'lost', label: { zh: '丢失', en: 'Lost' } },
            { value: 'destroyed', label: { zh: '灭失', en: 'Destroyed' } },
            { value: 'damaged', label: { zh: '损毁', en: 'Damaged' } },
          ],
        },
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
      ? [
          unfit(
            'kind',
            '补领登记证书须所有人本人办理,不能委托',
            'The owner applies for a re-issue in person; nobody else may',
          ),
        ]
      : [],
  materials: [
    identityLookedUp,
    { code: 'vehicle', name: { zh: '机动车登记信息', en: 'Vehicle record' }, how: 'networked' },
  ],
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
    'NOT_OWNER',
    'VEHICLE_SEIZED',
    'VEHICLE_STOLEN',
    'VEHICLE_CANCELLED',
    'VEHICLE_SCRAP',
    'VEHICLE_MORTGAGED',
    'VEHICLE_CUSTOMS',
    'AGENT_NOT_ALLOWED',
    'FREQUENT',
    ...paperRefusals,
  ],
  register: 'certificate-reissue',
})
