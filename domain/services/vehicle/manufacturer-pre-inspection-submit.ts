import { defineService } from '../../service.ts'
import { lookedUp } from '../parts.ts'

/** Order 164 art. 14: a car its maker has inspected and reported need not be shown. For makers the province has admitted. */
export const manufacturerPreInspectionSubmit = defineService({
  code: 'manufacturer-pre-inspection-submit',
  version: 1,
  name: { zh: '生产企业新车出厂查验信息上传', en: 'Makers: upload inspections before delivery' },
  summary: {
    zh: '生产企业上传签名的新车出厂查验记录和三张照片,逐辆或整表上传;买车人登记时不用再带车来查验。车管所按比例抽查。',
    en: 'Makers upload signed records of what they inspected with three photos each, car by car or as a table; buyers need not show the car. The office looks at a share.',
  },
  category: 'vehicle',
  rank: 900,
  keywords: ['出厂查验', '预查验', '车企上传', '生产企业', '批量上传', 'pre-inspection'],
  law: [{ source: 'L164', article: 14 }],
  channels: ['web'],
  applicants: ['maker'],
  subject: 'person',
  checks: [],
  form: [],
  materials: [lookedUp('cert', '整车出厂合格证', 'Certificate of conformity')],
  steps: [{ kind: 'check' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '上传后几秒到几分钟', en: 'Seconds to minutes after the upload' },
  products: [],
  refusals: [
    'MAKER_NOT_ADMITTED',
    'MAKER_NO_KEY',
    'PRE_VIN',
    'PRE_OTHER_MAKER',
    'PRE_PHOTOS',
    'PRE_UNSIGNED',
    'PRE_SIGNATURE',
    'PRE_CERTIFICATE',
    'PRE_REGISTERED',
    'PHOTO_TOO_LARGE',
    'PHOTO_DIFFERS',
    'PHOTO_USED',
  ],
  register: 'maker-pre-inspection',
  page: '/my/companies',
})
