import { type AuthorityKind, RELATIVE_FROM_AGE } from '#domain/acting.ts'
import { addDays, shanghaiDate } from '#domain/calendar.ts'
import { id as parseId } from '#domain/rules/index.ts'
import { services } from '#domain/services/index.ts'
import { findPerson } from '#server/accounts/people.ts'
import { type AuthorityPage, authorityView } from '#server/authorities/authority-view.ts'
import { acceptAuthority, authoritiesOf, grantAuthority, revokeAuthority } from '#server/authorities/authorities.ts'
import { companyFor } from '#server/companies/companies.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { holdingsOf } from '#server/drafts/subject.ts'
import type { LedgerItem } from '#web/citizen/ledger-view.ts'
import { paths } from '#web/citizen/paths.ts'
import type { FieldView } from '#web/citizen/views.ts'
import { dateText } from '#web/kit/format.ts'
import { draw, form, page, post, type Show, type Site, type Visit } from '../kit.ts'
import { within } from '../within.ts'
import { itemGroups, kindField, PLATE, termFields, vehicleField, whoGroups } from '../views/authority.ts'
import { problemLine } from '../words.ts'

const LIST = '/my/authorities'
const NEW = '/my/authorities/new'

/** Who may act for me, and for whom I may act. */
export function authorityPages(site: Site): void {
  const { house } = site.frame
  const show: Show = async (visit) => {
    const { given, received } = await authoritiesOf(house.db.read, house, citizenOf(visit.actor))
    const [mine, theirs] = await Promise.all([
      Promise.all(given.map((a) => authorityView(house, a))),
      Promise.all(received.map((a) => authorityView(house, a))),
    ])
    return draw('ledger', ledgerOf(visit, mine, theirs))
  }
  page(site, { path: LIST, act: 'citizen.self' }, show)
  const spec = { page: show, from: () => LIST } as const
  form(site, { ...spec, path: `${LIST}/:id/accept`, act: 'authority.agent' }, async (tx, { actor, params }) => {
    await acceptAuthority(tx, house, citizenOf(actor), params['id'] ?? '')
    return LIST
  })
  form(site, { ...spec, path: `${LIST}/:id/revoke`, act: 'authority.own' }, async (tx, { actor, params }) => {
    await revokeAuthority(tx, house, citizenOf(actor), params['id'] ?? '')
    return LIST
  })
  const showNew: Show = (visit) => newAuthority(site, visit)
  page(site, { path: NEW, act: 'authority.grant' }, showNew)
  form(site, { path: NEW, act: 'authority.grant', page: showNew, from: () => NEW }, async (tx, visit, fields) => {
    const { company } = visit.query
    await grantAuthority(tx, house, citizenOf(visit.actor), {
      kind: kindOf(fields['kind']),
      agentName: fields['agentName'],
      agentIdNumber: fields['agentIdNumber'],
      dealer: fields['dealer'],
      services: services.filter((s) => fields[`item-${s.code}`] !== undefined).map((s) => s.code),
      plates: Object.keys(fields).flatMap((name) => (name.startsWith(PLATE) ? [name.slice(PLATE.length)] : [])),
      ...(fields['uses'] && fields['uses'] !== 'any' ? { uses: Number(fields['uses']) } : {}),
      until: addDays(shanghaiDate(house.time.now()), Number(fields['days'] ?? Number.NaN) || 0),
      ...(company ? { company } : {}),
    })
    return LIST
  })
}

function tagOf({ state }: AuthorityPage, mine: boolean, say: Visit['say']): NonNullable<LedgerItem['tag']> {
  if (state === 'valid') return { tone: 'done', text: say('有效', 'Valid') }
  if (state !== 'offered') return { tone: 'idle', text: say('已结束', 'Ended') }
  return mine
    ? { tone: 'wait', text: say('待对方接受', 'Waiting for them to accept') }
    : { tone: 'turn', text: say('等您接受', 'For you to accept') }
}

/** Who has accepted goes on from here: each item's guide asks for whom. And what was done by it. */
function linksOf(a: AuthorityPage, mine: boolean, say: Visit['say']): NonNullable<LedgerItem['links']> {
  const ways = mine || a.state !== 'valid' || a.used === a.uses ? [] : a.services
  return [
    ...ways.map((s) => ({
      label: say(`替${a.principal}办理:${s.name.zh}`, `Apply for ${a.principal}: ${s.name.en}`),
      href: paths.guide(s.code),
    })),
    ...a.cases.map((c) => ({
      label: say(`${c.by} 办理:${c.service.zh}(${c.number})`, `${c.by} applied: ${c.service.en} (${c.number})`),
      href: paths.case(c.id),
    })),
  ]
}

const kindOf = (text: string | undefined): AuthorityKind => (text === 'relative' || text === 'dealer' ? text : 'agent')

function ledgerOf({ say, lang, problem }: Visit, given: readonly AuthorityPage[], received: readonly AuthorityPage[]) {
  const line = problemLine(problem, lang)
  const item = (a: AuthorityPage, mine: boolean): LedgerItem => ({
    key: a.id,
    title: mine ? say(`委托给 ${a.agent}`, `To ${a.agent}`) : say(`${a.principal} 委托的`, `From ${a.principal}`),
    tag: tagOf(a, mine, say),
    lines: [
      ...(mine ? [say(`委托人:${a.principal}`, `Granted by: ${a.principal}`)] : []),
      a.services.map((s) => say(s.name)).join(lang === 'en' ? ', ' : '、'),
      ...(a.plates.length > 0 ? [say(`仅限车辆:${a.plates.join('、')}`, `Only for: ${a.plates.join(', ')}`)] : []),
      say(`有效期到 ${dateText(a.until, lang)}`, `Until ${dateText(a.until, lang)}`),
      a.uses === null
        ? say(`已用 ${a.used} 次,期限内不限次数`, `Times used: ${a.used}; no limit until then`)
        : say(`已用 ${a.used} 次,共 ${a.uses} 次`, `Times used: ${a.used} of ${a.uses}`),
    ],
    links: linksOf(a, mine, say),
    posts:
      a.state === 'ended'
        ? []
        : mine
          ? [{ label: say('撤回委托', 'Withdraw'), post: post(`${LIST}/${a.id}/revoke`), look: 'danger' }]
          : a.state === 'offered'
            ? [{ label: say('接受', 'Accept'), post: post(`${LIST}/${a.id}/accept`), look: 'main' }]
            : [],
  })
  return {
    title: say('业务委托', 'Authorities'),
    intro: say(
      '委托别人替您办指定的业务;撤回后,对方不能再办新的。',
      'Let others do named services for you. After a withdrawal they can begin nothing new.',
    ),
    back: { label: say('我的', 'Me'), href: paths.me },
    ...(line ? { problem: line } : {}),
    sections: [
      {
        id: 'received',
        title: say('别人委托我的', 'Granted to me'),
        none: say('没有。', 'None.'),
        items: received.map((a) => item(a, false)),
      },
      {
        id: 'given',
        title: say('我委托别人的', 'Granted by me'),
        none: say('没有。', 'None.'),
        items: given.map((a) => item(a, true)),
        links: [{ label: say('新的委托', 'Authorise somebody'), href: NEW }],
      },
    ],
  }
}

/** The form of a new authority; what was typed stays when something is wrong. */
async function newAuthority({ frame: { house } }: Site, visit: Visit) {
  const { say, query } = visit
  const citizen = citizenOf(visit.actor)
  const company = query['company'] ? await companyFor(house.db.read, citizen, query['company']) : undefined
  const held = company ? undefined : await within(2_000, holdingsOf(house, citizen))
  const elder = company === undefined && (await isElder(house, citizen.id))
  const { dealers } = house.city
  const fields = [kindField(visit, elder, dealers)]
  const vehicles = (held?.vehicles ?? []).map((v) => vehicleField(visit, v.plate))
  const groups = [
    ...whoGroups(visit, dealers),
    {
      title: say('可以替您办哪些业务', 'Which services may be done for you'),
      fields: [],
      folds: itemGroups(visit, company !== undefined),
    },
    ...(vehicles.length > 0
      ? [{ title: say('车辆(都不勾选则不限)', 'Vehicles (tick none for all)'), fields: vehicles }]
      : []),
    { title: say('多久、几次', 'How long, how often'), fields: termFields(visit) },
  ]
  const line = lineFor(visit, [...fields, ...groups.flatMap((g) => g.fields)])
  return draw('ledger', {
    title: company
      ? say(`代${company.name}委托`, `Authorise for ${company.name}`)
      : say('新的委托', 'Authorise somebody'),
    intro: say(
      '法律规定必须本人办理的业务不在其中(机动车登记规定第86条、驾驶证规定第105条)。',
      'What the law lets only the person do is not among them (order 164 art. 86, order 162 art. 105).',
    ),
    back: { label: say('业务委托', 'Authorities'), href: LIST },
    ...(line ? { problem: line } : {}),
    sections: [
      {
        id: 'form',
        title: say('委托谁,办什么', 'Whom, and for what'),
        items: [],
        form: {
          fields,
          groups,
          button: say('发起委托', 'Authorise'),
          post: post(company ? `${NEW}?company=${company.id}` : NEW),
        },
      },
    ],
  })
}

async function isElder(house: House, person: string): Promise<boolean> {
  const { idNumber } = await findPerson(house.db.read, house, person)
  const parsed = parseId({ input: idNumber, today: shanghaiDate(house.time.now()) })
  return parsed.ok && parsed.age >= RELATIVE_FROM_AGE
}

/** What is wrong and belongs to no field of the page, in one line. */
function lineFor({ problem, lang }: Visit, fields: readonly FieldView[]): string | undefined {
  if (!problem?.fields) return problemLine(problem, lang)
  const shown = new Set(fields.flatMap((f) => (f.error ? [f.error] : [])))
  return (
    problem.fields
      .filter((p) => !shown.has(p.message))
      .map((p) => p.message)
      .join('') || undefined
  )
}
