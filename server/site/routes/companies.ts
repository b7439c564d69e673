import { maskIdNumber, maskName, maskVin } from '#domain/mask.ts'
import {
  addMember,
  casesOfCompany,
  companiesOf,
  type Company,
  companyFor,
  type Member,
  membersOf,
  registerCompany,
  removeMember,
} from '#server/companies/companies.ts'
import { doneViews } from '#server/companies/done.ts'
import { citizenOf } from '#server/kit/serve.ts'
import type { LedgerItem, LedgerSection } from '#web/citizen/ledger-view.ts'
import { paths } from '#web/citizen/paths.ts'
import { plateText, shortMomentText } from '#web/kit/format.ts'
import { draw, form, longForm, page, post, type Show, type Site, type Visit } from '../kit.ts'
import { within } from '../within.ts'
import { problemLine, type Say } from '../words.ts'
import { SPACED } from '../views/fields.ts'

const LIST = '/my/companies'
const at = (company: Company): string => `${LIST}/${company.id}`

/** Companies I act for: register one, its users, its vehicles, what was done in its name. */
export function companyPages(site: Site): void {
  const { house } = site.frame
  const list: Show = async (visit) =>
    draw('ledger', listView(visit, await companiesOf(house.db.read, citizenOf(visit.actor).id)))
  page(site, { path: LIST, act: 'citizen.self' }, list)
  longForm(site, { path: LIST, act: 'company.register', page: list, from: () => LIST }, async ({ actor }, fields) =>
    at(await registerCompany(house, citizenOf(actor), fields['creditCode'] ?? '')),
  )
  const one: Show = (visit) => companyView(site, visit)
  page(site, { path: `${LIST}/:id`, act: 'company.use' }, one)
  const spec = {
    act: 'company.manage',
    page: one,
    from: (params: Readonly<Record<string, string>>) => `${LIST}/${params['id']}`,
  } as const
  form(site, { ...spec, path: `${LIST}/:id/members` }, async (tx, { actor, params }, fields) => {
    await addMember(tx, house, citizenOf(actor), params['id'] ?? '', {
      name: (fields['name'] ?? '').slice(0, 30),
      idNumber: (fields['idNumber'] ?? '').slice(0, 18),
      role: fields['role'] === 'admin' ? 'admin' : 'user',
    })
    return `${LIST}/${params['id']}`
  })
  form(site, { ...spec, path: `${LIST}/:id/members/:member/remove` }, async (tx, { actor, params }) => {
    await removeMember(tx, house, citizenOf(actor), params['id'] ?? '', params['member'] ?? '')
    return `${LIST}/${params['id']}`
  })
}

const ROLE = (say: Say): Readonly<Record<Member['role'], string>> => ({
  legal: say('法定代表人', 'legal representative'),
  admin: say('管理员', 'administrator'),
  user: say('用户', 'user'),
})

function listView({ say, lang, problem, typed }: Visit, companies: readonly Company[]) {
  const error = problem?.fields?.find((f) => f.field === 'creditCode')
  const line = error ? undefined : problemLine(problem, lang)
  return {
    title: say('我的单位', 'Companies'),
    back: { label: say('我的', 'Me'), href: paths.me },
    ...(line ? { problem: line } : {}),
    sections: [
      {
        id: 'companies',
        title: say('可以代表的单位', 'Companies I act for'),
        none: say('没有。', 'None.'),
        items: companies.map((c) => ({
          key: c.id,
          title: c.name,
          lines: [c.creditCode, ROLE(say)[c.role]],
          links: [{ label: say('查看', 'Open'), href: at(c) }],
        })),
      },
      {
        id: 'register',
        title: say('注册单位', 'Register a company'),
        text: say(
          '由法定代表人本人注册,我们向市场监管部门核对。',
          'The legal representative registers; we ask the market regulator.',
        ),
        items: [],
        form: {
          fields: [
            {
              kind: 'text' as const,
              name: 'creditCode',
              label: say('统一社会信用代码', 'Unified social credit code'),
              hint: say('营业执照上的 18 位代码', '18 characters on the business licence'),
              look: 'digits' as const,
              maxLength: SPACED,
              value: typed?.['creditCode'] ?? '',
              ...(error ? { error: `${error.message}${problem?.next ?? ''}` } : {}),
            },
          ],
          button: say('注册', 'Register'),
          post: post(LIST),
        },
      },
    ],
  }
}

async function companyView({ frame: { house } }: Site, visit: Visit) {
  const { say, lang, problem, actor, params } = visit
  const company = await companyFor(house.db.read, citizenOf(actor), params['id'] ?? '')
  const [members, done, held] = await Promise.all([
    membersOf(house.db.read, house, company.id),
    casesOfCompany(house.db.read, company.id).then((rows) => doneViews(house, rows)),
    within(2_000, house.connectors.registry.vehicles({ idNumber: company.creditCode })),
  ])
  const onFields = problem?.fields?.length ? undefined : problemLine(problem, lang)
  const maker = house.city.makers.some((m) => m.creditCode === company.creditCode)
  const vehicles: LedgerItem[] = (held?.ok ? held.answer : []).map((v) => ({
    key: v.vin,
    title: plateText(v.plate),
    lines: [`${v.brand} ${v.model} · ${maskVin(v.vin)}`],
  }))
  return draw('ledger', {
    title: company.name,
    intro: `${company.creditCode} · ${ROLE(say)[company.role]}`,
    back: { label: say('我的单位', 'Companies'), href: LIST },
    ...(onFields ? { problem: onFields } : {}),
    sections: [
      {
        id: 'vehicles',
        title: say('单位名下车辆', 'Vehicles of the company'),
        none: held?.ok
          ? say('没有。', 'None.')
          : say(
              '机动车登记库暂时查不到,请过几分钟再试',
              'The vehicle register does not answer; please try again in a few minutes',
            ),
        items: vehicles,
        links: [
          { label: say('为单位办理业务', 'Apply for the company'), href: paths.services },
          ...(maker
            ? [{ label: say('上传出厂查验信息', 'Upload inspections'), href: `/my/makers/${company.id}` }]
            : []),
          { label: say('谁在用单位的车', 'Who uses the cars'), href: `/my/bindings?company=${company.id}` },
          ...(company.role === 'user'
            ? []
            : [
                { label: say('委托他人办理', 'Authorise somebody'), href: `/my/authorities/new?company=${company.id}` },
              ]),
        ],
      },
      ...memberSections(visit, company, members),
      {
        id: 'done',
        title: say('办过的业务', 'What was applied for'),
        none: say('没有。', 'None.'),
        items: done.map((c) => ({
          key: c.number,
          title: say(c.service),
          lines: [say(`${c.by} 办理`, `by ${c.by}`), shortMomentText(c.at, lang)],
          links: [{ label: c.number, href: paths.case(c.id) }],
        })),
      },
    ],
  })
}

function memberSections(visit: Visit, company: Company, members: readonly Member[]): LedgerSection[] {
  const { say } = visit
  const manages = company.role !== 'user'
  return [
    {
      id: 'members',
      title: say('谁可以办理', 'Who may act'),
      items: members.map((m) => ({
        key: m.id,
        title: `${maskName(m.name)} · ${ROLE(say)[m.role]}`,
        lines: [maskIdNumber(m.idNumber)],
        posts:
          manages && m.role !== 'legal'
            ? [
                {
                  label: say('移除', 'Remove'),
                  post: post(`${at(company)}/members/${m.id}/remove`),
                  look: 'danger' as const,
                },
              ]
            : [],
      })),
    },
    ...(manages ? [addSection(visit, company)] : []),
  ]
}

function addSection({ say, typed = {}, problem }: Visit, company: Company): LedgerSection {
  const error = (name: string): { error?: string } => {
    const found = problem?.fields?.find((f) => f.field === name)
    return found ? { error: found.message } : {}
  }
  const text = (name: string, label: string, maxLength: number) =>
    ({ kind: 'text', name, label, value: typed[name] ?? '', maxLength, ...error(name) }) as const
  return {
    id: 'add',
    title: say('添加管理员或用户', 'Add an administrator or a user'),
    text: say('管理员 1 名,用户最多 10 名。', 'One administrator, ten users at most.'),
    items: [],
    form: {
      fields: [
        text('name', say('姓名', 'Name'), 30),
        { ...text('idNumber', say('身份证号码', 'Identity number'), SPACED), look: 'digits' },
        {
          kind: 'radio',
          name: 'role',
          label: say('身份', 'As'),
          value: typed['role'] ?? 'user',
          options: [
            { value: 'user', label: ROLE(say).user },
            { value: 'admin', label: ROLE(say).admin },
          ],
          ...error('role'),
        },
      ],
      button: say('添加', 'Add'),
      post: post(`${at(company)}/members`),
    },
  }
}
