import { unfit } from '../../form.ts'
import { defineService } from '../../service.ts'
import {
  anyRefusals,
  choice,
  contact,
  delivery,
  handsInLicence,
  identityLookedUp,
  licencePapers,
  licencePhoto,
  licenceRecord,
  paperPromise,
  paperRefusals,
  photoChoice,
} from '../parts.ts'

/** Order 162 arts. 66(1), 68. A changed identity number needs its proof and the old number's record: that is done at a counter. */
export const licenceInfoChange = defineService({
  code: 'licence-info-change',
  version: 1,
  name: { zh: '驾驶人信息变化换证', en: 'New licence after a change of name or address' },
  summary: {
    zh: '姓名或者本市内的住址变了,三十日内换领驾驶证。新的信息取自公安人口信息,不用填写。',
    en: 'Your name, or your address within this city, has changed: get a new licence within thirty days. The police record is used; nothing to type.',
  },
  category: 'driver',
  rank: 50,
  keywords: ['改名换驾照', '驾驶证改名字', '驾照改地址', '信息变更换证', '户口地址变了'],
  law: [
    { source: 'L162', article: 66 },
    { source: 'L162', article: 68 },
    { source: 'L162', article: 70 },
  ],
  channels: ['web', 'video', 'counter'],
  applicants: ['self', 'agent'],
  subject: 'licence',
  checks: ['identity', 'licence-state', 'licence-issued-here'],
  form: [
    {
      code: 'change',
      title: { zh: '变化事项和照片', en: 'What changed, and the photo' },
      fields: [
        {
          ...choice(
            'change',
            { zh: '变化事项', en: 'What changed' },
            [
              ['name', '姓名', 'Name'],
              ['address', '本市内的住址', 'Address within this city'],
            ],
            { zh: '确定驾驶证上要改的内容', en: 'to know what changes on the licence' },
          ),
          hint: {
            zh: '身份证号码变更的,请带变更证明到窗口',
            en: 'If your identity number changed, please bring the proof to a counter',
          },
        },
        handsInLicence,
        photoChoice,
      ],
    },
    contact,
    delivery,
  ],
  fits: ({ form, subject, name }) =>
    form['change'] === 'name' && subject.kind === 'licence' && subject.licence.name === name
      ? [unfit('change', '驾驶证上的姓名和身份信息一致,没有变化', 'The name on the licence is the one the police have')]
      : [],
  materials: [identityLookedUp, licenceRecord, licencePhoto],
  steps: licencePapers,
  fees: ['driverLicence'],
  limit: { workingDays: 1, law: { source: 'L162', article: 68 } },
  promise: paperPromise,
  products: ['driving-licence'],
  refusals: [
    ...anyRefusals,
    'LICENCE_STATE',
    'LICENCE_EXPIRED_1Y',
    'LICENCE_ELSEWHERE',
    'PHOTO_BAD',
    'AUTH_EXPIRED',
    ...paperRefusals,
  ],
  register: 'licence-info-change',
  handOver: ['change'],
})
