import { isClosed } from '#domain/case.ts'
import type { Lang } from '#domain/text.ts'
import { definitionOf } from '#domain/services/index.ts'
import { findPerson } from '#server/accounts/people.ts'
import { myCases } from '#server/cases/my-view.ts'
import { openDraftsOf } from '#server/drafts/drafts.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen } from '#server/kit/serve.ts'
import { questionsFor } from '#server/co-signs/co-signs.ts'
import { paths } from '#web/citizen/paths.ts'
import type { WaitingCard } from '#web/citizen/views.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { questionRow } from './routes/co-sign.ts'
import { nextPress } from './views/case.ts'
import { platePart } from './views/plate.ts'
import { stateWords } from './views/case-state.ts'
import type { Mine } from './views/home.ts'
import { sayIn } from './words.ts'

/** What the home page says to the person who is signed in: begun applications and running cases, those that wait for them first. */
export async function waitingFor(house: House, citizen: Citizen, lang: Lang): Promise<Mine> {
  const say = sayIn(lang)
  const [person, cases, drafts, asked] = await Promise.all([
    findPerson(house.db.read, house, citizen.id),
    myCases(house, citizen),
    openDraftsOf(house.db.read, house, citizen.id),
    questionsFor(house, citizen),
  ])
  const open = cases
    .filter((c) => !isClosed(c.state))
    .map((c): WaitingCard => {
      const words = stateWords(c, say)
      const next = nextPress(c, say) ?? { label: say('看怎么办', 'See what to do'), href: paths.case(c.id) }
      return {
        tone: words.tone,
        tag: words.tag,
        title: say(definitionOf(c).name),
        text: words.now,
        href: paths.case(c.id),
        ...platePart(c),
        ...(words.tone === 'turn' ? { action: next } : {}),
      }
    })
  const begun = drafts.map((d): WaitingCard => ({
    tone: 'idle',
    tag: say('没填完', 'Not finished'),
    title: say(d.service.name),
    text: say(
      `上次填到 ${shortMomentText(d.updatedAt.toISOString(), lang)}`,
      `Last changed ${shortMomentText(d.updatedAt.toISOString(), lang)}`,
    ),
    href: `/my/drafts/${d.id}`,
    action: { label: say('接着办', 'Go on'), href: `/my/drafts/${d.id}` },
  }))
  const answers = asked
    .filter((q) => q.state === 'asked')
    .map((q): WaitingCard => {
      const { tone, tag, title, text, href } = questionRow(q, lang)
      return { tone, tag, title, text, href, action: { label: say('去确认', 'Answer'), href } }
    })
  const waiting = [
    ...answers,
    ...open.filter((c) => c.tone === 'turn'),
    ...begun,
    ...open.filter((c) => c.tone !== 'turn'),
  ]
  return { name: person.name, sex: Number(person.idNumber[16]) % 2 === 1 ? 'M' : 'F', waiting }
}
