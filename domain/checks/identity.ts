import type { Problem } from './check.ts'

export function judgeIdentity(answer: { match: boolean; validTo: string | null }, today: string): Problem[] {
  if (!answer.match) return [{ code: 'ID_NOT_VERIFIED', effect: 'block' }]
  return answer.validTo !== null && answer.validTo !== 'long' && answer.validTo < today
    ? [{ code: 'ID_DOC_EXPIRED', effect: 'block' }]
    : []
}
