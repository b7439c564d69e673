import * as drafts from '#api/drafts.ts'
import * as api from '#api/maker-samples.ts'
import * as makers from '#api/makers.ts'
import * as messages from '#api/messages.ts'
import { makerPortal, yardOf } from './maker.ts'
import { REVIEWER, SECOND_REVIEWER, SUPERVISOR } from './people.ts'
import type { TestHouse } from './start-house.ts'
import { carOf, named, worldOf } from './world.ts'

/** The demo's maker and who looks at its samples: a share of 50 % is drawn, and five are enough to judge the maker by. */
export async function sampledMaker(h: TestHouse) {
  const rule = { from: '2020-01-02', makerSamplePercent: 50, makerLeastJudged: 5, makerObjectionPercent: 20 }
  const settings = [...h.house.rules.settings, rule]
  Object.assign(h.house, { rules: { ...h.house.rules, settings } })
  const portal = await makerPortal(h)
  const world = await worldOf(h)
  const bought = carOf(world, named(world, 'zhao-min'))
  const [officer, second, lead] = await Promise.all([
    h.officer(REVIEWER),
    h.officer(SECOND_REVIEWER),
    h.officer(SUPERVISOR),
  ])
  return {
    portal,
    yard: yardOf(world.cars),
    bought,
    officer,
    second,
    lead,
    open: async () => (await officer.call(api.listSamples, { query: {} })).body,
    overview: async () => {
      const { body } = await lead.call(api.makersOverview)
      const one = body.makers.find((maker) => maker.id === portal.id)
      if (!one) throw new Error('the maker is not in the overview')
      return one
    },
    standing: async () => (await portal.visitor.call(makers.makerStanding, { params: portal.params })).body,
    /** What the buyer of the maker's car is told at the start. */
    told: async (): Promise<string[]> => {
      const buyer = await h.citizen('zhao-min')
      const { body } = await buyer.call(drafts.startDraft, { body: { service: 'new-vehicle-registration' } })
      const checked = await buyer.call(drafts.checkDraft, { params: { id: body.id }, body: { vin: bought.vin } })
      return checked.body.checks.flatMap((c) => c.problems.map((p) => p.code))
    },
    object: (id: string, finding: 'unreadable' | 'differs' | 'other-car', who = officer) =>
      who.call(api.objectToSample, { params: { id }, body: { finding, reason: '识别代号照片反光' } }),
    inbox: async () =>
      (await portal.visitor.call(messages.listMessages, { query: { page: 1, lang: 'zh' } })).body.items.map(
        (item) => item.title,
      ),
  }
}
export type SampledMaker = Awaited<ReturnType<typeof sampledMaker>>
