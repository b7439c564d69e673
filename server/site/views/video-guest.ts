import type { Lang, Text } from '#domain/text.ts'
import type { Guest } from '#domain/video/session-parts.ts'
import type { Refused } from '#server/kit/errors.ts'
import type { VideoDoorView, VideoJoinView } from '#web/citizen/pages/video-views.ts'
import { post } from '../kit.ts'
import { sayIn } from '../words.ts'

/** How one stands to the person whose business it is: the words are kept as they were chosen. */
const RELATIONS: readonly Text[] = [
  { zh: '配偶', en: 'Spouse' },
  { zh: '子女', en: 'Child' },
  { zh: '父母', en: 'Parent' },
  { zh: '其他亲属', en: 'Other relative' },
  { zh: '监护人', en: 'Guardian' },
  { zh: '翻译', en: 'Interpreter' },
  { zh: '手语翻译', en: 'Sign interpreter' },
  { zh: '站点工作人员', en: 'Helper at a station' },
]

interface Given {
  typed: Readonly<Record<string, string>>
  consent: { title: Text; text: Text; version: string; hash: string }
  problem: Refused | undefined
  line: string | undefined
}

export function joinView({ typed, consent, problem, line }: Given, lang: Lang): VideoJoinView {
  const say = sayIn(lang)
  const wrong = (field: string) => {
    const message = problem?.fields?.find((f) => f.field === field)?.message
    return message === undefined ? {} : { error: message }
  }
  return {
    fields: [
      {
        kind: 'text',
        name: 'code',
        label: say('邀请码', 'Invitation code'),
        hint: say('8 位数字,向邀请您的人要', 'Eight digits, from the person who asked you in'),
        value: typed['code'] ?? '',
        inputMode: 'numeric',
        autocomplete: 'one-time-code',
        maxLength: 12,
        look: 'code',
        ...wrong('code'),
      },
      {
        kind: 'text',
        name: 'name',
        label: say('您的姓名', 'Your name'),
        value: typed['name'] ?? '',
        autocomplete: 'name',
        maxLength: 30,
        ...wrong('name'),
      },
      {
        kind: 'select',
        name: 'relation',
        label: say('您是办理人的', 'You are the applicant’s'),
        value: typed['relation'] ?? '',
        options: [
          { value: '', label: say('请选择', 'Choose') },
          ...RELATIONS.map((r) => ({ value: r.zh, label: r[lang] })),
        ],
        ...wrong('relation'),
      },
      {
        kind: 'checkbox',
        name: 'agree',
        label: say('我已阅读,同意通话录音录像', 'I have read it and agree that the call is recorded'),
        checked: typed['agree'] === 'yes',
        ...wrong('agree'),
      },
    ],
    consent: { title: consent.title[lang], text: consent.text[lang], version: consent.version, hash: consent.hash },
    post: post('/video/join'),
    ...(line && !problem?.fields?.length ? { problem: line } : {}),
  }
}

export function doorView(state: VideoDoorView['state'], guest: Guest | undefined, lang: Lang): VideoDoorView {
  const say = sayIn(lang)
  const words = {
    waiting: [
      say('等民警请您进来', 'Waiting to be let in'),
      say(
        '民警看到您的名字后会请您进来,这个页面会自己进入。',
        'The officer sees your name and lets you in; this page opens by itself.',
      ),
    ],
    gone: [
      say('您没有在这次通话里', 'You are not in this call'),
      say(
        '民警没有同意加入,或者已请您离开。需要时请办理人重新邀请。',
        'The officer did not let you in, or showed you out. The applicant can ask you in again.',
      ),
    ],
    over: [
      say('这次通话已经结束', 'This call is over'),
      say('谢谢您的帮助,可以关掉这个页面。', 'Thank you for your help. You may close this page.'),
    ],
  }[state]
  return {
    state,
    head: words[0] ?? '',
    text: words[1] ?? '',
    rows: guest
      ? [
          { label: say('姓名', 'Name'), value: guest.name ?? '' },
          {
            label: say('关系', 'Relation'),
            value: RELATIONS.find((r) => r.zh === guest.relation)?.[lang] ?? guest.relation ?? '',
          },
        ]
      : [],
    ...(state === 'waiting' ? { again: { label: say('再看一下', 'Look again'), href: '/video/guest' } } : {}),
    ...(state === 'gone' ? { again: { label: say('用新的邀请码', 'Use another code'), href: '/video/join' } } : {}),
  }
}
