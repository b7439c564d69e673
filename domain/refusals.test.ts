import { expect, test } from 'vitest'
import { MESSAGES } from './messages.ts'
import { refusalOf, REFUSALS } from './refusals.ts'
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
import { videoMediaRefusals } from './refusals/video-media.ts'
import { videoAroundRefusals } from './refusals/video-around.ts'
import { videoSessionRefusals } from './refusals/video-session.ts'
import { videoRefusals } from './refusals/video.ts'
import { violationsRefusals } from './refusals/violations.ts'
import { services } from './services/index.ts'
import type { Text } from './text.ts'

const FAMILIES = [
  accountRefusals,
  applyingRefusals,
  appointmentsRefusals,
  caseRefusals,
  driverRefusals,
  examRefusals,
  filesRefusals,
  leavingRefusals,
  makersRefusals,
  partiesRefusals,
  paymentsRefusals,
  platesRefusals,
  productionRefusals,
  requestRefusals,
  vehicleTitleRefusals,
  vehicleRefusals,
  videoMediaRefusals,
  videoRefusals,
  videoAroundRefusals,
  videoSessionRefusals,
  violationsRefusals,
]

const params = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '').sort()

function faultsOf(name: string, text: Text): string[] {
  const faults: string[] = []
  if (!/\p{Script=Han}/u.test(text.zh)) faults.push(`${name}: no Chinese sentence`)
  if (!/[a-z]{2}/.test(text.en) || /\p{Script=Han}/u.test(text.en)) faults.push(`${name}: no English sentence`)
  if (!/[。]$/u.test(text.zh) || !/[.]$/.test(text.en)) faults.push(`${name}: not a whole sentence`)
  if (/[!!]/.test(text.zh + text.en)) faults.push(`${name}: shouts`)
  if (new Set(params(text.zh)).symmetricDifference(new Set(params(text.en))).size > 0)
    faults.push(`${name}: parameters differ`)
  return faults
}

test('every refusal says in both languages what happened and what to do next, with the same parameters', () => {
  const faults = Object.entries(REFUSALS).flatMap(([code, { message, next }]) => [
    ...faultsOf(`${code}.message`, message),
    ...faultsOf(`${code}.next`, next),
  ])
  expect(faults).toEqual([])
})

test('no code stands in two families, where one would hide the other', () => {
  expect(FAMILIES.flatMap((family) => Object.keys(family)).sort()).toEqual(Object.keys(REFUSALS).sort())
})

test('every refusal that a service names has its sentence', () => {
  expect(services.flatMap((s) => s.refusals).filter((code) => !Object.hasOwn(REFUSALS, code))).toEqual([])
})

/** Facts and words of a fixed list; `outcome` and `next` come from the list of outcomes of the video window. */
const IN_SMS = new Set([
  'number',
  'service',
  'site',
  'until',
  'agency',
  'waybill',
  'when',
  'minutes',
  'outcome',
  'next',
])

test('every message says the same in both languages, and its text message holds no link, no name and no reason', () => {
  const faults = Object.entries(MESSAGES).flatMap(([name, { title, body, sms = '' }]) => [
    ...faultsOf(`${name}.body`, body),
    ...(params(title.zh).join() === params(title.en).join() && title.en !== '' ? [] : [`${name}.title`]),
    ...(/https?:|www\.|\.cn|\.com/i.test(sms) ? [`${name}.sms: a link`] : []),
    ...params(sms)
      .filter((p) => !IN_SMS.has(p))
      .map((p) => `${name}.sms: ${p}`),
  ])
  expect(faults).toEqual([])
})

test('a code without a sentence says itself, also one that every object inherits', () => {
  for (const code of ['NEVER_HEARD', 'constructor', 'toString'])
    expect(refusalOf(code)).toEqual({ message: { zh: code, en: code }, next: { zh: '', en: '' } })
})
