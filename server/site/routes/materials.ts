import { storeUpload } from '#server/files/files.ts'
import { onePicture } from '#server/files/one-picture.ts'
import { attach } from '#server/drafts/submit.ts'
import { Refused } from '#server/kit/errors.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { MAX_UPLOAD_BYTES } from '#server/kit/app.ts'
import { stepAfter, stepPath, stepView, wantedMaterials } from '../draft-steps.ts'
import type { Fields } from '../fields.ts'
import { draw, goTo, longForm, page, post, type Show, type Site } from '../kit.ts'
import { materialViews } from '../views/draft.ts'
import { problemLine } from '../words.ts'
import { draftOf, draftSpec } from '../own-draft.ts'

/** Photos, each with a form of its own: a bad one takes no good one with it. */
export function materialPages(site: Site): void {
  const { house } = site.frame
  const show: Show = async (visit) => {
    const draft = await draftOf(house, visit)
    if (wantedMaterials(draft).length === 0) return goTo(stepPath(draft, 'check'))
    const { material } = visit.params
    const line = problemLine(visit.problem, visit.lang)
    return draw('materials', {
      ...stepView(draft, 'materials', visit.say),
      items: materialViews(draft, material && line ? { code: material, reason: line } : undefined, visit.lang),
      ...(line && !material ? { problem: line } : {}),
      next: post(stepPath(draft, 'materials')),
      maxMb: MAX_UPLOAD_BYTES / 1024 / 1024,
    })
  }
  const spec = {
    ...draftSpec(house),
    page: show,
    from: (params: Fields) => `/my/drafts/${params['id']}/materials`,
  } as const
  page(site, { ...spec, path: '/my/drafts/:id/materials' }, show)
  longForm(site, { ...spec, path: '/my/drafts/:id/files/:material' }, async (visit) => {
    const draft = await draftOf(house, visit)
    const citizen = citizenOf(visit.actor)
    const { material = '' } = visit.params
    const { bytes } = await onePicture(visit.request)
    const file = await storeUpload(house, citizen.id, material, bytes)
    await house.db.tx((tx) => attach(tx, house, citizen, draft.id, material, [file.id]))
    return stepPath(draft, 'materials')
  })
  longForm(site, { ...spec, path: '/my/drafts/:id/files/:material/remove' }, async (visit) => {
    const draft = await draftOf(house, visit)
    await house.db.tx((tx) => attach(tx, house, citizenOf(visit.actor), draft.id, visit.params['material'] ?? '', []))
    return stepPath(draft, 'materials')
  })
  longForm(site, { ...spec, path: '/my/drafts/:id/materials' }, async (visit) => {
    const draft = await draftOf(house, visit)
    const missing = wantedMaterials(draft).filter((m) => (draft.data.materials[m.code] ?? []).length === 0)
    if (missing.length > 0)
      throw new Refused(
        422,
        'INVALID',
        visit.say(
          `还要上传:${missing.map((m) => m.name.zh).join('、')}(选好后先按“上传”)`,
          `Still to upload: ${missing.map((m) => m.name.en).join(', ')} (choose, then press “Upload”)`,
        ),
      )
    return stepPath(draft, stepAfter(draft, 'materials'))
  })
}
