import type { Case } from '#domain/case.ts'
import { maskIdNumber, maskName, maskVin } from '#domain/mask.ts'
import type { LicenceRecord, VehicleRecord } from '#domain/records.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { useType, VEHICLE_TYPES } from '#domain/rules/codes.ts'
import { renewal } from '#domain/rules/index.ts'
import type { Lang } from '#domain/text.ts'
import type { Holdings } from '#server/drafts/subject.ts'
import type { Bill } from '#server/payments/bills.ts'
import { paths } from '#web/citizen/paths.ts'
import type { DocumentsView, Link, Paper } from '#web/citizen/views.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { sayIn, type Say } from '../words.ts'
import { BILL_TITLES } from './bills.ts'
import { plateColor } from './plate.ts'

interface Given {
  /** Undefined when the registers took too long. */
  held: Holdings | undefined
  bills: readonly { c: Case; bills: readonly Bill[] }[]
  now: Date
}

/** Papers drawn from what the registers say now; a register that is silent is said to be silent. */
export function documentsView({ held, bills, now }: Given, lang: Lang): DocumentsView {
  const say = sayIn(lang)
  const silent = !held || held.down
  return {
    papers: held
      ? [
          ...(held.licence ? [licencePaper(held.licence, now, say)] : []),
          ...held.vehicles.flatMap((v) => vehiclePapers(v, say)),
        ]
      : [],
    receipts: bills.flatMap(({ c, bills: own }) =>
      own.flatMap((b) =>
        b.receipt
          ? [
              {
                title: say(BILL_TITLES[b.kind]),
                at: shortMomentText(b.receipt.issuedAt, lang),
                fen: b.amountFen,
                href: `${paths.case(c.id)}/receipts/${b.id}`,
              },
            ]
          : [],
      ),
    ),
    ...(silent
      ? {
          silent: {
            tone: 'warn',
            title: say('登记库暂时查不到', 'The register does not answer'),
            text: say(
              '这不表示您名下没有证件,请过几分钟再来看。',
              'This does not mean that you have no papers. Please look again in a few minutes.',
            ),
          },
        }
      : {}),
    asOf: say(
      `状态截至 ${shortMomentText(now.toISOString(), lang)}`,
      `As of ${shortMomentText(now.toISOString(), lang)}`,
    ),
  }
}

function licencePaper(l: LicenceRecord, now: Date, say: Say): DocumentsView['papers'][number] {
  const sound = l.state === '正常'
  const due = renewalDue(l, now, say)
  const paper: Paper = {
    kind: 'driving',
    valid: sound,
    seal: l.issuingOffice,
    number: maskIdNumber(l.idNumber),
    name: maskName(l.name),
    sex: Number(l.idNumber[16]) % 2 === 1 ? '男' : '女',
    nationality: '中国',
    birth: `${l.idNumber.slice(6, 10)}-**-**`,
    firstIssue: l.firstIssued,
    classes: l.classes.join(''),
    validFrom: l.validFrom,
    validTo: l.validTo === 'long' ? '长期' : l.validTo,
    points: `${l.points} / 12`,
  }
  const note = sound ? due?.note : say(`驾驶证状态:${l.state}`, `State of the licence: ${l.state}`)
  return { paper, ...(note ? { note } : {}), ...(due ? { link: due.link } : {}) }
}

/** A licence that may be renewed, or is past its day: what that means, and the way. */
function renewalDue(l: LicenceRecord, now: Date, say: Say): { note: string; link: Link } | undefined {
  if (l.validTo === 'long') return undefined
  const { state } = renewal({ validTo: l.validTo, today: shanghaiDate(now) })
  const link = { label: say('去换证', 'Renew it'), href: paths.guide('licence-renew-expiry') }
  if (state === 'in-window')
    return { note: say('快到期了,现在可以换证。', 'It expires soon and can be renewed now.'), link }
  if (state === 'expired-may-renew')
    return {
      note: say(
        '已过有效期,不能开车;一年内还可以换证。',
        'It has expired: do not drive. It can be renewed within a year.',
      ),
      link,
    }
  return undefined
}

function vehiclePapers(v: VehicleRecord, say: Say): DocumentsView['papers'] {
  const sound = !v.states.some((s) => ['注销', '达到报废标准', '被盗抢'].includes(s))
  const office = say('公安机关交通管理部门', 'Traffic police')
  const mortgaged = v.states.includes('抵押')
  return [
    {
      paper: {
        kind: 'vehicle',
        valid: sound,
        seal: office,
        plate: v.plate,
        color: plateColor(v.plateType),
        vehicleType: VEHICLE_TYPES.get(v.vehicleType) ?? v.vehicleType,
        owner: maskName(v.owner.name),
        use: useName(v.useType),
        model: `${v.brand}${v.model}`,
        vin: maskVin(v.vin),
        engine: maskVin(v.engineNo),
        registered: v.registeredOn,
        issued: v.registeredOn,
      },
      ...(v.states.every((s) => s === '正常')
        ? {}
        : { note: say(`车辆状态:${v.states.join('、')}`, `State of the vehicle: ${v.states.join(', ')}`) }),
    },
    {
      paper: {
        kind: 'certificate',
        valid: sound,
        seal: office,
        number: maskVin(v.certificateNo),
        owner: maskName(v.owner.name),
        plate: v.plate,
        vin: maskVin(v.vin),
        registered: v.registeredOn,
        mortgage: mortgaged ? (v.mortgagee ?? '有') : '无',
      },
      note: say('纸质证书是唯一凭证,这里只供查看。', 'The paper is the only proof; this is for reading.'),
    },
  ]
}

/** The register gives GA 24.3's letter or already the word. */
function useName(given: string): string {
  const known = useType({ code: given })
  return known.ok ? known.name : given
}
