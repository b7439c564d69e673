import type { LeavingCommand } from '#domain/leaving.ts'
import { sentenceOf } from '#domain/refusals.ts'
import { vehicleRelocate } from '#domain/services/vehicle/vehicle-relocate.ts'
import type { Text } from '#domain/text.ts'
import { personWith } from '#server/accounts/people.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { tellAbout } from '#server/messages/messages.ts'
import type { Leaving } from './leaving.ts'

/**
 * The owner learns what this office does with the car's file; who has no account here hears it from the office of arrival.
 * `keptUntil`: until when the old number is the owner's.
 */
export async function tellOwner(
  tx: Tx,
  house: House,
  leaving: Leaving,
  command: LeavingCommand,
  keptUntil: string | undefined,
): Promise<void> {
  const { row, asked, record } = leaving
  const said = wordsFor(leaving, command, keptUntil)
  if (!said) return
  const owner = await personWith(tx, house, record?.owner.idNumber ?? asked.owner.idNumber)
  if (!owner) return
  await tellAbout(tx, house, { person: owner.id, office: row.office }, said.template, {
    service: vehicleRelocate.name,
    number: row.request_no,
    place: asked.toName,
    plate: row.what,
    ...said.params,
  })
}

interface Said {
  template: string
  params: Readonly<Record<string, Text | string>>
}

function wordsFor({ row, asked }: Leaving, command: LeavingCommand, until: string | undefined): Said | undefined {
  switch (row.state) {
    case 'review':
      return command.type === 'judged'
        ? { template: 'file-review', params: { reason: reasons(row.findings) } }
        : undefined
    case 'sent':
      return { template: 'file-sent', params: {} }
    case 'refused':
      return { template: 'file-refused', params: { reason: (row.reason ?? '').replace(/。$/u, '') } }
    case 'returned':
      return { template: 'file-back', params: {} }
    case 'left':
      return until
        ? { template: 'file-left-kept', params: { until, plate: asked.plate } }
        : { template: 'file-left', params: {} }
    default:
      return undefined
  }
}

/** All of them, each with its own sentence, in both languages. */
function reasons(findings: Leaving['row']['findings']): Text {
  const said = findings.map(({ code, params }) => sentenceOf(code, params))
  return { zh: said.map((one) => one.zh).join(''), en: said.map((one) => one.en).join(' ') }
}
