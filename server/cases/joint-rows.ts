import { shanghaiDate } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import { maskName } from '#domain/mask.ts'
import { partyOf } from '#domain/co-sign.ts'
import type { Text } from '#domain/text.ts'
import { definitionOf } from '#domain/services/index.ts'

/** What an officer sees of the other person and of the file from elsewhere: who, and whether and how they agreed. */
export function jointRows(c: Case): { label: Text; value: Text }[] {
  const service = definitionOf(c)
  const party = partyOf(service, c.data)
  const { coSigned, file } = c.data
  return [
    ...(service.coSign && party
      ? [{ label: { ...service.coSign.role }, value: agreement(maskName(party.name), coSigned) }]
      : []),
    ...(file
      ? [
          {
            label: { zh: '电子档案', en: 'Electronic file' },
            value: {
              zh: `${file.from}转递,校验码 ${file.hash.slice(0, 12)}…`,
              en: `from ${file.from}, hash ${file.hash.slice(0, 12)}…`,
            },
          },
        ]
      : []),
  ]
}

function agreement(name: string, given: Case['data']['coSigned']): Text {
  if (!given) return { zh: `${name},尚未确认`, en: `${name}, has not agreed yet` }
  const day = shanghaiDate(new Date(given.at))
  return given.note === undefined
    ? { zh: `${name},${day} 在本人账号确认`, en: `${name}, agreed in the own account on ${day}` }
    : { zh: `${name},${day} 到场确认(${given.note})`, en: `${name}, agreed at the counter on ${day} (${given.note})` }
}
