import { type Lang, type Text, t } from '#domain/text.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { decline, type Question, readQuestion, sign } from '#server/co-signs/co-signs.ts'
import { paths } from '#web/citizen/paths.ts'
import type { CaseRow, CoSignView } from '#web/citizen/pages/case-views.ts'
import type { NoticeView } from '#web/citizen/views.ts'
import { momentText, plateText, shortMomentText } from '#web/kit/format.ts'
import { type Fields, versionOf } from '../fields.ts'
import { draw, form, page, post, type Show, type Site, type Visit } from '../kit.ts'
import { problemLine, sayIn, type Say } from '../words.ts'

/** What the reader is asked to agree to in another person's application. */
export function coSignPages(site: Site): void {
  const { house } = site.frame
  const show: Show = async (visit) =>
    draw('coSign', coSignView(await readQuestion(house, citizenOf(visit.actor), visit.params['id'] ?? ''), visit))
  const from = (params: Fields) => paths.coSign(params['id'] ?? '')
  const spec = { act: 'co-sign.own', page: show, from } as const
  page(site, { path: '/my/co-signs/:id', act: 'co-sign.own' }, show)
  form(site, { ...spec, path: '/my/co-signs/:id/sign' }, async (tx, { actor, params }, fields) => {
    const given = { agreed: fields['agreed'] !== undefined, signature: fields['signature'] ?? '' }
    await sign(tx, house, citizenOf(actor), params['id'] ?? '', versionOf(fields), given)
    return from(params)
  })
  form(site, { ...spec, path: '/my/co-signs/:id/decline' }, async (tx, { actor, params }, fields) => {
    await decline(tx, house, citizenOf(actor), params['id'] ?? '', versionOf(fields))
    return from(params)
  })
}

/** A question in the list of applications. */
export function questionRow(q: Question, lang: Lang): CaseRow {
  const say = sayIn(lang)
  const asked = q.state === 'asked'
  return {
    tone: asked ? 'turn' : 'idle',
    tag: asked ? say('请您确认', 'Your answer') : say(OUTCOMES[q.state].title),
    title: say(q.serviceName),
    number: `${q.number.slice(0, 4)}…${q.number.slice(-4)}`,
    text: say(`${q.applicant} 申请,您是${q.role.zh}`, `${q.applicant} applied; you are ${q.role.en}`),
    at: shortMomentText(q.askedAt, lang),
    href: paths.coSign(q.id),
  }
}

function coSignView(q: Question, visit: Visit): CoSignView {
  const { say, lang, problem } = visit
  const onField = problem?.fields?.length ? undefined : problemLine(problem, lang)
  return {
    service: say(q.serviceName),
    asks: say(
      `${q.applicant} 申请这项业务,您是${q.role.zh}。${OUTCOMES[q.state].next.zh}`,
      `${q.applicant} has applied for this; you are ${q.role.en}. ${OUTCOMES[q.state].next.en}`,
    ),
    consent: say(q.consent),
    terms: [
      ...(q.vehicle ? [{ label: say('车辆', 'Vehicle'), value: vehicleText(q.vehicle) }] : []),
      ...q.terms.map((row) => ({ label: say(row.label), value: say(row.value) })),
      { label: say('流水号', 'Case number'), value: q.number.replace(/(\d{4})(?=\d)/g, '$1 ') },
    ],
    ...(q.state === 'asked'
      ? { sign: signing(q, visit) }
      : { outcome: { tone: OUTCOMES[q.state].tone, title: say(OUTCOMES[q.state].title) } }),
    ...(onField ? { problem: onField } : {}),
  }
}

function signing(q: Question, { say, lang, problem, typed }: Visit) {
  const error = (name: string) => {
    const found = problem?.fields?.find((p) => p.field === name)
    return found ? { error: found.message } : {}
  }
  const until = momentText(q.until, lang)
  return {
    post: post(`${paths.coSign(q.id)}/sign`, q.version),
    fields: [
      {
        kind: 'checkbox' as const,
        name: 'agreed',
        label: say('我看清了以上内容,同意', 'I have read the above and agree'),
        checked: typed?.['agreed'] !== undefined,
        ...error('agreed'),
      },
      {
        kind: 'text' as const,
        name: 'signature',
        label: say('签名:请输入您的姓名', 'Signature: type your name'),
        hint: say('和身份证上一致', 'As on your identity card'),
        maxLength: 60,
        value: typed?.['signature'] ?? '',
        ...error('signature'),
      },
    ],
    until: say(`请在 ${until} 前答复,逾期申请失效`, `Please answer before ${until}; after that it lapses`),
    decline: declining(q, say),
  }
}

const declining = (q: Question, say: Say): NonNullable<CoSignView['sign']>['decline'] => ({
  kind: 'post',
  label: say('不同意', 'I do not agree'),
  post: post(`${paths.coSign(q.id)}/decline`, q.version),
  look: 'danger',
  confirm: {
    text: say('不同意后,对方的申请就结束了。', 'The application of the other person then ends.'),
    button: say('确认不同意', 'Yes, decline'),
  },
})

/** The plate is read in its own rhythm, the rest as it is. */
function vehicleText(vehicle: string): string {
  const [plate = '', ...rest] = vehicle.split(' ')
  return [plateText(plate), ...rest].join(' ')
}

const outcome = (tone: NoticeView['tone'], title: Text, next: Text) => ({ tone, title, next })
const over = t('申请已经结束,您不用做什么。', 'The application is over; there is nothing for you to do.')
/** How it stands with the reader, and what that means for the application. */
const OUTCOMES = {
  asked: outcome('info', t('等您答复', 'Waiting for you'), t('您同意后才能办理。', 'It goes on only if you agree.')),
  signed: outcome(
    'ok',
    t('您已同意', 'You agreed'),
    t(
      '由对方接着办;要双方与民警见面的,请一起到场或一起视频。',
      'The other person goes on with it; where both have to see an officer, come or call together.',
    ),
  ),
  declined: outcome('info', t('您没有同意', 'You did not agree'), over),
  lapsed: outcome('info', t('已过时限', 'The time is over'), over),
  ended: outcome('info', t('已结束', 'Ended'), over),
} as const
