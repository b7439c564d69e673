import { Type, type Static } from 'typebox'
import { fits, parseJson } from '#server/connectors/exchange.ts'
import { PARCEL_SCANS } from '#domain/parcels.ts'
import { parcelPush } from '#domain/pushes.ts'
import { ParcelEvent, postMessages, Recipient } from '#server/connectors/post.ts'
import { no, operation, type AgencyPlay, type Desk } from '../agency.ts'
import { GETS_LOST, UNDELIVERABLE } from '../magic.ts'
import type { Store } from '../store.ts'

export interface Parcel {
  readonly waybill: string
  readonly parcelNo: string
  readonly recipient: Recipient
  readonly events: readonly ParcelEvent[]
  readonly state: ParcelEvent['state']
}

/** Buttons of the post page; `next` is the natural next scan. */
export const PARCEL_ACTS = ['next', 'deliver', 'fail', 'lose', 'return'] as const
export type ParcelAct = (typeof PARCEL_ACTS)[number]

export function postPlay(desk: Desk & { readonly paceS: number }): AgencyPlay {
  const { store } = desk
  return {
    agency: 'post',
    operations: [
      operation(postMessages.accept, ({ parcelNo, recipient }) => {
        const known = store.one(Row, `${SELECT} where parcel_no = ?`, parcelNo)
        if (known) return { waybill: known.waybill }
        const waybill = waybillNo(store.next('waybill'))
        const first = event(desk, '山东省青岛市', '中国邮政速递 已收寄', 'accepted')
        store.run(
          'insert into parcel values (?, ?, ?, ?, ?, ?)',
          waybill,
          parcelNo,
          JSON.stringify(recipient),
          JSON.stringify([first]),
          first.state,
          nextDue(desk),
        )
        return { waybill }
      }),
      operation(postMessages.track, ({ waybill }) => {
        const parcel = parcelWith(store, waybill)
        return parcel ? { events: [...parcel.events] } : no(404, 'NO_WAYBILL', '没有这个邮件号')
      }),
    ],
  }
}

export const parcelWith = (store: Store, waybill: string): Parcel | undefined =>
  store.all(Row, `${SELECT} where waybill = ?`, waybill).map(parcelOf)[0]

export const allParcels = (store: Store): Parcel[] =>
  store.all(Row, `${SELECT} order by rowid desc limit 200`).map(parcelOf)

/** Moves a parcel on and tells the house; false when there is no such parcel or its journey is over. */
export function moveParcel(desk: Desk & { readonly paceS: number }, waybill: string, act: ParcelAct): boolean {
  const { store } = desk
  return store.together(() => {
    const parcel = parcelWith(store, waybill)
    if (!parcel || FINAL.includes(parcel.state)) return false
    const events = [...parcel.events, nextEvent(desk, parcel, act)]
    const state = events.at(-1)?.state ?? parcel.state
    const due = FINAL.includes(state) ? null : nextDue(desk)
    store.run(
      'update parcel set events = ?, state = ?, due = ? where waybill = ?',
      JSON.stringify(events),
      state,
      due,
      waybill,
    )
    desk.outbox.push('post', parcelPush.path, `parcel:${waybill}:${events.length}`, {
      waybill,
      parcelNo: parcel.parcelNo,
      events,
    })
    return true
  })
}

/** Moves every parcel whose time has come (automatic pace). */
export function moveDueParcels(desk: Desk & { readonly paceS: number }): void {
  const due = desk.store.all(Row, `${SELECT} where due <= ?`, desk.now().toISOString())
  for (const { waybill } of due) moveParcel(desk, waybill, 'next')
}

const FINAL: readonly ParcelEvent['state'][] = ['delivered', 'returned', 'lost']

function nextEvent(desk: Desk, parcel: Parcel, act: ParcelAct): ParcelEvent {
  const { recipient } = parcel
  const region = recipient.region
  if (act === 'deliver') return event(desk, region, '已妥投,本人签收', 'delivered')
  if (act === 'fail') return event(desk, region, '投递未成功,收件人不在', 'failed')
  if (act === 'lose') return event(desk, '青岛邮件处理中心', '邮件遗失', 'lost')
  if (act === 'return') return event(desk, '山东省青岛市', '已退回寄件人', 'returned')
  if (parcel.state === 'accepted') return event(desk, '青岛邮件处理中心', '离开处理中心,发往投递地', 'in-transit')
  if (recipient.address.includes(GETS_LOST)) return event(desk, '青岛邮件处理中心', '邮件遗失', 'lost')
  if (parcel.state === 'in-transit') return event(desk, region, '投递员正在派送', 'out')
  if (parcel.state === 'held') return event(desk, '山东省青岛市', '逾期未领,已退回寄件人', 'returned')
  if (parcel.state === 'failed') return event(desk, region, '暂存投递站,保管7日', 'held')
  if (recipient.address.includes(UNDELIVERABLE)) return event(desk, region, '投递未成功,查无此人', 'failed')
  return event(desk, region, '已妥投,本人签收', 'delivered')
}

const event = ({ now }: Desk, place: string, what: string, state: ParcelEvent['state']): ParcelEvent => ({
  at: now().toISOString(),
  place,
  what,
  state,
})

const nextDue = ({ now, paceS }: Desk & { readonly paceS: number }): string | null =>
  paceS > 0 ? new Date(now().getTime() + paceS * 1000).toISOString() : null

/** A number of UPU S10: two letters, eight digits, check digit, country. */
function waybillNo(n: number): string {
  const serial = String(n).padStart(8, '0')
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((total, weight, at) => total + weight * Number(serial[at]), 0)
  const rest = 11 - (sum % 11)
  return `EB${serial}${rest === 10 ? 0 : rest === 11 ? 5 : rest}CN`
}

const SELECT = 'select waybill, parcel_no, recipient, events, state from parcel'
const Row = Type.Object({
  waybill: Type.String(),
  parcel_no: Type.String(),
  recipient: Type.String(),
  events: Type.String(),
  state: Type.Enum([...PARCEL_SCANS]),
})

const Events = Type.Array(ParcelEvent)

function parcelOf(row: Static<typeof Row>): Parcel {
  const recipient = parseJson(row.recipient)
  const events = parseJson(row.events)
  if (!fits(Recipient, recipient) || !fits(Events, events)) throw new Error('a stored parcel is not one')
  return { waybill: row.waybill, parcelNo: row.parcel_no, recipient, events, state: row.state }
}
