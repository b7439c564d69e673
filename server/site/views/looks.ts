import { t, type Text } from '#domain/text.ts'
import { shortMomentText } from '#web/kit/format.ts'
import type { MeView } from '#web/citizen/views.ts'
import type { Lang } from '#web/kit/i18n.ts'
import { grouped, type Say } from '../words.ts'

/** One look as it was written down, newest first in a list of them. */
export interface Look {
  at: Date
  actor_id: string
  office: number | null
  purpose: string
}

/** What the house itself writes as a purpose, alone or before the number of a case, a reason in somebody's own words behind it. */
const PURPOSES: Readonly<Record<string, Text>> = {
  办理业务: t('办理业务', 'Handling a case'),
  制证: t('制证', 'Making your papers'),
  寄递证件: t('寄递证件', 'Posting your papers'),
  重新制发: t('重新制发', 'Making papers that were lost anew'),
  核对身份证后当面交付: t('核对身份证后当面交付', 'Handing over papers against your identity card'),
  核对身份证后当面交付临时号牌: t(
    '核对身份证后当面交付临时号牌',
    'Handing over a temporary plate against your identity card',
  ),
  窗口选号: t('窗口选号', 'Choosing a plate at the counter'),
  '本人到场,窗口选号': t('本人到场,窗口选号', 'Choosing a plate at the counter, in person'),
  查看录像: t('查看录像', 'Watching a recording'),
  录像留存: t('录像留存', 'Keeping a recording for longer'),
  录像解除留存: t('录像解除留存', 'Keeping a recording no longer'),
  申请导出录像: t('申请导出录像', 'Asking for a copy of a recording'),
  导出录像: t('导出录像', 'Copying a recording'),
}

/** A purpose as it was recorded; the house's own words in the reader's language, and the number of the case in groups. */
export function whyOf(purpose: string, say: Say): string {
  const [, words = '', number, reason] = /^(.+?)(?: (\d{19}))?(?::(.+))?$/s.exec(purpose) ?? []
  const own = PURPOSES[words]
  if (!own) return purpose
  const about = number ? `${say(own)} ${grouped(number)}` : say(own)
  return reason ? `${about}${say(':', ': ')}${reason}` : about
}

/** Looks of one officer for one purpose on one day are one line: work on a case opens it again and again, and hid all others. */
export function lookViews(
  looks: readonly Look[],
  given: { say: Say; lang: Lang; officeOf: (office: number) => Text },
): MeView['access'] {
  const { say, lang, officeOf } = given
  return linesOf(looks, lang).map(({ look, first, n }) => {
    const [from, to] = [moment(first, lang), moment(look, lang)]
    const hours = from === to ? to : `${from}–${clock(to)}`
    return {
      who: say(`民警 ${look.actor_id}`, `Officer ${look.actor_id}`),
      ...(look.office === null ? {} : { office: say(officeOf(look.office)) }),
      why: whyOf(look.purpose, say),
      at: n === 1 ? to : say(`${hours},共 ${n} 次`, `${hours}, ${n} times`),
    }
  })
}

function linesOf(looks: readonly Look[], lang: Lang): { look: Look; first: Look; n: number }[] {
  const lines = new Map<string, { look: Look; first: Look; n: number }>()
  for (const look of looks) {
    const day = moment(look, lang).slice(0, -clock(moment(look, lang)).length)
    const key = [look.actor_id, look.office, look.purpose, look.at.getUTCFullYear(), day].join('|')
    const line = lines.get(key)
    lines.set(key, line ? { look: line.look, first: look, n: line.n + 1 } : { look, first: look, n: 1 })
  }
  return [...lines.values()]
}

const moment = (look: Look, lang: Lang): string => shortMomentText(look.at.toISOString(), lang)
/** The hour at the end of a moment. */
const clock = (text: string): string => text.slice(-5)
