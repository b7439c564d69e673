import { caseToSettle } from '#server/cases/own-case.ts'
import { Refused } from '#server/kit/errors.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { giveBack } from '#server/plates/give-back.ts'
import { object, platesOf } from '#server/plates/mine.ts'
import { waive } from '#server/plates/rights.ts'
import { paths } from '#web/citizen/paths.ts'
import type { MyPlatesView } from '#web/citizen/pages/plate-views.ts'
import { dateText, shortMomentText } from '#web/kit/format.ts'
import { draw, form, page, post, type Show, type Site, type Visit } from '../kit.ts'
import { plateColor } from '../views/plate.ts'
import { problemLine, type Say } from '../words.ts'

const HERE = '/my/plates'

/** 我的号牌: numbers chosen and not yet registered, rights to old ones, a block. */
export function myPlatePages(site: Site): void {
  const { house } = site.frame
  const show: Show = async (visit) =>
    draw('myPlates', myPlatesView(await platesOf(house.db.read, house, citizenOf(visit.actor).id), visit))
  page(site, { path: HERE, act: 'citizen.self' }, show)
  const spec = { act: 'plate.own', page: show, from: () => HERE } as const
  form(site, { ...spec, path: '/my/plates/held/:id/give-back' }, async (tx, { actor, params }) => {
    await giveBack(tx, house, await caseToSettle(tx, house, 'case.own', actor, params['id'] ?? ''))
    return `${HERE}?said=given`
  })
  form(site, { ...spec, path: '/my/plates/former/:id/waive' }, async (tx, { actor, params }) => {
    await waive(tx, house, house.city.homeOffice, citizenOf(actor).id, params['id'] ?? '')
    return `${HERE}?said=waived`
  })
  form(site, { ...spec, act: 'citizen.self', path: '/my/plates/object' }, async (tx, { actor, say }, fields) => {
    const reason = (fields['reason'] ?? '').trim().slice(0, 500)
    if (reason.length < 2) throw new Refused(422, 'INVALID', say('请写下当时的情况', 'Please tell us what happened'))
    await object(tx, house, citizenOf(actor).id, reason)
    return `${HERE}?said=objected`
  })
}

function myPlatesView(mine: Awaited<ReturnType<typeof platesOf>>, visit: Visit): MyPlatesView {
  const { say, lang, query, problem, typed } = visit
  const line = problemLine(problem, lang)
  const said = saidText(query['said'], say)
  return {
    ...(line ? { problem: line } : said ? { said } : {}),
    ...(mine.block
      ? {
          block: {
            number: mine.block.number,
            until: dateText(mine.block.until, lang),
            objectBy: dateText(mine.block.objectBy, lang),
            objected: mine.block.objected,
            ...(mine.block.objected ? {} : { object: post('/my/plates/object') }),
            ...(typed?.['reason'] === undefined ? {} : { reason: typed['reason'] }),
          },
        }
      : {}),
    held: mine.held.map((h) => ({
      number: h.number,
      color: plateColor(h.type),
      until: dateText(h.validUntil, lang),
      chosen: shortMomentText(h.confirmedAt, lang),
      href: paths.case(h.case),
      ...(h.mayRelease
        ? { giveBack: post(`/my/plates/held/${h.case}/give-back`) }
        : {
            bound: say(
              '正在办理登记;撤回该笔业务即放弃号码。',
              'In use by a registration; withdrawing it gives it back.',
            ),
          }),
    })),
    former: mine.former.map((f) => ({
      number: f.number,
      color: plateColor(f.type),
      lastDay: dateText(f.lastDay, lang),
      tag: FORMER[f.state](say),
      ...(f.state === 'open' ? { waive: post(`/my/plates/former/${f.id}/waive`) } : {}),
    })),
  }
}

const saidText = (code: string | undefined, say: Say): string | undefined =>
  code === 'given'
    ? say('号码已放回。您可以重新选号。', 'The number went back. You may choose anew.')
    : code === 'waived'
      ? say('已放弃原来的号码。', 'You gave up the old number.')
      : code === 'objected'
        ? say('异议已收到,核实后告诉您。', 'We have your objection and will tell you.')
        : undefined

type Tag = MyPlatesView['former'][number]['tag']
const FORMER: Readonly<Record<'open' | 'used' | 'waived' | 'lapsed', (say: Say) => Tag>> = {
  open: (say) => ({ tone: 'turn', text: say('为您保留', 'Kept for you') }),
  used: (say) => ({ tone: 'done', text: say('已用回', 'Used') }),
  waived: (say) => ({ tone: 'idle', text: say('已放弃', 'Given up') }),
  lapsed: (say) => ({ tone: 'idle', text: say('已到期', 'Lapsed') }),
}
