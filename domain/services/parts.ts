import { contactFields, deliveryFields, type Field } from '../fields.ts'
import type { FormPart, Material } from '../service.ts'

/** Parts of forms that many items share; written once. */

export const contact: FormPart = { code: 'contact', title: { zh: '联系方式', en: 'Contact' }, fields: contactFields }

export const delivery: FormPart = {
  code: 'delivery',
  title: { zh: '领取方式', en: 'Delivery' },
  fields: deliveryFields,
}

/** A box the applicant must tick; the text is what the applicant declares. */
export const declare = (name: string, zh: string, en: string): Field => ({
  name,
  label: { zh, en },
  kind: 'confirm',
  required: true,
  purpose: { zh: '依法申告', en: 'a declaration that the law asks for' },
})

export const identityLookedUp: Material = {
  code: 'id',
  name: { zh: '身份证明', en: 'Proof of identity' },
  how: 'networked',
}

/** A new photo is needed only when the stored one is older than six months. */
export const licencePhoto: Material = {
  code: 'photo',
  name: { zh: '驾驶证照片', en: 'Licence photo' },
  how: 'upload',
  hint: {
    zh: '白色背景、免冠、正面、六个月内;JPG 或 PNG,不超过 5 MB',
    en: 'White background, bare head, facing forward, taken within six months; JPG or PNG, at most 5 MB',
  },
  required: ({ form }) => form['photoChoice'] === 'new',
}

export const photoChoice: Field = {
  name: 'photoChoice',
  label: { zh: '用哪张照片', en: 'Which photo' },
  hint: {
    zh: '上一张照片不超过六个月的,可以继续用',
    en: 'The photo on file may be used again if it is younger than six months',
  },
  kind: 'choice',
  required: true,
  options: [
    { value: 'stored', label: { zh: '用档案里的照片', en: 'Use the photo on file' } },
    { value: 'new', label: { zh: '上传新照片', en: 'Upload a new photo' } },
  ],
  purpose: { zh: '印在驾驶证上', en: 'printed on the licence' },
}
