import type { Case, CaseData } from '#domain/case.ts'
import type { FieldError } from '#domain/fields.ts'
import { parseForm } from '#domain/form.ts'
import { mustRestWith } from '#domain/phone-rest.ts'
import { wantedUploads } from '#domain/service.ts'
import { subjectKey } from '#server/cases/case-row.ts'
import { submit } from '#server/cases/cases.ts'
import { signed, type Signing, signingProblems } from '#server/cases/signing.ts'
import { type Acting, actingFor, holdBehalf } from '#server/authorities/acting.ts'
import { refuseSecond, rememberPrincipal } from '#server/authorities/authorities.ts'
import { tellPerson } from '#server/messages/messages.ts'
import { ownFiles } from '#server/files/files.ts'
import type { Tx } from '#server/kit/db.ts'
import { allWrong, Refused, refusedBy } from '#server/kit/errors.ts'
import { phoneRests } from '#server/kit/phone-rest.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen } from '#server/kit/serve.ts'
import {
  blockingProblems,
  changeDraft,
  type Draft,
  fieldsOf,
  formContext,
  lockOwnDraft,
  removeDraft,
} from './drafts.ts'

/** Hands the application in: everything is checked again as a whole, the draft becomes the case in one transaction. */
export async function submitDraft(
  tx: Tx,
  house: House,
  citizen: Citizen,
  draftId: string,
  signing: Signing,
): Promise<Case> {
  const draft = await lockOwnDraft(tx, house, citizen, draftId)
  await holdBehalf(tx, draft.behalf)
  const acting = await actingFor(tx, house, citizen, draft.behalf, draft.service)
  const signer = acting.actedBy?.person ?? acting.applicant
  const blocking = blockingProblems(draft.data.checks)[0]
  if (blocking) throw refusedBy(409, blocking)
  if (!draft.data.subject) throw new Refused(409, 'NOT_CHECKED', '还没有完成联网核查', { next: '请先返回核查结果页。' })
  const { values, errors } = parseForm(
    draft.service,
    fieldsOf(draft.service),
    draft.data.values,
    formContext(house, draft, acting),
  )
  const materials = await completeMaterials(tx, draft, values, citizen)
  const all = [...errors.map(fieldProblem), ...materials.problems, ...signingProblems(signing, signer.name)]
  if (all.length > 0) throw allWrong(all)
  const mobile = typeof values['mobile'] === 'string' ? values['mobile'] : acting.applicant.mobile
  const data: CaseData = {
    applicant: { name: acting.applicant.name, idNumber: acting.applicant.idNumber, mobile },
    actedBy: acting.actedBy,
    subject: draft.data.subject,
    form: values,
    materials: materials.files,
    checks: draft.data.checks,
    ...signed(house, values, signing),
  }
  if (mustRestWith(draft.service, data, citizen)) throw phoneRests(citizen)
  const subject = house.crypto.blindIndex('cases.subject', subjectKey(data))
  await refuseSecond(tx, draft.service.code, subject, acting.principal ?? { person: citizen.id })
  const c = await submit(
    tx,
    house,
    {
      id: draft.id,
      office: house.city.homeOffice,
      service: draft.service,
      applicant: citizen.id,
      channel: draft.service.channels.includes('web') && values['channel'] !== 'video' ? 'web' : 'video',
      data,
    },
    { kind: 'citizen', id: citizen.id },
  )
  await tellPrincipal(tx, house, citizen, c, acting.principal)
  await removeDraft(tx, draft.id)
  return c
}

/** Remembers whom a case was opened for, and tells them. */
async function tellPrincipal(tx: Tx, house: House, by: Citizen, c: Case, whom: Acting['principal']): Promise<void> {
  if (!whom) return
  await rememberPrincipal(tx, c, by.id, whom)
  if (whom.person) await tellPerson(tx, house, c, whom.person, 'applied-for-you')
}

const fieldProblem = (e: FieldError) => ({ field: e.field, code: e.code, message: e.message.zh, en: e.message.en })

async function completeMaterials(tx: Tx, draft: Draft, values: CaseData['form'], citizen: Citizen) {
  const { subject } = draft.data
  const wanted = subject ? wantedUploads(draft.service, { form: values, subject }) : []
  const files = Object.fromEntries(
    Object.entries(draft.data.materials).filter(([code]) => wanted.some((m) => m.code === code)),
  )
  const known = await ownFiles(tx, citizen.id, Object.values(files).flat())
  const problems = wanted
    .filter((m) => (files[m.code] ?? []).length === 0 || (files[m.code] ?? []).some((id) => !known.has(id)))
    .map((m) => ({ field: m.code, code: 'required', message: `请上传${m.name.zh}`, en: `Please upload: ${m.name.en}` }))
  return { files, problems }
}

/** Attaches uploaded files to a material of the draft; only the own ones. */
export async function attach(
  tx: Tx,
  house: House,
  citizen: Citizen,
  draftId: string,
  material: string,
  fileIds: readonly string[],
): Promise<Draft> {
  const known = await ownFiles(tx, citizen.id, fileIds)
  return changeDraft(tx, house, citizen, draftId, (data, service) => {
    if (!service.materials.some((m) => m.code === material && m.how === 'upload'))
      throw new Refused(422, 'INVALID', '没有这项材料', {
        fields: [{ field: material, code: 'unknown', message: '没有这项材料', en: 'There is no such document here' }],
      })
    // Each material has its own rules (the photo on a licence is white behind), judged when it is uploaded.
    if (fileIds.some((id) => known.get(id) !== material))
      throw new Refused(422, 'INVALID', '文件不存在', {
        fields: [{ field: material, code: 'unknown', message: '请重新上传', en: 'Please upload it again' }],
      })
    return { ...data, materials: { ...data.materials, [material]: [...fileIds] } }
  })
}
