import { AUTHORITY_DAYS, AUTHORITY_USES, mayActBy } from '#domain/acting.ts'
import { CATEGORIES } from '#domain/service.ts'
import { services } from '#domain/services/index.ts'
import type { FieldView } from '#web/citizen/views.ts'
import { plateText } from '#web/kit/format.ts'
import { GROUPS } from '../catalogue.ts'
import type { Visit } from '../kit.ts'
import { SPACED } from './fields.ts'

/** What is asked in a new authority: whom, for what, for which cars, for how long. */

/** Stands before a plate in the name of its box. */
export const PLATE = 'plate-'

export const vehicleField = ({ typed }: Visit, plate: string): FieldView => ({
  kind: 'checkbox',
  name: `${PLATE}${plate}`,
  label: plateText(plate),
  checked: typed?.[`${PLATE}${plate}`] !== undefined,
})

const errorAt = ({ problem }: Visit, name: string): { error?: string } => {
  const found = problem?.fields?.find((p) => p.field === name)
  return found ? { error: found.message } : {}
}

type Dealers = readonly { creditCode: string; name: string }[]

export function kindField(visit: Visit, elder: boolean, dealers: Dealers): FieldView {
  const { say, typed = {} } = visit
  return {
    kind: 'radio',
    name: 'kind',
    label: say('委托给', 'To'),
    value: typed['kind'] ?? 'agent',
    options: [
      { value: 'agent', label: say('个人', 'a person') },
      ...(elder ? [{ value: 'relative', label: say('亲友(本人年满 60 周岁)', 'a relative (I am 60 or over)') }] : []),
      ...(dealers.length > 0 ? [{ value: 'dealer', label: say('登记服务站', 'a registered dealer') }] : []),
    ],
    ...errorAt(visit, 'kind'),
  }
}

/** Whom: what names a person, and apart from it what names a dealer. Each says when it is to be filled in. */
export function whoGroups(visit: Visit, dealers: Dealers): { title: string; fields: FieldView[] }[] {
  const { say, typed = {} } = visit
  const person: FieldView[] = [
    {
      kind: 'text',
      name: 'agentName',
      label: say('被委托人姓名', 'Name'),
      value: typed['agentName'] ?? '',
      maxLength: 30,
      ...errorAt(visit, 'agentName'),
    },
    {
      kind: 'text',
      name: 'agentIdNumber',
      label: say('被委托人身份证号码', 'Identity number'),
      value: typed['agentIdNumber'] ?? '',
      look: 'digits',
      maxLength: SPACED,
      ...errorAt(visit, 'agentIdNumber'),
    },
  ]
  if (dealers.length === 0) return [{ title: say('委托给谁', 'Who it is'), fields: person }]
  return [
    { title: say('委托给个人的,填写', 'If it is a person'), fields: person },
    { title: say('委托给服务站的,选择', 'If it is a dealer'), fields: [dealerField(visit, dealers)] },
  ]
}

function dealerField(visit: Visit, dealers: Dealers): FieldView {
  const { say, typed = {} } = visit
  return {
    kind: 'select',
    name: 'dealer',
    label: say('登记服务站', 'Registered dealer'),
    value: typed['dealer'] ?? '',
    options: dealers.map((d) => ({ value: d.creditCode, label: d.name })),
    ...errorAt(visit, 'dealer'),
  }
}

/** One box for each item that an agent may do, as the lists of services show them. */
export const itemGroups = ({ say, typed = {} }: Visit, company: boolean): { title: string; fields: FieldView[] }[] =>
  CATEGORIES.map((category) => ({
    title: say(GROUPS[category]),
    fields: services
      .filter((s) => s.category === category && mayActBy(s, 'agent') && (!company || mayActBy(s, 'company')))
      .map((s): FieldView => ({
        kind: 'checkbox',
        name: `item-${s.code}`,
        label: say(s.name),
        checked: typed[`item-${s.code}`] !== undefined,
      })),
  })).filter((group) => group.fields.length > 0)

const DAYS = [1, 3, 7, 15, AUTHORITY_DAYS]

export function termFields(visit: Visit): FieldView[] {
  const { say, typed = {} } = visit
  return [
    {
      kind: 'select',
      name: 'days',
      label: say('期限', 'For how long'),
      value: typed['days'] ?? '7',
      options: DAYS.map((n) => ({ value: String(n), label: say(`${n} 天`, `${n} day${n > 1 ? 's' : ''}`) })),
      ...errorAt(visit, 'until'),
    },
    {
      kind: 'select',
      name: 'uses',
      label: say('次数', 'How often'),
      value: typed['uses'] ?? '1',
      options: [
        ...Array.from({ length: AUTHORITY_USES }, (_, n) => ({
          value: String(n + 1),
          label: say(`${n + 1} 次`, n === 0 ? 'once' : `${n + 1} times`),
        })),
        { value: 'any', label: say('期限内不限次数', 'no limit until then') },
      ],
      ...errorAt(visit, 'uses'),
    },
  ]
}
