import type { Checklist } from '../checklist.ts'
import { addressConfirmed, notPledged, notSeized, registrationRules, signs } from './parts.ts'
import { t } from '../../text.ts'

/** Order 164 arts. 19, 45, 86: both spouses, asked separately, each with the other muted or out of earshot. */
export const spouseCoOwnerChangeList: Checklist = {
  service: 'spouse-co-owner-change',
  version: 4,
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
      stated: t('夫妻双方都到场', 'Both spouses were present'),
      required: true,
      meets: 'second',
      law: registrationRules(86),
      evidence: 'offset',
      onFail: 'counter',
    },
    {
      id: 'second-card',
      kind: 'capture',
      text: t('配偶出示身份证并拍照', 'The spouse shows the identity card; its photo is taken'),
      stated: t('配偶出示了身份证并拍照', 'The spouse showed the identity card and its photo was taken'),
      required: true,
      evidence: 'image',
      onFail: 'refer',
      of: 'second',
    },
    {
      id: 'second-face',
      kind: 'compare',
      text: t('民警比对配偶面容和身份证', 'The officer compares the spouse’s face with the card'),
      stated: t('民警比对了配偶面容和身份证', 'The officer compared the spouse’s face with the card'),
      required: true,
      evidence: 'offset',
      onFail: 'refer',
      of: 'second',
    },
    {
      id: 'marriage',
      kind: 'lookup',
      text: t(
        '核对婚姻登记信息;要保留原号牌的,结婚满一年',
        'Marriage looked up; to keep the plate number, married for a year',
      ),
      stated: t(
        '婚姻登记信息已核对;要保留原号牌的,结婚已满一年',
        'The marriage was looked up; to keep the plate number, married for a year',
      ),
      required: true,
      law: registrationRules(45),
      evidence: 'offset',
      onFail: 'counter',
    },
    {
      id: 'will-owner',
      kind: 'ask',
      text: t(
        '配偶听不到时,现所有人单独说出本人意愿',
        'Out of the spouse’s hearing the present owner confirms that it is their own wish',
      ),
      stated: t(
        '配偶听不到时,现所有人单独说明本人意愿',
        'Out of the spouse’s hearing the present owner confirmed that it is their own wish',
      ),
      required: true,
      evidence: 'text',
      onFail: 'counter',
      apart: 'owner',
    },
    {
      id: 'will-spouse',
      kind: 'ask',
      text: t(
        '现所有人听不到时,配偶单独说出本人意愿',
        'Out of the owner’s hearing the spouse confirms that it is their own wish',
      ),
      stated: t(
        '现所有人听不到时,配偶单独说明本人意愿',
        'Out of the owner’s hearing the spouse confirmed that it is their own wish',
      ),
      required: true,
      evidence: 'text',
      onFail: 'counter',
      of: 'second',
      apart: 'second',
    },
    notPledged,
    notSeized,
    {
      id: 'violations',
      kind: 'lookup',
      text: t('号牌号码变更的,交通违法和事故已处理完毕', 'If the number changes: violations and accidents are settled'),
      stated: t(
        '号牌号码变更的,交通违法和事故已处理完毕',
        'If the number changes: violations and accidents are settled',
      ),
      required: true,
      law: registrationRules(19),
      evidence: 'offset',
      onFail: 'reject',
    },
    addressConfirmed,
    signs,
  ],
}
