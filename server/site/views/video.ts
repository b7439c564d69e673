import type { Case } from '#domain/case.ts'
import { findService } from '#domain/services/index.ts'
import type { Lang } from '#domain/text.ts'
import type { ReplyOf } from '#api/route.ts'
import type { readTicket, videoWindow } from '#api/video.ts'
import type { VideoEntranceView, VideoTicketView } from '#web/citizen/pages/video-views.ts'
import { momentText } from '#web/kit/format.ts'
import { VIDEO } from '#server/video/settings.ts'
import { post } from '../kit.ts'
import { sayIn, type Say } from '../words.ts'
import { fieldsOf } from './video-fields.ts'
import { closedWays, hoursOf, openTag } from './video-hours.ts'
import { KEEP, RING } from './video-words.ts'

export type WindowShown = ReplyOf<typeof videoWindow>
export type TicketShown = ReplyOf<typeof readTicket>
type Channel = { title: string; text: string; href?: string }

export const videoPath = (id: string): string => `/my/video/${id}`

/** The ways that are always open beside the video window: there is no item that only video does. */
export function otherWays(hotline: string, say: Say): Channel[] {
  return [
    {
      title: say(`打电话 ${hotline}`, `Call ${hotline}`),
      text: say('先接人工,可以咨询,也可以帮您预约。', 'A person answers first, and can book for you.'),
      href: `tel:${hotline}`,
    },
    {
      title: say('网上自己办', 'On your own, online'),
      text: say('大部分业务不用见民警。', 'Most things need no officer.'),
      href: '/services',
    },
    {
      title: say('到窗口办', 'At the counter'),
      text: say('带身份证原件,已填的不用再填。', 'Bring your identity card; nothing is asked twice.'),
    },
  ]
}

export interface EntranceGiven {
  window: WindowShown
  tickets: readonly TicketShown[]
  /** Cases of the reader's own that can be talked about here. */
  cases: readonly Case[]
  signedIn: boolean
  /** What was chosen before, or by the link that led here. */
  chosen: {
    service?: string | undefined
    language?: string | undefined
    case?: string | undefined
    station?: string | undefined
  }
  problem: string | undefined
  now: Date
}

export function entranceView(given: EntranceGiven, lang: Lang): VideoEntranceView {
  const say = sayIn(lang)
  const { window } = given
  return {
    open: {
      tag: openTag(window, say),
      hours: hoursOf(window, lang),
      text: openText(window, lang),
    },
    mine: given.tickets.filter((t) => OPEN.includes(t.state)).map((t) => mineOf(t, lang)),
    ...(given.signedIn
      ? { form: formOf(given, lang) }
      : {
          signIn: `/sign-in?next=${encodeURIComponent(given.chosen.station ? `/video?station=${given.chosen.station}` : '/video')}`,
        }),
    check: '/video/check',
    ...(given.chosen.station ? { station: stationName(given.chosen.station, lang) } : {}),
    channels: [
      ...otherWays(window.hotline, say),
      {
        title: say('到站点,有人帮您', 'At a station, with a helper'),
        text: say('社区、大厅有人帮您接通民警。', 'In halls and communities somebody helps you to call.'),
        href: '/video/stations',
      },
    ],
    ...(given.problem ? { problem: given.problem } : {}),
  }
}

const stationName = (code: string, lang: Lang): string =>
  VIDEO.stations.find((s) => s.code === code)?.name[lang] ?? code

const OPEN: readonly TicketShown['state'][] = ['created', 'waiting', 'ringing', 'serving', 'missed', 'callback-due']

function openText(window: WindowShown, lang: Lang): string {
  const say = sayIn(lang)
  if (window.notice) return window.notice[lang]
  if (!window.open && window.nextOpening)
    return say(
      `下次开放:${momentText(window.nextOpening, 'zh')}`,
      `Opens next: ${momentText(window.nextOpening, 'en')}`,
    )
  const waits = window.groups.flatMap((g) => (g.wait ? [g.wait] : []))
  const [first] = waits
  if (!first)
    return say('现在没有民警在线,可以预约或请民警打给您', 'No officer is at the window now: book, or ask to be called')
  const range = { from: Math.min(...waits.map((w) => w.from)), to: Math.max(...waits.map((w) => w.to)) }
  return say(`现在等 ${minutes(range, say)}`, `Waiting ${minutes(range, say)} now`)
}

export const minutes = ({ from, to }: { from: number; to: number }, say: Say): string =>
  to <= 1 ? say('不到 1 分钟', 'less than a minute') : say(`约 ${from}–${to} 分钟`, `about ${from}–${to} minutes`)

function formOf({ window, chosen, cases, now }: EntranceGiven, lang: Lang): NonNullable<VideoEntranceView['form']> {
  const say = sayIn(lang)
  const groups = window.groups
  const services = groups.flatMap((g) =>
    g.services.map((s) => ({
      value: s.code,
      label: s.name[lang],
      hint: [
        say(`约 ${g.minutes} 分钟`, `about ${g.minutes} min`),
        g.walkIn && g.wait ? say(`现在等 ${minutes(g.wait, say)}`, `waiting ${minutes(g.wait, say)}`) : '',
      ]
        .filter(Boolean)
        .join(say(',', ', ')),
      category: findService(s.code)?.category,
    })),
  )
  const walkIn = groups.some((g) => g.walkIn)
  return {
    // A case has its item already.
    fields: fieldsOf({ services, cases }, chosen, lang).filter((f) => !chosen.case || f.name !== 'service'),
    post: post(
      `/video?at=${now.getTime()}${chosen.case ? `&case=${chosen.case}` : ''}${chosen.station ? `&station=${chosen.station}` : ''}`,
    ),
    ways: [
      ...(walkIn ? [{ value: 'walk-in' as const, label: say('现在排队', 'Queue now'), main: true }] : []),
      { value: 'booked', label: say('预约时间', 'Book a time'), main: !walkIn },
      {
        value: 'callback' as const,
        label: say('请民警打给我', 'Have an officer call me'),
        note: walkIn
          ? say('轮到时我们呼叫您,不用守着', 'We call when it is your turn')
          : say('下次开放或有民警时呼叫您', 'We call at the next opening, or when an officer is there'),
      },
    ],
    closed: closedWays(groups, lang),
  }
}

function mineOf(t: TicketShown, lang: Lang): VideoEntranceView['mine'][number] {
  const say = sayIn(lang)
  const ringing = t.state === 'ringing' || t.state === 'serving'
  return {
    tag: tagOf(t, say),
    title: t.serviceName?.[lang] ?? say('视频咨询', 'A question by video'),
    text: headOf(t, lang).head,
    href: t.state === 'serving' ? `${videoPath(t.id)}/call` : videoPath(t.id),
    action: t.paused ? say('回来接着办', 'Go on') : ringing ? say('进入视频窗口', 'Enter') : say('查看', 'See'),
  }
}

export function ticketPageView(
  given: { t: TicketShown; hotline: string; now: Date; problem: string | undefined },
  lang: Lang,
): VideoTicketView {
  const say = sayIn(lang)
  const { t, hotline, now, problem } = given
  const { head, text } = headOf(t, lang)
  return {
    title: t.serviceName?.[lang] ?? say('视频咨询', 'A question by video'),
    number: numberOf(t.id),
    tag: tagOf(t, say),
    head,
    text,
    ...(t.wait ? { wait: minutes(t.wait, say) } : {}),
    ...(t.ring ? { ring: ringOf(t, t.ring, now, say) } : {}),
    notes: t.state === 'waiting' ? [KEEP[lang], RING[lang]] : [],
    check: '/video/check',
    actions: actionsOf(t, say),
    channels: [{ label: say(`打电话 ${hotline}`, `Call ${hotline}`), href: `tel:${hotline}` }],
    live: 'me',
    ...(problem ? { problem } : {}),
  }
}

function ringOf(
  t: TicketShown,
  ring: NonNullable<TicketShown['ring']>,
  now: Date,
  say: Say,
): NonNullable<VideoTicketView['ring']> {
  return {
    text: say(
      `民警 ${ring.officer} 在等您,第 ${ring.no} 次响铃,共 ${ring.of} 次`,
      `Officer ${ring.officer} is waiting: ring ${ring.no} of ${ring.of}`,
    ),
    seconds: Math.max(0, Math.round((Date.parse(ring.until) - now.getTime()) / 1000)),
    post: post(`${videoPath(t.id)}/answer`),
    label: say('接听', 'Answer'),
  }
}

function headOf(t: TicketShown, lang: Lang): { head: string; text: string } {
  const say = sayIn(lang)
  switch (t.state) {
    case 'waiting':
      return t.nextRingAt
        ? { head: say('马上再呼叫您', 'We ring again soon'), text: momentText(t.nextRingAt, lang) }
        : {
            head:
              t.ahead === null || t.ahead === 0
                ? say('下一位就是您', 'You are next')
                : say(`前面还有 ${t.ahead} 位`, `${t.ahead} ahead of you`),
            text: RING[lang],
          }
    case 'created':
      return {
        head: t.bookedFor ? momentText(t.bookedFor, lang) : '',
        text: say('到时间响铃三次,每次 45 秒,间隔 2 分钟。', 'It rings three times of 45 seconds, two minutes apart.'),
      }
    case 'callback-due':
      return {
        head: say('等我们呼叫您', 'We will call you'),
        text: t.callbackAt ? momentText(t.callbackAt, lang) : RING[lang],
      }
    case 'ringing':
      return { head: say('民警在等您', 'An officer is waiting'), text: '' }
    case 'serving':
      if (t.paused)
        return {
          head: say('通话暂停了,已办的都保留', 'The call is set aside; what is done is kept'),
          text: say('可以回来接着办。', 'You can come back and go on.'),
        }
      return { head: say('通话进行中', 'In a call'), text: '' }
    case 'missed':
      return {
        head: say('没有接到您', 'We did not reach you'),
        text: say('可以重新排队,或换个时间。', 'Queue again, or choose another time.'),
      }
    default:
      return { head: say('已结束', 'Over'), text: say('可以重新排队或预约。', 'You may queue or book anew.') }
  }
}

function tagOf(t: TicketShown, say: Say): VideoTicketView['tag'] {
  if (t.state === 'ringing') return { tone: 'turn', text: say('轮到您了', 'Your turn') }
  if (t.paused) return { tone: 'turn', text: say('已暂停', 'Set aside') }
  if (t.state === 'serving') return { tone: 'turn', text: say('通话中', 'In a call') }
  if (t.state === 'created') return { tone: 'wait', text: say('已预约', 'Booked') }
  if (t.state === 'callback-due') return { tone: 'wait', text: say('等回呼', 'Callback') }
  if (t.state === 'waiting') return { tone: 'wait', text: say('排队中', 'Waiting') }
  if (t.state === 'missed') return { tone: 'bad', text: say('没接到', 'Missed') }
  return { tone: 'idle', text: say('已结束', 'Over') }
}

function actionsOf(t: TicketShown, say: Say): VideoTicketView['actions'] {
  const press = (name: string, label: string, look: 'alt' | 'danger' = 'alt') => ({
    kind: 'post' as const,
    label,
    post: post(`${videoPath(t.id)}/${name}`),
    look,
  })
  return [
    ...(t.may.includes('requeue') ? [press('requeue', say('重新排队', 'Queue again'))] : []),
    ...(t.may.includes('callback') ? [press('callback', say('请民警打给我', 'Have an officer call me'))] : []),
    ...(t.may.includes('move') && t.changesLeft > 0
      ? [
          {
            kind: 'link' as const,
            label: say('改时间', 'Another time'),
            href: `/video/book?ticket=${t.id}`,
            look: 'alt' as const,
          },
        ]
      : []),
    ...(t.may.includes('decline') ? [press('decline', say('现在不方便', 'Not now'))] : []),
    ...(t.may.includes('cancel')
      ? [
          {
            ...press('cancel', t.bookedFor ? say('取消预约', 'Cancel') : say('不排了', 'Leave the line'), 'danger'),
            confirm: {
              text: say('取消后要重新排队或预约。', 'You would have to queue or book anew.'),
              button: say('确认取消', 'Yes, cancel'),
            },
          },
        ]
      : []),
  ]
}

export const numberOf = (id: string): string => `V-${id.slice(-6).toUpperCase()}`
