import type { CaseData } from '#domain/case.ts'
import { asName } from '#domain/typed.ts'
import { canonicalJson } from '#server/kit/canonical.ts'
import type { House } from '#server/kit/house.ts'

/** The declaration every applicant makes; text and version are kept with the case by hash. */
export const DECLARATION = {
  version: '2026-11',
  text: {
    zh: '我已阅读办事指南。我提交的信息和材料真实、合法、有效,并由我本人承担法律责任。隐瞒有关情况或者提供虚假材料的,依法不予受理,一年内不得再次申请;以欺骗、贿赂手段取得的,依法撤销。',
    en: 'I have read the guide. What I submit is true, lawful and valid, and I answer for it. If anything is concealed or false the application is refused by law; what was obtained by deceit or bribery is revoked.',
  },
} as const

export interface Signing {
  declared: boolean
  /** The name written as signature; must be that of whoever acts: the applicant or the agent. */
  signature: string
  strokes?: string | undefined
}

/** What is missing before these words count as signed by the person of this name. */
export function signingProblems(signing: Signing, name: string) {
  return [
    ...(signing.declared
      ? []
      : [
          {
            field: 'declared',
            code: 'required',
            message: '请阅读并勾选申告事项',
            en: 'Please read and tick the declaration',
          },
        ]),
    ...signatureProblems(signing.signature, name),
  ]
}

/** Whoever signs writes the own name. */
export const signatureProblems = (signature: string, name: string) =>
  asName(signature) === name
    ? []
    : [
        {
          field: 'signature',
          code: 'not-the-name',
          message: '签名请写您本人的姓名',
          en: 'Please sign with your own name',
        },
      ]

/** The declaration and the signature under these answers; the hash binds them to these words and no others. */
export function signed(
  house: Pick<House, 'crypto' | 'time'>,
  form: CaseData['form'],
  { signature, strokes }: Signing,
): Pick<CaseData, 'declaration' | 'signature'> {
  const at = house.time.now().toISOString()
  return {
    declaration: { textVersion: DECLARATION.version, textHash: house.crypto.hashHex(DECLARATION.text.zh), at },
    signature: { name: signature.trim(), formHash: house.crypto.hashHex(canonicalJson(form)), at, strokes },
  }
}
