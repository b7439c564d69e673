import type { CaseData } from '../case.ts'
import type { Field } from '../fields.ts'
import type { Product } from '../products.ts'
import { choice } from './parts.ts'

/*
 * The temporary plate for the time until the plates are made, fifteen days at most: order 164 art. 51 lets the applicant ask for one
 * while plates are replaced, art. 47 has the office issue one when plates cannot be made in time. Nobody has to take it.
 */

export const temporaryPlate: Field = {
  ...choice(
    'temporary',
    { zh: '号牌做好前要不要临时号牌', en: 'A temporary plate until the plates are made' },
    [
      ['no', '不要', 'No'],
      ['yes', '要,制好后我到网点领取(15 天)', 'Yes, I collect it at the office when it is ready (15 days)'],
    ],
    { zh: '核发临时行驶车号牌', en: 'to issue a temporary plate' },
  ),
  required: false,
}

export const wantsTemporary = ({ form }: Pick<CaseData, 'form'>): boolean => form['temporary'] === 'yes'

/** What is made: these, and the temporary plate for who wants it. */
export const withTemporary =
  (...products: readonly Product[]) =>
  (data: Pick<CaseData, 'form'>): readonly Product[] =>
    wantsTemporary(data) ? [...products, 'temporary-plate'] : products
