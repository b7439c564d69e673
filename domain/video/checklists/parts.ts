import type { LawRef } from '../../service.ts'
import { t, type Text } from '../../text.ts'
import type { ChecklistStep } from '../checklist.ts'

/** Steps that several conversations share; written once. */

const L164 = (article: number): LawRef => ({ source: 'L164', article })
export const registrationRules = L164

export const notPledged: ChecklistStep = {
  id: 'not-mortgaged',
  kind: 'lookup',
  text: t(
    '核对:没有抵押、质押;有抵押的,抵押权人一并到场',
    'Check: no mortgage or pledge; where there is one, the mortgagee is present too',
  ),
  stated: t(
    '车辆没有抵押、质押;有的,抵押权人已一并到场',
    'No mortgage or pledge on the car; where there is one, the mortgagee was present',
  ),
  required: true,
  law: L164(32),
  evidence: 'offset',
  onFail: 'reject',
}

export const notSeized: ChecklistStep = {
  id: 'not-seized',
  kind: 'lookup',
  text: t('核对:没有查封、被盗抢、扣押标记', 'Check: not seized, not stolen, not held'),
  stated: t('车辆没有查封、被盗抢、扣押标记', 'The car is not seized, not stolen, not held'),
  required: true,
  law: L164(15),
  evidence: 'offset',
  onFail: 'reject',
}

export const addressConfirmed: ChecklistStep = {
  id: 'address',
  kind: 'ask',
  text: t(
    '请申请人说出收件地址和联系手机,与申请一致',
    'The applicant says the address and the mobile; they agree with the application',
  ),
  stated: t('收件地址和联系手机与申请一致', 'The address and the mobile agree with the application'),
  required: true,
  evidence: 'offset',
  onFail: 'retry',
}

export const freeWill: ChecklistStep = {
  id: 'free-will',
  kind: 'ask',
  text: t(
    '身边有谁?单独回答两个开放问题,没有人代答',
    'Who is there? Two open questions answered by the applicant alone, nobody prompting',
  ),
  stated: t('本人单独回答,没有人指使、代答', 'I answered alone, nobody prompting'),
  required: true,
  evidence: 'offset',
  onFail: 'counter',
}

export const signs: ChecklistStep = {
  id: 'sign',
  kind: 'sign',
  text: t('请申请人通读确认书并签名', 'The applicant reads the statement to the end and signs'),
  stated: t('本人通读了确认书并签名', 'I read the statement to the end and signed'),
  required: true,
  evidence: 'text',
  onFail: 'counter',
}

export const originalSeen = (id: string, text: Text, stated: Text, law?: LawRef): ChecklistStep => ({
  id,
  kind: 'capture',
  text,
  stated,
  required: true,
  law,
  evidence: 'image',
  onFail: 'retry',
})
