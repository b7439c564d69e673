import { judgeBusClass } from '../../checks/licence-keep.ts'
import { toldOn } from '../../checks/licence-apply.ts'
import { defineService } from '../../service.ts'
import { order162 } from '../driver-parts.ts'
import {
  anyRefusals,
  choice,
  contact,
  declare,
  delivery,
  identityLookedUp,
  licenceRecord,
  lookedUp,
  paperRefusals,
} from '../parts.ts'

/**
 * Order 162 arts. 87–89, School Bus Regulation arts. 23, 24. Criminal and drug records are asked between offices (art. 89), never of
 * the applicant; while the county police look the case waits at its checks. Two officers decide.
 */
export const schoolBusDriverQualification = defineService({
  code: 'school-bus-driver-qualification',
  version: 1,
  rank: 62,
  name: { zh: '校车驾驶资格申请', en: 'School-bus driver qualification' },
  summary: {
    zh: '持有相应准驾车型三年以上的,申请在驾驶证上签注准许驾驶校车。无犯罪、吸毒记录由公安机关内部核查,不用开证明。',
    en: 'With three years in the class you can have the school bus entered in your licence. Criminal and drug records are looked up between offices.',
  },
  category: 'driver',
  keywords: ['校车', '校车司机', '校车驾驶资格', '开校车', '准许驾驶校车'],
  law: [...order162(87, 88, 89), { source: 'LBUS', article: 23 }, { source: 'LBUS', article: 24 }],
  channels: ['web', 'counter'],
  applicants: ['self'],
  subject: 'licence',
  checks: [
    'identity',
    'licence-state',
    'bus-age',
    'bus-class',
    'bus-points',
    'bus-record',
    'bus-background',
    'medical',
  ],
  form: [
    {
      code: 'bus',
      title: { zh: '驾驶哪种校车', en: 'Which school bus' },
      fields: [
        choice(
          'busClass',
          { zh: '校车车型', en: 'Kind of school bus' },
          [
            ['large', '大型校车(A1)', 'Large school bus (A1)'],
            ['medium', '中型校车(A1、A2、B1)', 'Medium school bus (A1, A2, B1)'],
            ['small', '小型校车(包含C1的车型)', 'Small school bus (classes that include C1)'],
          ],
          { zh: '签注在驾驶证上', en: 'entered in the licence' },
        ),
        {
          name: 'employer',
          label: { zh: '学校或者校车服务提供者', en: 'School or school bus operator' },
          kind: 'text',
          min: 2,
          max: 60,
          required: false,
          purpose: { zh: '通报教育行政部门', en: 'to tell the education authority' },
        },
        declare(
          'healthDeclaration',
          '我身心健康,没有传染性疾病,没有癫痫病、精神病等可能危及行车安全的疾病病史,没有酗酒、吸毒行为',
          'I am healthy in body and mind, without infectious disease, without a history of epilepsy, psychosis or other illness that endangers driving, and neither abuse alcohol nor take drugs',
        ),
      ],
    },
    contact,
    delivery,
  ],
  fits: ({ form, subject, today }) =>
    subject.kind === 'licence'
      ? toldOn('busClass', judgeBusClass(subject.licence, String(form['busClass'] ?? ''), today))
      : [],
  materials: [
    identityLookedUp,
    licenceRecord,
    lookedUp('medical', '身体条件证明', 'Medical certificate'),
    lookedUp('crime', '无犯罪、吸毒记录', 'No criminal or drug record'),
  ],
  steps: [
    { kind: 'check' },
    { kind: 'review' },
    { kind: 'second-review' },
    { kind: 'pay' },
    { kind: 'register' },
    { kind: 'make' },
    { kind: 'deliver' },
  ],
  fees: ['driverLicence'],
  limit: { workingDays: 5, law: { source: 'L162', article: 89 } },
  promise: { zh: '5 个工作日内审查完毕', en: 'Decided within 5 working days' },
  products: ['driving-licence'],
  refusals: [
    ...anyRefusals,
    'LICENCE_STATE',
    'LICENCE_EXPIRED_1Y',
    'BUS_AGE',
    'BUS_CLASS',
    'BUS_YEARS',
    'BUS_POINTS',
    'BUS_RECORD',
    'BUS_PENDING',
    'MEDICAL_MISSING',
    'MEDICAL_UNFIT',
    'MEDICAL_DISABLED',
    ...paperRefusals,
  ],
  register: 'school-bus-qualification',
  handOver: ['busClass', 'employer'],
})
