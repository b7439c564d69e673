import type { Checklist } from '../checklist.ts'
import { addressConfirmed, freeWill, notPledged, notSeized, registrationRules, signs } from './parts.ts'
import { t } from '../../text.ts'

/** Order 164 arts. 32, 52, 86: title to the car, so everything is asked of the owner and nobody else. */
export const registrationCertReplaceList: Checklist = {
  service: 'registration-cert-replace',
  version: 2,
  from: '2026-01-01',
  risk: 'high',
  will: t(
    '您申请补领或换领登记证书,新证签发后原证书立即作废',
    'You ask for a new registration certificate; when it is issued the old one is void at once',
  ),
  steps: [
    notPledged,
    notSeized,
    {
      id: 'how-lost',
      kind: 'ask',
      text: t('请车主用自己的话说:证书怎么没有的', 'The owner says in own words how the certificate was lost'),
      stated: t('证书怎么没有的,本人说明如下', 'How the certificate was lost, in my words'),
      required: true,
      law: registrationRules(52),
      evidence: 'text',
      onFail: 'counter',
    },
    {
      id: 'old-void',
      kind: 'tell',
      text: t('告知:原证书作废,找到后交回', 'Told: the old certificate is void and to be handed in if found'),
      stated: t(
        '已告知本人:原证书作废,找到后交回',
        'I was told: the old certificate is void and to be handed in if found',
      ),
      required: true,
      evidence: 'offset',
      onFail: 'retry',
    },
    {
      id: 'notice',
      kind: 'tell',
      text: t(
        '告知:制证前等待 24 小时,登记的手机会收到通知,可以提出异议',
        'Told: a 24-hour wait before it is made, a notice to the registered mobile, and how to object',
      ),
      stated: t(
        '已告知本人:制证前等待 24 小时,登记的手机会收到通知,可以提出异议',
        'I was told: a 24-hour wait before it is made, a notice to the registered mobile, and how to object',
      ),
      required: true,
      evidence: 'offset',
      onFail: 'retry',
    },
    freeWill,
    addressConfirmed,
    signs,
  ],
}
