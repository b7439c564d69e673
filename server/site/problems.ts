import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refused } from '#server/kit/errors.ts'
import type { ErrorView } from '#web/citizen/views.ts'
import { codingFor, packNow } from './compress.ts'
import { signInPath, type Site, wayBack } from './kit.ts'
import { langOf, localPath, plainShell } from './shell.ts'
import { fieldWords, refusalWords } from '#server/kit/errors.ts'
import type { Lang } from '#domain/text.ts'
import { paths } from '#web/citizen/paths.ts'
import { sayIn } from './words.ts'

/** Back to the form with what was typed; the same page once more; or a way to find what is not here. */
function nextStep(request: FastifyRequest, status: ErrorView['status'], lang: Lang): Pick<ErrorView, 'next'> {
  const say = sayIn(lang)
  const back = wayBack.get(request)
  if (back) return { next: { href: back, label: say('回到刚才那一页', 'Back to that page') } }
  if (status === 404) return { next: { href: paths.services, label: say('查找服务', 'Find a service') } }
  const passing = status === 429 || status === 500 || status === 503
  return passing && request.method === 'GET'
    ? { next: { href: localPath(request.url), label: say('再试一次', 'Try again') } }
    : {}
}

const DRAWN: readonly ErrorView['status'][] = [403, 404, 409, 422, 429, 500, 503]

/** Draws what went wrong for a browser; strangers at a closed door are sent to sign in. At once: Fastify's error handler waits for nobody. */
export function drawProblem(
  site: Omit<Site, 'app'>,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused,
): FastifyReply {
  if (refused.status === 401)
    return reply.redirect(signInPath(request.method === 'GET' ? localPath(request.url) : '/'), 303)
  const lang = langOf(request)
  const status = DRAWN.find((s) => s === refused.status) ?? (refused.status < 500 ? 422 : 500)
  const { message, next } = refusalWords(refused, lang)
  const problems = fieldWords(refused, lang)?.map((f) => ({ message: f.message }))
  const view: ErrorView = {
    status,
    ...(status === 404 ? {} : { message: next ? `${message}。${next}`.replace('。。', '。') : message }),
    ...(problems && problems.length > 0 ? { problems } : {}),
    ...(status === 500 || status === 503 ? { requestId: request.id } : {}),
    ...nextStep(request, status, lang),
  }
  const bytes = Buffer.from(site.render('error', view, plainShell(site.frame, request)))
  const coding = codingFor(request)
  if (coding) reply.header('content-encoding', coding)
  return reply
    .code(refused.status)
    .headers({ 'content-type': 'text/html; charset=utf-8', vary: 'accept-encoding, cookie' })
    .send(coding ? packNow(bytes, coding) : bytes)
}
