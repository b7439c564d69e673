import { isAgent } from '../../acting.ts'
import { defineService } from '../../service.ts'
import {
  anyRefusals,
  choice,
  contact,
  delivery,
  goneRefusals,
  identityLookedUp,
  paperRefusals,
  vehiclePapers,
  vehicleRecord,
} from '../parts.ts'
import { plateFee } from '../plate-fee.ts'
import { temporaryPlate, wantsTemporary, withTemporary } from '../temporary-plate.ts'

/** Order 164 art. 51: the number stays; violations, mortgage and seizure are no bar (art. 83(4) forbids added conditions). */
export const plateReplace = defineService({
  code: 'plate-replace',
  version: 1,
  name: { zh: '补换领机动车号牌', en: 'Replace lost or damaged number plates' },
  summary: {
    zh: '号牌丢失或者损坏,按原号码重新制作。原号牌作废;没有丢的一面要交回。',
    en: 'Lost or damaged plates are made again with the same number. The old ones are void; a plate that is left is handed in.',
  },
  category: 'vehicle',
  rank: 40,
  keywords: ['车牌坏了', '车牌丢了', '补车牌', '换车牌', '号牌丢失', '号牌损坏', '牌照丢了'],
  law: [
    { source: 'L164', article: 51 },
    { source: 'L164', article: 74 },
  ],
  channels: ['web', 'video', 'kiosk', 'counter'],
  applicants: ['self', 'agent', 'relative', 'company'],
  subject: 'vehicle',
  protects: 'plates',
  checks: ['identity', 'vehicle-owner', 'registered-here', 'vehicle-usable', 'vehicle-replaced-often'],
  form: [
    {
      code: 'reason',
      title: { zh: '申请原因', en: 'Reason' },
      fields: [
        choice(
          'reason',
          { zh: '申请原因', en: 'What happened' },
          [
            ['lost', '丢失', 'Lost'],
            ['destroyed', '灭失', 'Destroyed'],
            ['damaged', '损毁', 'Damaged'],
          ],
          { zh: '区分补领和换领', en: 'to tell a re-issue from a replacement' },
        ),
        {
          ...choice(
            'side',
            { zh: '补换哪一面', en: 'Which plate' },
            [
              ['front', '前', 'Front'],
              ['rear', '后', 'Rear'],
              ['both', '前后', 'Both'],
            ],
            { zh: '确定要收回的号牌', en: 'to know which plate must come back' },
          ),
          hint: {
            zh: '号牌成副重做;还在的一面和损坏的一面,在收到新号牌后交回任一网点',
            en: 'Plates are made in pairs; hand in what is left of the old pair at any office',
          },
        },
        temporaryPlate,
      ],
    },
    contact,
    delivery,
  ],
  materials: [identityLookedUp, vehicleRecord],
  // An officer looks when somebody else asks for the plates; an owner's own replacement is decided by the checks.
  steps: vehiclePapers.map((step) =>
    step.kind === 'review' ? { ...step, when: (data) => data.onSite !== undefined || isAgent(data.actedBy) } : step,
  ),
  fees: ['plateCar', 'plateMoto', 'plateTrailer', 'plateLow', 'plateTemp'],
  feesFor: (data) => [...plateFee(data), ...(wantsTemporary(data) ? ['plateTemp'] : [])],
  limit: { workingDays: 15, law: { source: 'L164', article: 51 } },
  promise: { zh: '3 个工作日内制好并寄出', en: 'Made and posted within 3 working days' },
  products: ['plates', 'temporary-plate'],
  productsFor: withTemporary('plates'),
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'VEHICLE_ELSEWHERE',
    'NOT_OWNER',
    'FREQUENT',
    'AUTH_EXPIRED',
    ...paperRefusals,
  ],
  register: 'plate-reissue',
  handOver: ['reason', 'side', 'temporary'],
})
