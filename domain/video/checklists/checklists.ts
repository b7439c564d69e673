import type { Service } from '../../service.ts'
import type { Checklist, ChecklistStep } from '../checklist.ts'
import { addressConfirmed, freeWill, signs } from './parts.ts'
import { t } from '../../text.ts'
import { registrationCertReplaceList } from './registration-cert-replace.ts'
import { spouseCoOwnerChangeList } from './spouse-co-owner-change.ts'
import { useTypeChangeList } from './use-type-change-ride-hailing-out.ts'

/** The items whose conversation has an order of its own. */
const OWN: readonly Checklist[] = [registrationCertReplaceList, spouseCoOwnerChangeList, useTypeChangeList]

/**
 * The order of a conversation about an item: its own, else one made from the item's declaration. Undefined: a question without
 * an item, for which nothing is proven and nothing decided.
 */
export function checklistFor(service: Service | undefined): Checklist | undefined {
  if (!service) return undefined
  return OWN.find((list) => list.service === service.code) ?? fromDeclaration(service)
}

/** Every item that names the video window has an order: its checks looked at, its originals shown, its will stated and signed. */
export function fromDeclaration(service: Service): Checklist {
  const inPerson = !service.channels.includes('web')
  const uploads: ChecklistStep[] = service.materials
    .filter((m) => m.how === 'upload')
    .map((m) => ({
      id: `original-${m.code}`,
      kind: 'capture',
      text: t(`请出示原件并拍照:${m.name.zh}`, `Show the original and take its photo: ${m.name.en}`),
      stated: t(`出示了原件并拍照:${m.name.zh}`, `The original was shown and its photo taken: ${m.name.en}`),
      required: inPerson && m.required === undefined,
      evidence: 'image',
      onFail: 'retry',
    }))
  return {
    service: service.code,
    version: service.version,
    from: '2026-01-01',
    risk: inPerson ? 'high' : 'mid',
    will: t(`您本人申请办理${service.name.zh}`, `You yourself ask for: ${service.name.en}`),
    steps: [
      {
        id: 'checks',
        kind: 'lookup',
        text: t('核对联网核查的全部结果', 'Look through all results of the checks'),
        stated: t('联网核查的全部结果已核对', 'All results of the checks were looked through'),
        required: service.checks.length > 0,
        evidence: 'offset',
        onFail: 'counter',
      },
      ...uploads,
      {
        id: 'effect',
        kind: 'tell',
        text: t('告知办理的后果、费用和时限', 'Told: the effect, the fees and the time'),
        stated: t('已告知本人:办理的后果、费用和时限', 'I was told the effect, the fees and the time'),
        required: true,
        law: service.law[0],
        evidence: 'offset',
        onFail: 'retry',
      },
      ...(inPerson ? [freeWill] : []),
      addressConfirmed,
      ...(inPerson ? [signs] : []),
    ],
  }
}
