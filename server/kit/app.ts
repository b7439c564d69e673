import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { REFUSALS } from '#domain/refusals.ts'
import { uuidv7 } from './uuid.ts'
import { setCompilers } from './compilers.ts'
import { fromDatabase, type FieldProblem, fieldWords, Refused, refusalWords, refusedBy } from './errors.ts'
import type { House } from './house.ts'
import { watchMethods } from './methods.ts'
import { limitConnections } from './slow-readers.ts'

export const MAX_UPLOAD_BYTES = 8 * 1024 * 1024

/** The HTTP server with every limit set (measured: Fastify ignores `http.requestTimeout`, Node checks only every 30 s unless told). */
export function createApp(house: House): FastifyInstance {
  const app = Fastify({
    logger: false,
    trustProxy: house.trustProxy.length > 0 ? [...house.trustProxy] : false,
    bodyLimit: 256 * 1024,
    requestTimeout: 15_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 10_000,
    routerOptions: {
      // The router's own refusal of long parts leaves without our headers; the limit of 16 KB for all headers and each route's schema hold them.
      maxParamLength: 16_384,
      onBadUrl: (_path, _request, response) => plainProblem(response, 400, 'BAD_URL', '链接里有无法识别的字符'),
    },
    // The house asks for the Host itself: Node's own refusal leaves without our headers and without a word.
    http: {
      headersTimeout: 8_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16 * 1024,
      requireHostHeader: false,
    },
    genReqId: () => uuidv7(),
    clientErrorHandler: (error, socket) => answerBrokenRequest(error, socket),
  })
  limitConnections(app.server)
  app.server.on('checkExpectation', (_request, response) =>
    plainProblem(response, 417, 'BAD_REQUEST', REFUSALS['BAD_REQUEST']?.message.zh ?? ''),
  )
  const methodsOf = watchMethods(app)
  setCompilers(app)
  app.register(cookie)
  app.register(formbody, { bodyLimit: 256 * 1024 })
  app.register(multipart, {
    limits: { fileSize: MAX_UPLOAD_BYTES, files: 8, fields: 40, fieldSize: 16 * 1024, parts: 48, headerPairs: 50 },
  })
  app.addHook('onRequest', async (request, reply) => {
    securityHeaders(house, request, reply)
    refuseOddHeaders(request)
    refuseForeignOrigin(request)
  })
  // After the cookies (the drawn page wants the reader's dress), before any body is read for a route that does not exist.
  app.addHook('preParsing', async (request, reply) => {
    if (request.is404) refuseUnserved(request, reply, methodsOf)
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    house.metrics.time('http', reply.elapsedTime, { route, status: String(reply.statusCode) })
    if (reply.statusCode >= 500)
      house.log.warn('request failed', {
        route,
        method: request.method,
        status: reply.statusCode,
        requestId: request.id,
      })
  })
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(house, error, request, reply))
  app.setNotFoundHandler((request, reply) => refuseUnserved(request, reply, methodsOf))
  return app
}

/** Throws: too long an address, a method that this path does not take (with `Allow`, RFC 9110 §15.5.6), or nothing there at all. */
function refuseUnserved(request: FastifyRequest, reply: FastifyReply, methodsOf: (path: string) => string[]): never {
  if (request.url.length > 8_000) throw new Refused(414, 'URL_TOO_LONG', '链接太长')
  const [path = ''] = request.url.split('?')
  const methods = methodsOf(path)
  if (methods.length === 0)
    throw new Refused(404, 'NOT_FOUND', '没有这个页面或接口', { next: '请检查链接,或回到首页。' })
  reply.header('allow', methods.join(', '))
  throw refusedBy(405, { code: 'WRONG_METHOD' })
}

/**
 * Trusted Types: where the browser knows them no script of ours, nor one that got in, can make markup or a script address out
 * of a string. The one policy is `worker` (`web/citizen/enhance/line.ts`): registering a service worker takes an address.
 */
const CSP =
  "require-trusted-types-for 'script'; trusted-types worker; default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'"

/** On every answer, also on errors. Set by hand: the usual defaults still allow https: fonts and inline upgrades. */
export function securityHeaders(
  house: Pick<House, 'publicUrl' | 'payUrl'>,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.headers(headersOf(house.publicUrl, house.payUrl))
  reply.header('x-request-id', request.id)
}

/** Made once for the addresses of a house, not for each answer. */
function headersOf(publicUrl: string, payUrl: string): Readonly<Record<string, string>> {
  const key = `${publicUrl} ${payUrl}`
  const known = headersByAddress.get(key)
  if (known) return known
  const made = {
    // The bank's payment page is the one foreign place a form may lead to.
    'content-security-policy': `${CSP}; form-action 'self' ${new URL(payUrl).origin}`,
    ...FIXED_HEADERS,
    'cache-control': 'no-store',
    ...(publicUrl.startsWith('https://') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
  headersByAddress.set(key, made)
  return made
}
const headersByAddress = new Map<string, Readonly<Record<string, string>>>()

const FIXED_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), interest-cohort=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** One Host (RFC 9112 §3.2: none or two are a mistake), and a body as it is: nothing here unpacks one. */
function refuseOddHeaders(request: FastifyRequest): void {
  const hosts = request.raw.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length
  if (hosts > 1 || (hosts === 0 && request.raw.httpVersion === '1.1')) throw refusedBy(400, { code: 'BAD_REQUEST' })
  const packed = request.headers['content-encoding']
  if (packed !== undefined && packed !== 'identity') throw refusedBy(415, { code: 'WRONG_TYPE' })
  if (LONG_BOUNDARY.test(request.headers['content-type'] ?? '')) throw refusedBy(400, { code: 'BAD_REQUEST' })
}
/** RFC 2046 §5.1.1: 70 characters at most; the parser breaks with its own error from 255 on. */
const LONG_BOUNDARY = /boundary=("[^"]{71}|[^";]{71})/i

/** Cookies are SameSite already; this also stops same-site neighbours and old browsers. Agencies send neither header. */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const foreign =
    typeof site === 'string'
      ? !['same-origin', 'none'].includes(site)
      : origin !== undefined && hostOf(origin) !== request.headers.host
  if (foreign) throw refusedBy(403, { code: 'FOREIGN_ORIGIN' })
}

function hostOf(origin: string): string {
  try {
    return new URL(origin).host
  } catch {
    return 'opaque'
  }
}

function answerError(house: House, error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refused =
    error instanceof Refused ? error : (fromValidation(error) ?? fromFastify(error) ?? fromDatabase(error))
  if (refused) {
    if (refused.status === 503) house.log.error('unavailable', error, { requestId: request.id })
    return problem(request, reply, refused)
  }
  house.log.error('bug', error, { route: request.routeOptions.url ?? 'none', requestId: request.id })
  return problem(
    request,
    reply,
    new Refused(500, 'INTERNAL', '系统出错了,您填写的内容没有丢失', {
      next: '请稍后再试;如仍不行,请把下面的编号告诉客服。',
    }),
  )
}

function fromValidation(error: FastifyError): Refused | undefined {
  if (!error.validation) return undefined
  const fields: FieldProblem[] = error.validation.slice(0, 30).map((v) => {
    const missing = (v.params as { missingProperty?: string }).missingProperty
    const extra = (v.params as { additionalProperty?: string }).additionalProperty
    const path = v.instancePath.slice(1).replaceAll('/', '.')
    const name = [path, missing ?? extra].filter(Boolean).join('.').slice(0, 80)
    return {
      field: name || (error.validationContext ?? 'body'),
      code: v.keyword,
      message: missing ? '缺少这一项' : extra ? '没有这一项' : '格式不对',
      en: missing ? 'This is missing' : extra ? 'There is no such field' : 'Not in the right form',
    }
  })
  const status = error.validationContext === 'body' ? 422 : 400
  return new Refused(status, 'INVALID', '有内容填写得不对', { next: '请按提示修改后再提交。', fields })
}

/** The parser's own words; it throws them without a code. */
const BROKEN_MULTIPART = /^Multipart: Boundary not found$|unexpected end of multipart data$/i
const TOO_MANY_PARTS: readonly string[] = ['FST_PARTS_LIMIT', 'FST_FIELDS_LIMIT']

/** Fastify's own refusals: body too large, wrong content type, broken JSON, broken multipart. */
function fromFastify(error: FastifyError): Refused | undefined {
  const broken = error.code === 'FST_MULTIPART_INVALID_BOUNDARY' || BROKEN_MULTIPART.test(error.message)
  const status = broken || TOO_MANY_PARTS.includes(error.code) ? 400 : error.statusCode
  if (status === 413)
    return new Refused(413, 'TOO_LARGE', '内容太大', { next: '请缩小文件后再传,单个文件不超过 8 MB。' })
  if (status === 415) return refusedBy(415, { code: 'WRONG_TYPE' })
  if (status !== undefined && status >= 400 && status < 500) return new Refused(status, 'BAD_REQUEST', '请求无法识别')
  return undefined
}

/** RFC 9457, unless the asker is a browser page: the site then draws it (`server/site`). */
export function problem(request: FastifyRequest, reply: FastifyReply, refused: Refused): FastifyReply {
  if (refused.retryAfter !== undefined) reply.header('retry-after', String(refused.retryAfter))
  const page = request.server.hasDecorator('drawProblem') && !request.url.startsWith('/api/') && wantsHtml(request)
  if (page)
    return request.server.getDecorator<
      (request: FastifyRequest, reply: FastifyReply, refused: Refused) => FastifyReply
    >('drawProblem')(request, reply, refused)
  const lang = (request.headers['accept-language'] ?? '').startsWith('en') ? 'en' : 'zh'
  const { message, next } = refusalWords(refused, lang)
  return reply
    .code(refused.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: refused.code,
        status: refused.status,
        code: refused.code,
        detail: message,
        next: next === '' ? undefined : next,
        fields: fieldWords(refused, lang),
        requestId: request.id,
      }),
    )
}

const wantsHtml = (request: FastifyRequest): boolean => (request.headers.accept ?? '').includes('text/html')

interface RawAnswer {
  writeHead(status: number, headers: Record<string, string>): unknown
  end(text: string): unknown
}

/** What is said below the router, where there is neither a request nor its language. */
const brokenProblem = (
  status: number,
  code: string,
  detail: string,
): { headers: Record<string, string>; text: string } => ({
  headers: {
    ...FIXED_HEADERS,
    'content-security-policy': "require-trusted-types-for 'script'; trusted-types 'none'; default-src 'none'",
    'cache-control': 'no-store',
    'content-type': 'application/problem+json; charset=utf-8',
  },
  text: JSON.stringify({
    type: 'about:blank',
    title: code,
    status,
    code,
    detail,
    next: REFUSALS[code]?.next.zh,
    requestId: uuidv7(),
  }),
})

function plainProblem(response: unknown, status: number, code: string, detail: string): void {
  const raw = response as RawAnswer
  const { headers, text } = brokenProblem(status, code, detail)
  raw.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(text)) })
  raw.end(text)
}

const BROKEN: Readonly<Record<string, readonly [status: number, phrase: string, code: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'HEADERS_TOO_LARGE'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'TOO_SLOW'],
}

function answerBrokenRequest(
  error: Error & { code?: string },
  socket: { writable: boolean; end(text: string): unknown; destroy(): unknown },
): void {
  if (!socket.writable) return void socket.destroy()
  const [status, phrase, code] = BROKEN[error.code ?? ''] ?? [400, 'Bad Request', 'BAD_REQUEST']
  const problem = brokenProblem(status, code, REFUSALS[code]?.message.zh ?? phrase)
  const headers = Object.entries({ ...problem.headers, 'content-length': String(Buffer.byteLength(problem.text)) })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  socket.end(`HTTP/1.1 ${status} ${phrase}\r\n${headers}connection: close\r\n\r\n${problem.text}`)
}
