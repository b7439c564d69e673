import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Id, Instant, Ok, strict } from './shared.ts'

export const MessageView = Type.Object({
  id: Id,
  caseId: Type.Union([Id, Type.Null()]),
  template: Type.String(),
  title: Type.String(),
  text: Type.String(),
  at: Instant,
  unread: Type.Boolean(),
})

export const listMessages = route({
  name: 'listMessages',
  method: 'GET',
  path: '/api/my/messages',
  act: 'citizen.self',
  summary: 'My messages, newest first',
  query: Type.Object(
    {
      lang: Type.Union([Type.Literal('zh'), Type.Literal('en')], { default: 'zh' }),
      page: Type.Integer({ minimum: 1, maximum: 1_000, default: 1 }),
    },
    strict,
  ),
  reply: Type.Object({
    items: Type.Array(MessageView),
    page: Type.Integer(),
    pages: Type.Integer(),
    total: Type.Integer(),
    unread: Type.Integer(),
  }),
})
export const readMessage = route({
  name: 'readMessage',
  method: 'POST',
  path: '/api/my/messages/:id/read',
  act: 'message.own',
  summary: 'Mark one message as read',
  params: ById,
  body: Type.Object({}, strict),
  reply: Ok,
})
export const readAllMessages = route({
  name: 'readAllMessages',
  method: 'POST',
  path: '/api/my/messages/read-all',
  act: 'citizen.self',
  summary: 'Mark all messages as read',
  body: Type.Object({}, strict),
  reply: Type.Object({ read: Type.Integer() }),
})
