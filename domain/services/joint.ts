import type { CaseData } from '../case.ts'
import type { Field, FieldError } from '../fields.ts'
import { unfit } from '../form.ts'
import type { FormContext, Material } from '../service.ts'
import type { Text } from '../text.ts'
import { choice, declare } from './parts.ts'

/** Parts of items that two people apply for together. */

/** Name and identity number of the other person, as `<prefix>Name` and `<prefix>Id`. */
export const otherPerson = (prefix: string, who: Text, shownWhen?: Field['shownWhen']): readonly Field[] => [
  {
    name: `${prefix}Name`,
    label: { zh: `${who.zh}姓名`, en: `Name of ${who.en}` },
    kind: 'person-name',
    min: 2,
    max: 30,
    required: true,
    purpose: { zh: '找到共同申请人', en: 'to find who has to agree' },
    personal: true,
    ...(shownWhen ? { shownWhen } : {}),
  },
  {
    name: `${prefix}Id`,
    label: { zh: `${who.zh}身份证号`, en: `Identity number of ${who.en}` },
    hint: {
      zh: '对方用自己的账号登录后,在“我的事项”里确认',
      en: 'They sign in with their own account and agree under “My applications”',
    },
    kind: 'id-number',
    required: true,
    purpose: { zh: '找到共同申请人', en: 'to find who has to agree' },
    personal: true,
    ...(shownWhen ? { shownWhen } : {}),
  },
]

/** The other person that `otherPerson` asked for. */
export const personNamed =
  (prefix: string) =>
  ({ form }: Pick<CaseData, 'form'>): { name: string; idNumber: string } | undefined => {
    const [name, idNumber] = [form[`${prefix}Name`], form[`${prefix}Id`]]
    return typeof name === 'string' && typeof idNumber === 'string' ? { name, idNumber } : undefined
  }

/** Nobody is the own other person: the number must not be the registered owner's. */
export const notTheOwner =
  (field: string) =>
  ({ form, subject }: FormContext): FieldError[] =>
    subject.kind === 'vehicle' && form[field] === subject.vehicle.owner.idNumber
      ? [unfit(field, '请填写对方的身份证号,不是您自己的', 'Give the number of the other person, not your own')]
      : []

/** The registered owner of the car, when the applicant is somebody else. */
export const registeredOwner = ({ subject }: Pick<CaseData, 'subject'>) =>
  subject.kind === 'vehicle' ? subject.vehicle.owner : undefined

/** A car that is shown once: what comes back and what is marked, is done there. */
export const bringsCar = declare(
  'bringsCar',
  '查验时我带车到场,交回原号牌、行驶证,并带登记证书由车管所签注',
  'I bring the car to the check, hand in the old plates and vehicle licence, and bring the certificate for the entry',
)

/** Where the new owner, or the owner who has moved, lives. */
export const newHome = (label: Text, hint?: Text): Field => ({
  name: 'newRegion',
  label,
  ...(hint ? { hint } : {}),
  kind: 'region',
  required: true,
  purpose: { zh: '确定登记地', en: 'to know where it is registered' },
})

/** The office registers for its own city; `zh` and `en` say what to do elsewhere. */
export const livesHere =
  (zh: string, en: string) =>
  ({ form, office }: FormContext): FieldError[] => {
    const region = form['newRegion']
    return typeof region === 'string' && region !== '' && region.slice(0, 4) !== String(office).slice(0, 4)
      ? [unfit('newRegion', zh, en)]
      : []
  }

/** Spouses whose marriage the network does not know bring the paper. */
export const marriageProof: Field = choice(
  'proof',
  { zh: '婚姻登记', en: 'The marriage' },
  [
    ['networked', '在国内登记,联网核查', 'Registered in China: look it up'],
    ['upload', '联网查不到,我上传证件', 'Not on the network: I upload the paper'],
  ],
  { zh: '核对夫妻关系', en: 'to see that you are married' },
)

export const marriagePaper: Material = {
  code: 'marriage',
  name: { zh: '结婚证或户口簿', en: 'Marriage certificate or household register' },
  how: 'upload',
  hint: { zh: '有双方姓名和登记日期的一页', en: 'The page with both names and the date' },
  required: ({ form }) => form['proof'] === 'upload',
}
