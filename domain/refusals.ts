import { accountRefusals } from './refusals/account.ts'
import { applyingRefusals } from './refusals/applying.ts'
import { appointmentsRefusals } from './refusals/appointments.ts'
import { caseRefusals } from './refusals/case.ts'
import { driverRefusals } from './refusals/driver.ts'
import { examRefusals } from './refusals/exam.ts'
import { filesRefusals } from './refusals/files.ts'
import { leavingRefusals } from './refusals/leaving.ts'
import { makersRefusals } from './refusals/makers.ts'
import { partiesRefusals } from './refusals/parties.ts'
import { paymentsRefusals } from './refusals/payments.ts'
import { platesRefusals } from './refusals/plates.ts'
import { productionRefusals } from './refusals/production.ts'
import { requestRefusals } from './refusals/request.ts'
import { vehicleTitleRefusals } from './refusals/vehicle-title.ts'
import { vehicleRefusals } from './refusals/vehicle.ts'
import { violationsRefusals } from './refusals/violations.ts'
import { videoRefusals } from './refusals/video.ts'
import { videoMediaRefusals } from './refusals/video-media.ts'
import { videoAroundRefusals } from './refusals/video-around.ts'
import { videoSessionRefusals } from './refusals/video-session.ts'
import type { RefusalText } from './refusals/text.ts'
import { fill, same, type Text } from './text.ts'

/** What a person is told when something cannot be done, and what to do next. `{name}` parameters are filled in by the check that found it. */
export const REFUSALS: Readonly<Record<string, RefusalText>> = {
  ...applyingRefusals,
  ...vehicleRefusals,
  ...vehicleTitleRefusals,
  ...driverRefusals,
  ...filesRefusals,
  ...platesRefusals,
  ...examRefusals,
  ...violationsRefusals,
  ...appointmentsRefusals,
  ...caseRefusals,
  ...productionRefusals,
  ...accountRefusals,
  ...requestRefusals,
  ...paymentsRefusals,
  ...partiesRefusals,
  ...makersRefusals,
  ...leavingRefusals,
  ...videoRefusals,
  ...videoAroundRefusals,
  ...videoSessionRefusals,
  ...videoMediaRefusals,
}

type Params = Readonly<Record<string, string | number>>

/** What a code says and what to do next, its parameters filled in. A code without a sentence says itself. */
export function refusalOf(code: string, params?: Params): RefusalText {
  const text = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined
  const filled = ({ zh, en }: Text): Text => ({ zh: fill(zh, params), en: fill(en, params) })
  return text ? { message: filled(text.message), next: filled(text.next) } : { message: same(code), next: same('') }
}

export const sentenceOf = (code: string, params?: Params): Text => refusalOf(code, params).message
