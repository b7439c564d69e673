import { shanghaiDate } from '#domain/calendar.ts'
import type { Lang } from '#domain/text.ts'
import type { ReplyOf } from '#api/route.ts'
import type { readMySession } from '#api/video-session.ts'
import type { myRecordings, videoGrid } from '#api/video.ts'
import type { VideoBookingView, VideoResultView } from '#web/citizen/pages/video-views.ts'
import { dateText, momentText } from '#web/kit/format.ts'
import { post } from '../kit.ts'
import { sayIn } from '../words.ts'
import { clock } from './video-hours.ts'
import { numberOf, otherWays } from './video.ts'

export type SessionShown = ReplyOf<typeof readMySession>
type Grid = ReplyOf<typeof videoGrid>
type Recording = ReplyOf<typeof myRecordings>['recordings'][number]
type Pair = Readonly<Record<Lang, string>>

export function bookingPageView(
  given: {
    grid: Grid
    service: string
    action: string
    back: string
    chosen: string | undefined
    error: string | undefined
  },
  lang: Lang,
): VideoBookingView {
  const say = sayIn(lang)
  return {
    back: given.back,
    title: say('预约视频', 'Book a video call'),
    service: given.service,
    days: given.grid.days.flatMap(({ day, slots }) => {
      const free = slots.filter((s) => s.left > 0)
      return free.length === 0
        ? []
        : [{ label: dateText(day, lang), slots: free.map((s) => ({ value: s.at, label: clock(s.at), left: s.left })) }]
    }),
    ...(given.chosen ? { chosen: given.chosen } : {}),
    post: post(given.action),
    note: say('开始前 2 小时可以免费改,最多改 2 次。', 'Free to change until 2 hours before, at most twice.'),
    ...(given.error ? { error: given.error } : {}),
  }
}

export function resultView(
  given: {
    s: SessionShown
    done: readonly Pair[]
    recording: Recording | undefined
    hotline: string
    rated?: { stars: number; complaint: boolean } | undefined
    problem?: string | undefined
  },
  lang: Lang,
): VideoResultView {
  const say = sayIn(lang)
  const { s, recording, hotline } = given
  const kind = s.outcome?.kind ?? 'ended-no-result'
  const good = ['done', 'submitted-for-review', 'await-pay', 'consult-only'].includes(kind)
  return {
    title: say('视频办理结果', 'Result of the call'),
    number: numberOf(s.ticket),
    tag: { tone: good ? 'done' : 'turn', text: s.outcome?.words[lang] ?? say('没有办成', 'No result') },
    head: s.serviceName?.[lang] ?? say('视频咨询', 'A question by video'),
    text: NEXT[kind][lang],
    done: given.done.map((line) => line[lang]),
    next: wordsOf(s.outcome?.reason),
    rows: [
      { label: say('时间', 'When'), value: momentText(s.startedAt, lang) },
      { label: say('民警', 'Officer'), value: s.officer },
      { label: say('车管所', 'Office'), value: s.officeName[lang] },
    ],
    ...(s.caseId ? { main: { label: say('看办理进度', 'See the progress'), href: `/my/cases/${s.caseId}` } } : {}),
    ...recordingPart(s.id, recording, lang),
    // Nobody is left at a dead end: the call, the phone and the counter, and what was done goes with each.
    ways: ['ended-no-result', 'to-counter'].includes(kind)
      ? [
          {
            title: say('再用视频办', 'By video again'),
            text: say('现在排队、预约,或请民警打给您。', 'Queue, book, or have an officer call you.'),
            href: s.caseId ? `/video?case=${s.caseId}` : s.service ? `/video?service=${s.service}` : '/video',
          },
          ...otherWays(hotline, say),
        ]
      : [],
    ...ratingPart(given, lang),
    channels: [
      { label: say('谁看过我的信息', 'Who looked at my data'), href: '/my/access' },
      { label: say(`投诉和意见 ${hotline}`, `Complaints ${hotline}`), href: `tel:${hotline}` },
    ],
  }
}

/** What an officer wrote is shown; a code of the house is not. */
const wordsOf = (reason: string | null | undefined): string[] => (reason && !/^[a-z-]+$/.test(reason) ? [reason] : [])

function recordingPart(
  session: string,
  recording: Recording | undefined,
  lang: Lang,
): Pick<VideoResultView, 'recording'> {
  if (!recording) return {}
  return {
    recording: {
      until: dateText(shanghaiDate(new Date(recording.viewUntil)), lang),
      parts: recording.parts.map((p) => ({
        label: p.who[lang],
        href: `/api/my/video/recordings/${session}/${encodeURIComponent(p.peer)}`,
      })),
    },
  }
}

const ratingPart = (
  given: { s: SessionShown; rated?: { stars: number; complaint: boolean } | undefined; problem?: string | undefined },
  lang: Lang,
): Pick<VideoResultView, 'rating' | 'problem'> => ({
  ...(given.problem ? { problem: given.problem } : {}),
  rating: given.rated ? { said: ratedWords(given.rated, lang) } : ratingForm(given.s.ticket, lang),
})

const ratedWords = (rated: { stars: number; complaint: boolean }, lang: Lang): string => {
  const say = sayIn(lang)
  const words = STARS[rated.stars - 1]?.[lang] ?? ''
  return rated.complaint
    ? say(
        `${words}。投诉已登记,录像已留存,由另一组复核后答复您。`,
        `${words}. Your complaint is recorded; the recording is kept and another team looks into it.`,
      )
    : say(`${words}。谢谢您的评价。`, `${words}. Thank you.`)
}
const STARS: readonly Pair[] = [
  { zh: '很不满意', en: 'Very poor' },
  { zh: '不满意', en: 'Poor' },
  { zh: '一般', en: 'Fair' },
  { zh: '满意', en: 'Good' },
  { zh: '很满意', en: 'Very good' },
]

function ratingForm(ticket: string, lang: Lang): NonNullable<VideoResultView['rating']> {
  const say = sayIn(lang)
  return {
    post: post(`/my/video/${ticket}/rate`),
    fields: [
      {
        kind: 'radio',
        name: 'stars',
        label: say('评价', 'Rating'),
        value: '',
        options: STARS.map((s, i) => ({ value: String(i + 1), label: s[lang] })).toReversed(),
      },
      {
        kind: 'textarea',
        name: 'words',
        label: say('想说的话', 'Anything to add'),
        optional: true,
        rows: 2,
        maxLength: 500,
      },
      {
        kind: 'checkbox',
        name: 'complaint',
        label: say(
          '我要投诉:留存录像,由另一组民警复核',
          'I complain: keep the recording and have another team look at it',
        ),
      },
    ],
  }
}

/** What comes next, by what came out: order 164 art. 3, one full notice. */
const NEXT: Readonly<Record<NonNullable<SessionShown['outcome']>['kind'], Pair>> = {
  done: { zh: '都办好了。后面的进度在办件里看。', en: 'All is done. The rest is under your case.' },
  'submitted-for-review': { zh: '已提交,复核后通知您。', en: 'Submitted. You hear from us after the review.' },
  'await-pay': { zh: '请在 72 小时内缴费,缴清后继续办理。', en: 'Please pay within 72 hours; then it goes on.' },
  'await-original': {
    zh: '请把原件寄给我们或送到窗口,收到后继续。',
    en: 'Send or bring the original; then it goes on.',
  },
  'await-correction': { zh: '请按清单补齐,一次说全,补好就继续。', en: 'Please complete the list; then it goes on.' },
  'to-counter': {
    zh: '这件事要到窗口办。视频里核过的不用再交。',
    en: 'This goes on at the counter; what was seen need not be shown again.',
  },
  rejected: {
    zh: '不能办理,原因和依据在下面。可以申请复议或诉讼。',
    en: 'Not possible; reason and law below. You may ask for review or go to court.',
  },
  'consult-only': { zh: '咨询完成。', en: 'Your question was answered.' },
  'ended-no-result': {
    zh: '这次没有办成,已填的都保留,可以换个方式接着办。',
    en: 'Nothing came of it; what you filled in is kept.',
  },
}
