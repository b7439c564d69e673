import { id as parseId } from '../rules/index.ts'
import { block, type Problem } from './check.ts'

export function judgeIdentity(answer: { match: boolean; validTo: string | null }, today: string): Problem[] {
  if (!answer.match) return [block('ID_NOT_VERIFIED')]
  return answer.validTo !== null && answer.validTo !== 'long' && answer.validTo < today ? [block('ID_DOC_EXPIRED')] : []
}

/** A unit's own number in place of a person's; resident numbers never have a letter before their last place. */
export const isCreditCode = (idNumber: string): boolean =>
  /^[0-9A-HJ-NP-RTUW-Y]{18}$/.test(idNumber) && !parseId({ input: idNumber, today: '9999-12-31' }).ok

/** Only a unit that is registered and alive can apply. */
export function judgeCompany(company: { state: string } | null): Problem[] {
  if (!company) return [block('COMPANY_UNKNOWN')]
  return company.state === '存续' ? [] : [block('COMPANY_CLOSED', { state: company.state })]
}
