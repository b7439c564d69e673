import { shanghaiDate } from '#domain/calendar.ts'
import type { CaseData } from '#domain/case.ts'
import { maskIdNumber } from '#domain/mask.ts'
import type { SignDocument } from '#domain/video/session-parts.ts'
import type { Session } from '#domain/video/session.ts'
import { findService } from '#domain/services/index.ts'
import { findPerson } from '#server/accounts/people.ts'
import { loadCase } from '#server/cases/cases.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { checklistOf } from './session-store.ts'

/** Lines that fit one page of a phone at ordinary size; the button to sign lives after the last page. */
const LINES_A_PAGE = 14

/**
 * The statement that is signed: who, what, which effect, what was told, seen and said. Its hash
 * stands on both screens; any change makes another document.
 */
export async function makeDocument(
  tx: Pick<Tx, 'one'>,
  house: House,
  s: Session,
): Promise<Omit<SignDocument, 'state' | 'shownAt'>> {
  const person = await findPerson(tx, house, s.person)
  const c = s.caseId === undefined ? undefined : await loadCase(tx, house, s.caseId)
  const service = s.service === undefined ? undefined : findService(s.service)
  const list = checklistOf(s)
  const title = `${service?.name.zh ?? '视频办理'}本人确认书`
  const lines = [
    `申请人:${person.name}`,
    `身份证号:${maskIdNumber(person.idNumber)}`,
    ...(c ? [`业务流水号:${c.number}`] : []),
    ...secondLine(s, c?.data),
    `办理民警:${s.officer}`,
    `日期:${shanghaiDate(house.time.now())}`,
    '',
    list?.will.zh ?? '',
    '',
    '本人确认以下事项:',
    ...(list?.steps ?? [])
      .filter((step) => s.steps[step.id]?.result === 'done')
      .map((step, i) => `${i + 1}. ${step.stated.zh}${noted(s.steps[step.id]?.note)}`),
    '',
    ...s.proposals
      .filter((p) => p.state === 'accepted')
      .map((p) => `通话中修改:${labelOf(service, p.field)}改为“${p.value}”`),
    '以上内容本人已经读过或者听民警读过,情况属实,是本人自愿申请。如有虚假,本人承担法律责任。',
  ]
  const pages = paged(lines)
  return { id: uuidv7(), title, pages, hash: house.crypto.hashHex([title, ...pages].join('\f')) }
}

/** The other of two who must agree stands in the statement that both sign. */
function secondLine(s: Session, data: CaseData | undefined): string[] {
  const party = s.service === undefined ? undefined : findService(s.service)?.coSign?.party
  const second = data && checklistOf(s)?.second ? party?.(data) : undefined
  return second ? [`共同申请人:${second.name}(${maskIdNumber(second.idNumber)})`] : []
}

const noted = (note: string | undefined): string => (note === undefined || note === '' ? '' : `(${note})`)
const labelOf = (service: ReturnType<typeof findService>, field: string): string =>
  service?.form.flatMap((p) => p.fields).find((f) => f.name === field)?.label.zh ?? field

function paged(lines: readonly string[]): string[] {
  const pages: string[] = []
  for (let i = 0; i < lines.length; i += LINES_A_PAGE) pages.push(lines.slice(i, i + LINES_A_PAGE).join('\n'))
  return pages
}
