import { findService } from '#domain/services/index.ts'
import { maskMobile } from '#domain/mask.ts'
import { deviceOf } from '#server/accounts/device.ts'
import { askerOf, citizenBrowsers } from '#server/accounts/own-browser.ts'
import { phoneKey, requestCode, signIn } from '#server/accounts/sign-in.ts'
import { clearSessionCookie, setSessionCookie } from '#server/kit/cookies.ts'
import { Refused } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { endSession } from '#server/kit/sessions.ts'
import type { FieldView, SignInView } from '#web/citizen/views.ts'
import { draw, form, goTo, longForm, page, post, type Show, signInPath, type Site, type Visit } from '../kit.ts'
import { sealedCookie } from '#server/kit/sealed-cookie.ts'
import { localPath } from '../shell.ts'
import { problemLine } from '../words.ts'
import { SPACED } from '../views/fields.ts'

/** What is known between the steps. In a sealed cookie: a mobile number belongs in no address and no hidden field. */
interface Begun {
  mobile: string
  next: string
  sentAt: number
  /** Right, and kept for the step that asks for the real name. */
  code?: string
}

const begun = sealedCookie<Begun>('sign-in', 600)
/** A code may be sent again so long after the last. */
const AGAIN_SECONDS = 60

/** Phone, code, and the first time name and identity number; then back to where one came from. */
export function signInPages(site: Site): void {
  const { house } = site.frame
  const phone: Show = async (visit) =>
    visit.actor.kind === 'citizen' ? goTo(localPath(visit.query['next'])) : draw('signIn', phoneView(visit))
  const code: Show = async (visit) => {
    const state = begun.get(house, visit.request)
    return state ? draw('signIn', codeView(visit, state, house.time.now())) : goTo('/sign-in')
  }
  const person: Show = async (visit) => {
    const state = begun.get(house, visit.request)
    if (state?.code === undefined) return goTo('/sign-in')
    // The code grew old while the name was typed: that step again.
    return visit.problem?.code === 'CODE_WRONG' ? goTo('/sign-in/code') : draw('signIn', personView(visit, state))
  }
  page(site, { path: '/sign-in', act: 'public' }, phone)
  page(site, { path: '/sign-in/code', act: 'public' }, code)
  page(site, { path: '/sign-in/person', act: 'public' }, person)
  const from = () => '/'
  longForm(site, { path: '/sign-in', act: 'public', page: phone, from }, async ({ query, request, reply }, fields) => {
    const mobile = (fields['phone'] ?? '').trim()
    await requestCode(house, mobile, askerOf(house, request, mobile))
    begun.set(house, reply, { mobile, next: localPath(query['next']), sentAt: house.time.now().getTime() })
    return '/sign-in/code'
  })
  longForm(site, { path: '/sign-in/resend', act: 'public', page: code, from }, async ({ request, reply, say }) => {
    const state = begun.get(house, request)
    if (!state) return '/sign-in'
    const left = Math.ceil((state.sentAt - house.time.now().getTime()) / 1000) + AGAIN_SECONDS
    if (left > 0)
      throw new Refused(429, 'TOO_SOON', say(`${left} 秒后可以重新发送`, `You can ask again in ${left} s`), {
        retryAfter: left,
      })
    await requestCode(house, state.mobile, askerOf(house, request, state.mobile))
    begun.set(house, reply, { mobile: state.mobile, next: state.next, sentAt: house.time.now().getTime() })
    return '/sign-in/code'
  })
  longForm(site, { path: '/sign-in/code', act: 'public', page: code, from }, async (visit, fields) => {
    const state = begun.get(house, visit.request)
    if (!state) return '/sign-in'
    const typed = (fields['code'] ?? '').replace(/\s/g, '').slice(0, 12)
    try {
      return await enter(house, visit, state, { code: typed })
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'REAL_NAME_NEEDED') throw error
      begun.set(house, visit.reply, { ...state, code: typed })
      return '/sign-in/person'
    }
  })
  longForm(site, { path: '/sign-in/person', act: 'public', page: person, from }, async (visit, fields) => {
    const state = begun.get(house, visit.request)
    if (state?.code === undefined) return '/sign-in'
    const [name, idNumber] = [
      (fields['name'] ?? '').trim().slice(0, 60),
      (fields['idNumber'] ?? '').trim().slice(0, 30),
    ]
    return enter(house, visit, state, { code: state.code, name, idNumber })
  })
  signOutForm(site)
}

/** Opens the session; gives the path to go on to. */
async function enter(
  house: House,
  { request, reply, actor }: Visit,
  state: Begun,
  given: { code: string; name?: string; idNumber?: string },
): Promise<string> {
  // The second press of a double click: the first one has opened the door already.
  if (actor.kind === 'citizen') return state.next
  const { token } = await signIn(house, {
    mobile: state.mobile,
    ...given,
    device: deviceOf(request),
    from: askerOf(house, request, state.mobile),
  })
  setSessionCookie(house, reply, 'citizen', token)
  citizenBrowsers.remember(house, request, reply, phoneKey(house, state.mobile))
  begun.clear(house, reply)
  return state.next
}

function signOutForm(site: Site): void {
  const { house } = site.frame
  form(
    site,
    { path: '/sign-out', act: 'citizen.self', page: async () => goTo('/my'), from: () => '/' },
    async (tx, { actor, reply }) => {
      const citizen = citizenOf(actor)
      await endSession(tx, 'citizen', citizen.id, citizen.session)
      clearSessionCookie(house, reply, 'citizen')
      return '/'
    },
  )
}

const errorAt = (visit: Visit, ...names: string[]): { error?: string } => {
  const found = visit.problem?.fields?.find((p) => names.includes(p.field))
  return found ? { error: found.message } : {}
}

/** A trouble that belongs to no question on the page. */
const otherTrouble = (visit: Visit, fields: readonly FieldView[]): { problem?: string } => {
  const line = fields.some((f) => f.error) ? undefined : problemLine(visit.problem, visit.lang)
  return line ? { problem: line } : {}
}

function phoneView(visit: Visit): SignInView {
  const { say, query, typed } = visit
  const next = localPath(query['next'])
  const service = /^\/services\/([\w-]+)/.exec(next)?.[1]
  const name = service ? findService(service)?.name : undefined
  const fields: FieldView[] = [
    {
      kind: 'text',
      name: 'phone',
      label: say('手机号码', 'Mobile number'),
      type: 'tel',
      inputMode: 'tel',
      autocomplete: 'tel',
      look: 'digits',
      value: typed?.['phone'] ?? '',
      ...errorAt(visit, 'mobile'),
    },
  ]
  return {
    step: 'phone',
    ...(name
      ? { purpose: say(`登录后继续:${name.zh}`, `Sign in to go on: ${name.en}`) }
      : next.startsWith('/my')
        ? { purpose: say('登录后看您自己的内容', 'Sign in to see what is yours') }
        : {}),
    fields,
    ...otherTrouble(visit, fields),
    post: post(next === '/' ? '/sign-in' : signInPath(next)),
  }
}

function codeView(visit: Visit, state: Begun, now: Date): SignInView {
  const { say } = visit
  const fields: FieldView[] = [
    {
      kind: 'text',
      name: 'code',
      label: say('6 位验证码', '6-digit code'),
      inputMode: 'numeric',
      autocomplete: 'one-time-code',
      maxLength: 8,
      look: 'code',
      ...errorAt(visit, 'code'),
    },
  ]
  const wait = Math.max(0, Math.ceil((state.sentAt - now.getTime()) / 1000) + AGAIN_SECONDS)
  return {
    step: 'code',
    fields,
    ...otherTrouble(visit, fields),
    post: post('/sign-in/code'),
    sentTo: maskMobile(state.mobile),
    resend: {
      post: post('/sign-in/resend'),
      ...(wait > 0 ? { waitUntil: new Date(now.getTime() + wait * 1000).toISOString(), waitSeconds: wait } : {}),
    },
    back: signInPath(state.next),
  }
}

function personView(visit: Visit, state: Begun): SignInView {
  const { say, typed } = visit
  const fields: FieldView[] = [
    {
      kind: 'text',
      name: 'name',
      label: say('姓名', 'Name as on the card'),
      autocomplete: 'name',
      maxLength: 60,
      value: typed?.['name'] ?? '',
      ...errorAt(visit, 'name'),
    },
    {
      kind: 'text',
      name: 'idNumber',
      label: say('身份证号码', 'Identity number'),
      hint: say('18 位,末位可以是 X', '18 characters, the last may be X'),
      look: 'digits',
      maxLength: SPACED,
      value: typed?.['idNumber'] ?? '',
      ...errorAt(visit, 'idNumber'),
    },
  ]
  return {
    step: 'person',
    fields,
    ...otherTrouble(visit, fields),
    post: post('/sign-in/person'),
    back: signInPath(state.next),
  }
}
