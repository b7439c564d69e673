import type { Checklist } from '../checklist.ts'
import { addressConfirmed, notPledged, notSeized, registrationRules, signs, t } from './parts.ts'

/** Order 164 arts. 19, 45, 86: both spouses, asked separately, each with the other muted. */
export const spouseCoOwnerChangeList: Checklist = {
  service: 'spouse-co-owner-change',
  version: 1,
  from: '2026-01-01',
  risk: 'high',
  second: 'spouse',
  will: t(
    '您同意把车辆所有人变更为您的配偶,变更后您不再是登记的所有人',
    'You agree that your spouse becomes the owner; afterwards you are no longer the registered owner',
  ),
  steps: [
    {
      id: 'both-present',
      kind: 'see',
      text: t('夫妻双方都在画面里,或者各用一部手机加入', 'Both spouses are in the picture or joined from two phones'),
      required: true,
      law: registrationRules(86),
      evidence: 'offset',
      onFail: 'counter',
    },
    {
      id: 'second-identity',
      kind: 'compare',
      text: t('核对配偶的身份证和本人', 'The spouse’s identity card and face agree'),
      required: true,
      evidence: 'image',
      onFail: 'refer',
    },
    {
      id: 'marriage',
      kind: 'lookup',
      text: t(
        '核对婚姻登记信息;要保留原号牌的,结婚满一年',
        'Marriage looked up; to keep the plate number, married for a year',
      ),
      required: true,
      law: registrationRules(45),
      evidence: 'offset',
      onFail: 'counter',
    },
    {
      id: 'will-owner',
      kind: 'ask',
      text: t('配偶静音,现所有人单独说出本人意愿', 'With the spouse muted the present owner states the own will'),
      required: true,
      evidence: 'offset',
      onFail: 'counter',
    },
    {
      id: 'will-spouse',
      kind: 'ask',
      text: t('现所有人静音,配偶单独说出本人意愿', 'With the owner muted the spouse states the own will'),
      required: true,
      evidence: 'offset',
      onFail: 'counter',
    },
    notPledged,
    notSeized,
    {
      id: 'violations',
      kind: 'lookup',
      text: t('号牌号码变更的,交通违法和事故已处理完毕', 'If the number changes: violations and accidents are settled'),
      required: true,
      law: registrationRules(19),
      evidence: 'offset',
      onFail: 'reject',
    },
    addressConfirmed,
    signs,
  ],
}
