import { isResting } from '#domain/phone-rest.ts'
import { maskIdNumber, maskMobile, maskName } from '#domain/mask.ts'
import { findPerson } from '#server/accounts/people.ts'
import { looksAt } from '#server/accounts/reads.ts'
import { officeName } from '#server/desk/offices.ts'
import { notFound } from '#server/kit/errors.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { endSession, openSessions } from '#server/kit/sessions.ts'
import { paths } from '#web/citizen/paths.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { deviceName } from '../device-name.ts'
import type { MeView } from '#web/citizen/views.ts'
import { draw, form, page, post, type Show, type Site, type Visit } from '../kit.ts'
import { lookViews } from '../views/looks.ts'

/** Looks shown beside the other things of the account; all of them have their own address. */
const FEW = 5

/** What waits since another phone signs in. */
function newPhone({ actor, say, lang }: Visit): MeView['rows'] {
  if (!isResting(actor)) return []
  const until = shortMomentText(actor.restsUntil, lang)
  const value = say(
    `${until} 之后可以网上办产权、号牌和委托`,
    `ownership, plates and authorities online after ${until}`,
  )
  return [{ label: say('换号保护', 'New phone'), value }]
}

/** Who I am here, which devices are signed in, who looked at my data. */
export function mePages(site: Site): void {
  const { house } = site.frame
  const looksOf = async ({ actor, say, lang }: Visit): Promise<MeView['access']> =>
    lookViews(await looksAt(house.db.read, citizenOf(actor).id), {
      say,
      lang,
      officeOf: (office) => officeName(house, office),
    })
  const show: Show = async (visit) => {
    const { actor, say, lang } = visit
    const citizen = citizenOf(actor)
    const [person, sessions, looks] = await Promise.all([
      findPerson(house.db.read, house, citizen.id),
      openSessions(house.db.read, 'citizen', citizen.id),
      looksOf(visit),
    ])
    return draw('me', {
      name: maskName(person.name),
      rows: [
        { label: say('身份证', 'Identity card'), value: maskIdNumber(person.idNumber) },
        { label: say('手机', 'Mobile'), value: maskMobile(person.mobile) },
        { label: say('认证', 'Verified'), value: say('实名(公安核对)', 'Real name, by the police registry') },
        ...newPhone(visit),
      ],
      sessions: sessions.map((s) => ({
        device: deviceName(s.device, say),
        at: shortMomentText(s.seen_at.toISOString(), lang),
        current: s.id === citizen.session,
        ...(s.id === citizen.session ? {} : { revoke: post(`/my/sessions/${s.id}/revoke`) }),
      })),
      access: looks.slice(0, FEW),
      links: [
        { label: say('我的事项', 'My applications'), href: paths.cases },
        { label: say('我的证件', 'My papers'), href: paths.documents },
        { label: say('我的号牌', 'My plate numbers'), href: '/my/plates' },
        { label: say('业务委托', 'Authorities'), href: '/my/authorities' },
        { label: say('谁在用我的车', 'Who uses my cars'), href: '/my/bindings' },
        { label: say('我的单位', 'Companies'), href: '/my/companies' },
        { label: say('帮助', 'Help'), href: paths.help },
      ],
      signOut: post('/sign-out'),
    })
  }
  page(site, { path: '/my', act: 'citizen.self' }, show)
  page(site, { path: '/my/access', act: 'citizen.self' }, async (visit) =>
    draw('access', { looks: await looksOf(visit) }),
  )
  form(
    site,
    { path: '/my/sessions/:session/revoke', act: 'session.own', page: show, from: () => paths.me },
    async (tx, { actor, params }) => {
      // Only sessions of this person match; another's id is simply not found.
      if ((await endSession(tx, 'citizen', citizenOf(actor).id, params['session'] ?? '')) === 0) throw notFound()
      return paths.me
    },
  )
}
