import { maskVin } from '#domain/mask.ts'
import { choosesSubject } from '#domain/service.ts'
import { beginPrecheck } from '#server/drafts/progress.ts'
import { holdingsFor, type SubjectChoice } from '#server/drafts/subject.ts'
import type { Draft } from '#server/drafts/drafts.ts'
import { Refused } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf } from '#server/kit/serve.ts'
import type { FieldView } from '#web/citizen/views.ts'
import { plateText } from '#web/kit/format.ts'
import { stepPath, stepView } from '../draft-steps.ts'
import type { Fields } from '../fields.ts'
import { draw, goTo, longForm, page, post, type Show, type Site, type Visit } from '../kit.ts'
import { within } from '../within.ts'
import { asking, problemLine } from '../words.ts'
import { draftOf, draftSpec } from '../own-draft.ts'
import { SPACED } from '../views/fields.ts'

/** Which car it is about: one of the own, or a new one by VIN or invoice number. */
export function subjectPages(site: Site): void {
  const { house } = site.frame
  const show: Show = async (visit) => {
    const draft = await draftOf(house, visit)
    if (!choosesSubject(draft.service)) return goTo(stepPath(draft, 'precheck'))
    const { fields, none } =
      draft.service.subject === 'vehicle'
        ? await vehicleQuestion(house, visit, draft)
        : { fields: newVehicle(visit, draft), none: undefined }
    const chooses = draft.service.subject === 'vehicle' && draft.service.vehicleOf !== 'other'
    const onFields = visit.problem?.fields?.some((p) => fields.some((f) => f.name === p.field))
    const problem = none ?? (onFields ? undefined : problemLine(visit.problem, visit.lang))
    return draw('formStep', {
      ...stepView(draft, 'subject', visit.say),
      title: visit.say(chooses ? '选择车辆' : '是哪辆车', chooses ? 'Choose the vehicle' : 'Which car'),
      intro: visit.say('只要这一项,其他的我们联网查。', 'Only this; we look up the rest.'),
      facts: [],
      groups: [{ fields }],
      ...(problem ? { problem } : {}),
      post: asking(post(stepPath(draft, 'subject')), visit.say),
    })
  }
  const spec = {
    ...draftSpec(house),
    page: show,
    from: (params: Fields) => `/my/drafts/${params['id']}/subject`,
  }
  page(site, { ...spec, path: '/my/drafts/:id/subject' }, show)
  longForm(site, { ...spec, path: '/my/drafts/:id/subject' }, async (visit, fields) => {
    const draft = await draftOf(house, visit)
    await beginPrecheck(house, citizenOf(visit.actor), draft.id, choiceOf(draft, fields, visit))
    return stepPath(draft, 'precheck')
  })
}

interface Question {
  fields: FieldView[]
  /** Why there is nothing to choose from. */
  none: string | undefined
}

/** After a press that waited for the register in vain the page does not wait a second time, and the choice stays. */
async function vehicleQuestion(house: House, visit: Visit, draft: Draft): Promise<Question> {
  if (draft.service.vehicleOf === 'other') return { fields: otherVehicle(visit, draft), none: undefined }
  const chosen = visit.typed?.['vehicle']
  if (visit.problem?.code === 'DATA_DOWN' && chosen) return { fields: [sameVehicle(visit, chosen)], none: undefined }
  return ownVehicles(house, visit, draft)
}

/** The own cars to choose from, or why there are none to show. */
async function ownVehicles(house: House, visit: Visit, draft: Draft): Promise<Question> {
  const held = await within(2_000, holdingsFor(house, citizenOf(visit.actor), draft))
  if (!held || (held.down && held.vehicles.length === 0))
    return {
      fields: [],
      none: visit.say(
        '机动车登记库暂时查不到,请过几分钟再试',
        'The vehicle register does not answer; please try again in a few minutes',
      ),
    }
  if (held.vehicles.length === 0)
    return { fields: [], none: visit.say('没有查到登记在您名下的车辆', 'No vehicle is registered in your name') }
  const known =
    draft.data.subject?.kind === 'vehicle'
      ? `${draft.data.subject.vehicle.plateType}|${draft.data.subject.vehicle.plate}`
      : undefined
  const options = held.vehicles.map((v) => ({
    value: `${v.plateType}|${v.plate}`,
    label: plateText(v.plate),
    hint: `${v.brand} ${v.model} · ${maskVin(v.vin)}`,
  }))
  const value = visit.typed?.['vehicle'] ?? known ?? (options.length === 1 ? options[0]?.value : undefined)
  return {
    fields: [
      {
        kind: 'radio',
        name: 'vehicle',
        label: visit.say('车辆', 'Vehicle'),
        options,
        ...(value ? { value } : {}),
        ...errorOf(visit, 'plate'),
      },
    ],
    none: undefined,
  }
}

/** The car that was chosen, as the only one to choose. */
const sameVehicle = ({ say }: Visit, chosen: string): FieldView => ({
  kind: 'radio',
  name: 'vehicle',
  label: say('车辆', 'Vehicle'),
  options: [{ value: chosen.slice(0, 40), label: plateText(chosen.split('|')[1]?.slice(0, 20) ?? '') }],
  value: chosen.slice(0, 40),
})

/** A car of somebody else: who holds its vehicle licence can read these three. */
function otherVehicle({ say, typed, problem }: Visit, draft: Draft): FieldView[] {
  const known = draft.data.subject?.kind === 'vehicle' ? draft.data.subject.vehicle : { plate: '', plateType: '02' }
  const value = (name: 'plate' | 'plateType') => typed?.[name] ?? known[name]
  const error = problem?.fields?.find((p) => p.field === 'plate')
  return [
    {
      kind: 'radio',
      name: 'plateType',
      label: say('号牌种类', 'Plate type'),
      pair: true,
      options: [
        { value: '02', label: say('小型汽车(蓝牌)', 'Small car (blue)') },
        { value: '52', label: say('小型新能源汽车(绿牌)', 'Small new-energy car (green)') },
      ],
      value: value('plateType'),
    },
    {
      kind: 'text',
      name: 'plate',
      label: say('号牌号码', 'Plate'),
      maxLength: 12,
      value: value('plate'),
      ...(error ? { error: error.message } : {}),
    },
    {
      kind: 'text',
      name: 'engineLast6',
      label: say('发动机号后 6 位', 'Last six of the engine number'),
      hint: say('行驶证正页上有', 'It stands on the vehicle licence'),
      look: 'digits',
      maxLength: 6,
      value: typed?.['engineLast6'] ?? '',
    },
  ]
}

function newVehicle({ say, typed, problem }: Visit, draft: Draft): FieldView[] {
  const known = draft.data.subject?.kind === 'new-vehicle' ? draft.data.subject.vin : ''
  const error = (name: string) => problem?.fields?.find((p) => p.field === name)?.message
  const [vinError, invoiceError] = [error('vin'), error('invoiceNo')]
  return [
    {
      kind: 'text',
      name: 'vin',
      label: say('车辆识别代号(车架号)', 'Vehicle identification number (VIN)'),
      hint: say(
        '17 位,在合格证、发票和前挡风玻璃左下角',
        '17 characters, on the certificate, the invoice and behind the windscreen',
      ),
      look: 'digits',
      maxLength: SPACED,
      value: typed?.['vin'] ?? known,
      optional: 'either',
      ...(vinError ? { error: vinError } : {}),
    },
    {
      kind: 'text',
      name: 'invoiceNo',
      label: say('或者填发票号码', 'Or the invoice number'),
      hint: say('8 位或 20 位数字', '8 or 20 digits'),
      look: 'digits',
      inputMode: 'numeric',
      maxLength: SPACED,
      value: typed?.['invoiceNo'] ?? '',
      optional: 'either',
      ...(invoiceError ? { error: invoiceError } : {}),
    },
  ]
}

/** The page's error for the car belongs to the radio that chooses it. */
function errorOf({ problem }: Visit, name: string): { error?: string } {
  const found = problem?.fields?.find((p) => p.field === name)
  return found ? { error: found.message } : {}
}

function choiceOf(draft: Draft, fields: Fields, { say }: Visit): SubjectChoice {
  if (draft.service.vehicleOf === 'other')
    return {
      plate: fields['plate'] ?? '',
      plateType: fields['plateType'] === '52' ? '52' : '02',
      engineLast6: fields['engineLast6'] ?? '',
    }
  if (draft.service.subject === 'vehicle') {
    const [plateType, plate] = (fields['vehicle'] ?? '').split('|')
    if (!plate || !plateType)
      throw new Refused(422, 'INVALID', say('请选择车辆', 'Please choose a vehicle'), {
        fields: [{ field: 'plate', code: 'required', message: say('请选择车辆', 'Please choose a vehicle') }],
      })
    return { plate, plateType }
  }
  const [vin, invoiceNo] = [fields['vin']?.trim(), fields['invoiceNo']?.trim()]
  if (!vin && !invoiceNo) {
    const message = say('请填写车辆识别代号或发票号码', 'Please give the VIN or the invoice number')
    throw new Refused(422, 'INVALID', message, { fields: [{ field: 'vin', code: 'required', message }] })
  }
  return vin ? { vin } : { invoiceNo }
}
