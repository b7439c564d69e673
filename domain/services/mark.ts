import type { CaseData } from '../case.ts'
import type { FormPart, Step } from '../service.ts'
import { choice, delivery } from './parts.ts'

/** The mark is electronic and counts as paper does (order 164 art. 56); paper only for those who ask for it. */

const onPaper = (data: Pick<CaseData, 'form'>): boolean => data.form['paper'] === 'yes'
const posted = (data: CaseData): boolean => onPaper(data) && data.form['deliveryMethod'] === 'post'

export const paperPart: FormPart = {
  code: 'paper',
  title: { zh: '要不要纸质标志', en: 'Paper or not' },
  fields: [
    choice(
      'paper',
      { zh: '检验标志', en: 'Inspection mark' },
      [
        ['no', '只要电子标志(马上生效)', 'Electronic only (at once)'],
        ['yes', '还要一张纸质标志', 'A paper mark as well'],
      ],
      { zh: '确定是否制作纸质标志', en: 'to know whether to make a paper mark' },
    ),
  ],
}

/** Asked only of those who want paper. */
export const paperDelivery: FormPart = {
  ...delivery,
  fields: delivery.fields.map((field) => ({
    ...field,
    shownWhen: (values) => values['paper'] === 'yes' && (field.shownWhen?.(values) ?? true),
  })),
}

/** The mark is entered first; a paper one follows, free but for the postage. */
export const markSteps: readonly Step[] = [
  { kind: 'check' },
  { kind: 'review', when: (data) => data.onSite !== undefined },
  { kind: 'pay', when: posted },
  { kind: 'register' },
  { kind: 'make', when: onPaper },
  { kind: 'deliver', when: onPaper },
]
