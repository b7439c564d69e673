import { findService } from '#domain/services/index.ts'
import type { Text } from '#domain/text.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { type Addressee, tellAbout } from '#server/messages/messages.ts'

const NO_ITEM: Text = { zh: '视频咨询', en: 'your question by video' }

/** Tells somebody something about a ticket or a conversation, which need not have a case nor be about an item. */
export async function tellCaller(
  tx: Tx,
  house: House,
  to: Addressee & { service?: string | undefined },
  template: string,
  params: Readonly<Record<string, Text | string>> = {},
): Promise<void> {
  const service = to.service === undefined ? undefined : findService(to.service)?.name
  await tellAbout(tx, house, to, template, { ...params, service: service ?? NO_ITEM })
}
