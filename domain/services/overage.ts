import type { CaseData } from '../case.ts'
import { heldClasses, mayExtend, remainingClasses } from '../checks/licence.ts'
import type { Field, FieldError } from '../fields.ts'
import { unfit } from '../form.ts'
import { birthOf } from '../rules/resident-id.ts'
import type { FormContext } from '../service.ts'
import { choice } from './parts.ts'

/** What a driver at the age limit may ask for (order 162 art. 65 as changed by order 172). */
export const overageFields: readonly Field[] = [
  choice(
    'target',
    { zh: '换领为', en: 'New class' },
    [
      ['C1', 'C1 小型汽车', 'C1 small car'],
      ['C2', 'C2 小型自动挡汽车', 'C2 small automatic car'],
      ['rest', '没有 A、B、C6 车型的:保留其余车型,D、E 换为 F', 'No A, B or C6: the rest stays, D and E become F'],
      [
        'extend',
        '满 63 周岁前一年内:申请延长原大中型车型(最长 3 年)',
        'In the year before 63: keep the big classes for up to 3 years more',
      ],
    ],
    { zh: '印在驾驶证上', en: 'printed on the licence' },
  ),
  {
    ...choice(
      'extendYears',
      { zh: '延长几年', en: 'For how many years' },
      [
        ['1', '1 年', '1 year'],
        ['2', '2 年', '2 years'],
        ['3', '3 年', '3 years'],
      ],
      { zh: '确定延长的期限', en: 'for the period' },
    ),
    hint: {
      zh: '须有符合原车型的身体条件证明,三力测试合格;由民警审核',
      en: 'With a medical certificate for these classes and the ability test passed; an officer decides',
    },
    shownWhen: (values) => values['target'] === 'extend',
  },
  {
    name: 'keepC6',
    label: { zh: '保留 C6 轻型牵引挂车(原持 A2)', en: 'Keep C6, light trailers (holders of A2)' },
    kind: 'confirm',
    required: false,
    purpose: { zh: '印在驾驶证上', en: 'printed on the licence' },
    shownWhen: (values) => values['target'] === 'C1' || values['target'] === 'C2',
  },
]

/** More time instead of a lower class: an officer decides. */
export const asksForMore = ({ form }: Pick<CaseData, 'form'>): boolean => form['target'] === 'extend'

/** What is asked for must be what the age allows. */
export function overageFits({ form, subject, today }: FormContext): FieldError[] {
  if (subject.kind !== 'licence') return []
  const birth = birthOf(subject.licence.idNumber) ?? ''
  const extend = form['target'] === 'extend'
  if (mayExtend(subject.licence, birth, today) !== extend)
    return [
      extend
        ? unfit(
            'target',
            '只有满 63 周岁前一年内的大中型车驾驶人可以申请延长',
            'Only for big classes, in the year before 63',
          )
        : unfit(
            'target',
            '您还没有到 63 周岁,现在可以申请延长',
            'You are not yet 63: what you can ask for now is more time',
          ),
    ]
  if (extend) return []
  const left = remainingClasses(subject.licence, birth, today)
  const held = heldClasses(subject.licence)
  const steppedDown = left.includes('C1') && !held.includes('C1')
  return [
    ...(steppedDown === (form['target'] === 'rest')
      ? [unfit('target', steppedDown ? '请选 C1 或者 C2' : '请选保留其余车型', 'Please choose the other kind')]
      : []),
    ...(form['keepC6'] === true && !left.includes('C6')
      ? [unfit('keepC6', '只有原持 A2、未满 70 周岁的可以保留 C6', 'Only holders of A2 under 70 may keep C6')]
      : []),
  ]
}
