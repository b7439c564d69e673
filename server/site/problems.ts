import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refused } from '#server/kit/errors.ts'
import type { ErrorView } from '#web/citizen/views.ts'
import { codingFor, packNow } from './compress.ts'
import { signInPath, type Site } from './kit.ts'
import { langOf, localPath, plainShell } from './shell.ts'
import { refusalWords } from '#server/kit/errors.ts'

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
  const problems = refused.fields?.map((f) => ({ message: f.message }))
  const view: ErrorView = {
    status,
    ...(status === 404 ? {} : { message: next ? `${message}。${next}`.replace('。。', '。') : message }),
    ...(problems && problems.length > 0 ? { problems } : {}),
    ...(status === 500 || status === 503 ? { requestId: request.id } : {}),
  }
  const bytes = Buffer.from(site.render('error', view, plainShell(site.frame, request)))
  const coding = codingFor(request)
  if (coding) reply.header('content-encoding', coding)
  return reply
    .code(refused.status)
    .headers({ 'content-type': 'text/html; charset=utf-8', vary: 'accept-encoding, cookie' })
    .send(coding ? packNow(bytes, coding) : bytes)
}
