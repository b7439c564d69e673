import type { Route } from '#api/route.ts'
import { Problem } from '#api/errors.ts'

/** OpenAPI 3.1 from the routes that are really served: nothing is written twice, so nothing can disagree. */
export function openapi(routes: readonly Route[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: '云窗 Yunchuang', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: { schemas: { Problem: plain(Problem) } },
  }
}

interface ObjectSchema {
  properties?: Record<string, unknown>
  required?: readonly string[]
}

function operation(route: Route): Record<string, unknown> {
  const problem = {
    description: 'RFC 9457 problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  return {
    operationId: route.name,
    summary: route.summary,
    'x-act': route.act,
    parameters: [...parameters('path', route.params), ...parameters('query', route.query), ...idempotencyKey(route)],
    ...(route.method === 'POST' || route.method === 'PUT'
      ? { requestBody: { required: true, content: { 'application/json': { schema: plain(route.body) } } } }
      : {}),
    responses: {
      200: { description: 'done', content: { 'application/json': { schema: plain(route.reply) } } },
      default: problem,
    },
  }
}

function parameters(place: 'path' | 'query', schema: unknown): Record<string, unknown>[] {
  const { properties = {}, required = [] } = plain(schema) as ObjectSchema
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

const idempotencyKey = (route: Route): Record<string, unknown>[] =>
  route.method === 'GET' || route.idempotent === 'own'
    ? []
    : [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', pattern: '^[\\w-]{8,80}$' } }]

/** The schema as bare JSON, without the library's hidden markers. */
const plain = (schema: unknown): unknown => JSON.parse(JSON.stringify(schema))
