import { CHECKS } from '#domain/checks/check.ts'
import { type Fee, feeOn } from '#domain/fees.ts'
import { citeLaw, LAW } from '#domain/law.ts'
import { maskName } from '#domain/mask.ts'
import { REFUSALS } from '#domain/refusals.ts'
import { PRODUCT_NAMES } from '#domain/products.ts'
import { asksMoney, givesPapers, isOpen, type Service, type StepKind } from '#domain/service.ts'
import type { Lang, Text } from '#domain/text.ts'
import type { ForWhom } from '#server/authorities/acting.ts'
import { ACTING } from '#server/cases/value-words.ts'
import type { City } from '#server/kit/city.ts'
import { VIDEO } from '#server/video/settings.ts'
import { paths } from '#web/citizen/paths.ts'
import type { FieldView, GuideView } from '#web/citizen/views.ts'
import { post, signInPath } from '../kit.ts'
import { asking, sayIn, type Say } from '../words.ts'
import { visitStep } from './visit-words.ts'
import { weekHours } from './week-hours.ts'

interface Given {
  service: Service
  fees: readonly Fee[]
  city: City
  today: string
  signedIn: boolean
  /** For whom the reader may begin it. */
  whom?: readonly ForWhom[]
  problem?: string | undefined
}

/** The guide of an item, made from its definition alone: nothing here can differ from what the house does. */
export function guideView(given: Given, lang: Lang): GuideView {
  const { service, fees, city, today } = given
  const say = sayIn(lang)
  return {
    title: say(service.name),
    summary: say(service.summary),
    conditions: service.checks.filter((c) => c !== 'identity').map((c) => say(CHECKS[c].label)),
    need: service.materials.map((m) => ({ text: say(m.name), how: m.how === 'networked' ? 'lookup' : 'upload' })),
    fees: asksMoney(service)
      ? [
          ...service.fees.map((code) => ({
            name: say(feeOn(fees, code, today).name),
            fen: feeOn(fees, code, today).fen,
          })),
          ...(givesPapers(service) && postable(service)
            ? [
                {
                  name: say(feeOn(fees, 'post', today).name),
                  fen: feeOn(fees, 'post', today).fen,
                  note: say('自取不收', 'none if you collect it'),
                },
              ]
            : []),
        ]
      : [],
    ...(service.feesFor ? { feeNote: say('只收您办的那一项', 'You pay what your case asks for') } : {}),
    legalTime:
      service.limit.law === undefined
        ? say('法律没有规定', 'none in law')
        : say(
            `${service.limit.workingDays} 个工作日`,
            `${service.limit.workingDays} working day${service.limit.workingDays > 1 ? 's' : ''}`,
          ),
    promiseTime: say(service.promise),
    minutes: 2 + service.form.length,
    steps: stepsOf(service, say),
    laws: lawsOf(service, say),
    channels: channels(service, city, say),
    outputs: service.products.map((p) => say(PRODUCT_NAMES[p])),
    refusals: service.refusals.flatMap((code) =>
      REFUSALS[code]
        ? [{ message: unfilled(say(REFUSALS[code].message)), next: unfilled(say(REFUSALS[code].next)) }]
        : [],
    ),
    start: startOf(given, say),
    ...(given.problem ? { problem: given.problem } : {}),
  }
}

/** How one begins: by a form, on the page that does it, at a counter, or not yet. */
function startOf({ service, city, signedIn, whom = [] }: Given, say: Say): GuideView['start'] {
  if (!isOpen(service))
    return {
      kind: 'soon',
      title: say('网上办理即将开通', 'Opens online soon'),
      text: service.channels.includes('counter')
        ? say(
            `目前请到车管所窗口办理,或拨打 ${city.hotline} 询问。`,
            `For now please come to a counter of the vehicle office, or call ${city.hotline}.`,
          )
        : say(`开通前请拨打 ${city.hotline} 询问。`, `Until then please call ${city.hotline}.`),
    }
  if (service.page) return { kind: 'link', label: say('去办理', 'Open'), href: service.page }
  // What may be asked for by video is filled in here and then shown to an officer.
  if (!service.channels.includes('web') && !service.channels.includes('video'))
    return {
      kind: 'soon',
      title: say('请到窗口办理', 'Please come to a counter'),
      text: say('这一项不能网上办。', 'This cannot be done online.'),
    }
  return signedIn
    ? {
        kind: 'post',
        label: say('开始办理', 'Start'),
        post: asking(post(`/services/${service.code}/start`), say),
        ...(whom.length > 1 || whom.some((w) => w.for !== '') ? { whom: whomField(whom, say) } : {}),
      }
    : { kind: 'link', label: say('登录后开始', 'Sign in to start'), href: signInPath(paths.guide(service.code)) }
}

/** For whom: oneself, those who gave an authority, companies. */
const whomField = (whom: readonly ForWhom[], say: Say): FieldView => ({
  kind: 'radio',
  name: 'for',
  label: say('为谁办理', 'For whom'),
  value: whom[0]?.for ?? '',
  options: whom.map((w) => ({
    value: w.for,
    label: w.kind === 'self' ? say('我自己', 'Myself') : w.kind === 'company' ? w.name : maskName(w.name),
    ...(w.kind === 'self' ? {} : { hint: say(ACTING[w.kind]) }),
  })),
})

/** Papers that are exchanged against an original are not posted, and no postage is asked for. */
const postable = (service: Service): boolean =>
  service.form.some((part) =>
    part.fields.some((f) => f.name === 'deliveryMethod' && f.options?.some((o) => o.value === 'post')),
  )

/** In a list of all refusals there is no case to take the parameters from. */
const unfilled = (text: string): string => text.replace(/\{\w+\}/g, '…')

const STEPS: Readonly<Partial<Record<StepKind, Text>>> = {
  'choose-plate': { zh: '选号:5 组 50 个号码里选一个', en: 'Choose one of 50 plate numbers' },
  'co-sign': {
    zh: '共同申请人登录自己的账号确认,或者两人一起到窗口',
    en: 'The other person agrees in the own account, or comes to the counter with you',
  },
  'fetch-file': {
    zh: '迁出地车管所网上转递电子档案,您不用回去',
    en: 'The office of origin hands over the electronic file; you need not go there',
  },
  meet: {
    zh: '本人与民警见面:视频窗口或窗口',
    en: 'You see an officer in person: in the video window or at the counter',
  },
  review: { zh: '民警审核', en: 'An officer reviews it' },
  'second-review': { zh: '第二位民警复核', en: 'A second officer reviews it' },
  pay: { zh: '在银行页面缴费', en: 'Pay at the bank page' },
  hold: { zh: '为防冒领,制证前等待 24 小时', en: 'A 24-hour wait protects you from fraud' },
  deliver: { zh: '制好后寄到家,或到网点自取', en: 'Papers are posted, or you collect them' },
}

function stepsOf(service: Service, say: Say): string[] {
  // What is a page of the site has no application to walk through.
  if (service.page) return []
  return [
    say('登录,联网核查,能不能办当场知道', 'Sign in; we check at once whether you can apply'),
    say('填写、核对,签名提交', 'Fill in, check, sign and submit'),
    ...service.steps.flatMap((s) => {
      const text = visitStep(service, s.kind)?.ahead ?? STEPS[s.kind]
      const bring = (s.bring ?? []).map((thing) => say(thing)).join(say('、', '; '))
      // A step that not every case needs is not announced as if it were sure.
      return text && !s.when ? [say(text) + (bring ? say(`;来时带:${bring}`, `. To bring: ${bring}`) : '')] : []
    }),
  ]
}

/** Each law once, with its articles. */
function lawsOf(service: Service, say: Say): GuideView['laws'] {
  const articles = new Map<string, string[]>()
  for (const ref of service.law) {
    const name = say(LAW[ref.source] ?? citeLaw(ref))
    articles.set(name, [...(articles.get(name) ?? []), String(ref.article)])
  }
  return [...articles].map(([name, numbers]) => ({
    name,
    article: say(`第${numbers.join('、')}条`, `art. ${numbers.join(', ')}`),
  }))
}

function channels(service: Service, city: City, say: Say): GuideView['channels'] {
  const site = city.sites[0]
  return [
    ...(service.channels.includes('web') && isOpen(service)
      ? [{ icon: 'home' as const, title: say('网上', 'Online'), text: say('24 小时', 'At any hour') }]
      : []),
    ...(service.channels.includes('video')
      ? [
          {
            icon: 'camera' as const,
            title: say('视频窗口', 'Video window'),
            text: VIDEO.roundTheClock ? say('24 小时', 'At any hour') : weekHours(VIDEO.hours, say),
            href: paths.video,
          },
        ]
      : []),
    ...(service.channels.includes('counter') && site
      ? [
          {
            icon: 'people' as const,
            title: say('窗口', 'Counter'),
            text: say(
              `${site.name.zh}等 ${city.sites.length} 处,${site.hours.zh}`,
              `${site.name.en} and ${city.sites.length - 1} more, ${site.hours.en}`,
            ),
            href: paths.places,
          },
        ]
      : []),
  ]
}
