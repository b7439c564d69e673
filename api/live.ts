import { Type } from 'typebox'
import { route } from './route.ts'
import { strict } from './shared.ts'

/** Topics: `me`, `office`, `video-desk` (an officer's own state and offers), `case:<uuid>`, `video:<uuid>` (a conversation). Events: `hello` {build}, `news` {topic, version}. */
export const live = route({
  name: 'live',
  method: 'GET',
  path: '/api/live',
  act: 'public',
  summary: 'News as server-sent events; what changed, not its content',
  query: Type.Object(
    {
      topics: Type.String({
        maxLength: 2_000,
        pattern:
          '^(me|office|video-desk|(case|video):[0-9a-f-]{36})(,(me|office|video-desk|(case|video):[0-9a-f-]{36}))*$',
      }),
    },
    strict,
  ),
  reply: Type.Unknown(),
})
