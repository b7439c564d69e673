import { heldClasses } from '../../checks/licence.ts'
import { unfit } from '../../form.ts'
import { defineService } from '../../service.ts'
import { anyRefusals, electronic, identityLookedUp, licenceRecord, newAddress, newMobile } from '../parts.ts'

const BIG = ['A1', 'A2', 'A3', 'B1', 'B2'] as const

/** Order 162 art. 81: within thirty days at the issuing place; whatever the state of the licence, the record must be right. */
export const driverContactChange = defineService({
  code: 'driver-contact-change',
  version: 1,
  name: { zh: '驾驶人变更联系方式', en: 'Change driver contact details' },
  summary: {
    zh: '换了手机号、住址或者从业单位,三十日内更新驾驶人档案。马上办结,不收费。',
    en: 'A new mobile number, address or employer goes on the driver record within thirty days. Done at once, free.',
  },
  category: 'driver',
  rank: 80,
  keywords: ['驾照换手机号', '驾驶人联系方式', '改手机号', '从业单位变更', '改联系地址'],
  law: [{ source: 'L162', article: 81 }],
  channels: ['web', 'video', 'kiosk', 'counter'],
  applicants: ['self'],
  subject: 'licence',
  checks: ['identity', 'licence-on-record', 'licence-issued-here'],
  form: [
    {
      code: 'new-contact',
      title: { zh: '新的联系方式', en: 'New contact details' },
      fields: [
        newMobile,
        ...newAddress,
        {
          name: 'employer',
          label: { zh: '从业单位', en: 'Employer' },
          hint: {
            zh: '准驾车型含 A1、A2、A3、B1、B2 的填写;其他不填',
            en: 'Only for holders of A1, A2, A3, B1 or B2',
          },
          kind: 'text',
          min: 2,
          max: 60,
          required: false,
          purpose: { zh: '大中型客货车驾驶人依法备案', en: 'the law asks it of drivers of buses and lorries' },
          autocomplete: 'organization',
          personal: true,
        },
      ],
    },
  ],
  fits: ({ form, subject }) => {
    const big = subject.kind === 'licence' && heldClasses(subject.licence).some((c) => BIG.some((b) => b === c))
    return form['employer'] && !big
      ? [
          unfit(
            'employer',
            '您的准驾车型不需要备案从业单位,请清空',
            'Your class needs no employer on record; please clear it',
          ),
        ]
      : []
  },
  materials: [identityLookedUp, licenceRecord],
  steps: electronic,
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上办结', en: 'Done at once' },
  products: [],
  refusals: [...anyRefusals, 'LICENCE_STATE', 'LICENCE_ELSEWHERE'],
  register: 'driver-contact-change',
  handOver: ['newMobile', 'newRegion', 'newAddress', 'employer'],
})
