import { readCase } from '#api/cases.ts'
import type { ReplyOf } from '#api/route.ts'
import { useDesk } from '#web/officer/desk.ts'
import { type Reply, useReply } from '#web/officer/use-reply.ts'

export type CaseView = ReplyOf<typeof readCase>

/** The case on screen, read again at every news about it. Each reading is recorded by the house. */
export function useCase(id: string): Reply<CaseView> {
  const { news } = useDesk()
  return useReply(readCase, { params: { id } }, news(`case:${id}`))
}
