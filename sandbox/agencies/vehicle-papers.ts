import { civilMessages } from '#server/connectors/civil.ts'
import { registryMessages } from '#server/connectors/registry.ts'
import { stationMessages } from '#server/connectors/stations.ts'
import { transportMessages } from '#server/connectors/transport.ts'
import { operation, type AgencyPlay, type Desk, type Operation } from '../agency.ts'
import { carOf, carsBoundTo, personOf, saveCar } from '../city.ts'

/** Agencies that vouch for something about a car's owner or use. */
export const vehiclePaperPlays = ({ store }: Desk): AgencyPlay[] => [
  {
    agency: 'civil',
    operations: [
      operation(civilMessages.marriage, ({ idNumber, spouseIdNumber }) => {
        const found = personOf(store, idNumber)?.marriage
        return found?.spouse === spouseIdNumber ? { certificateNo: found.certificateNo, since: found.since } : null
      }),
    ],
  },
  {
    agency: 'transport',
    operations: [operation(transportMessages.permit, ({ vin }) => carOf(store, vin)?.transportPermit ?? null)],
  },
  {
    agency: 'stations',
    operations: [operation(stationMessages.safetyTest, ({ vin }) => carOf(store, vin)?.safetyTest ?? null)],
  },
]

/** What the register itself knows of a car beside its registration. */
export const vehicleLookUps = (desk: Desk): Operation[] => [...lookUps(desk), ...files(desk)]

const lookUps = ({ store }: Desk): Operation[] => [
  operation(registryMessages.bindings, ({ vin, idNumber }) => {
    const car = carOf(store, vin)
    const bound = car?.boundTo ?? []
    return {
      ofCar: bound.length,
      ofDriver: carsBoundTo(store, idNumber),
      bound: bound.includes(idNumber),
      attachedTo: car?.attachedTo?.idNumber ?? null,
    }
  }),
  operation(registryMessages.users, ({ vin, owner }) => {
    const car = carOf(store, vin)
    if (car?.registration?.owner.idNumber !== owner) return []
    const known = (idNumber: string) => personOf(store, idNumber)?.name ?? '未登记'
    return [
      ...(car.boundTo ?? []).map((idNumber) => ({ idNumber, name: known(idNumber), kind: 'bound' as const })),
      ...(car.attachedTo
        ? [{ ...car.attachedTo, name: known(car.attachedTo.idNumber), kind: 'attached' as const }]
        : []),
    ]
  }),
  operation(registryMessages.endUse, ({ vin, owner, idNumber, kind }) => {
    const car = carOf(store, vin)
    if (car?.registration?.owner.idNumber !== owner) return { ended: false }
    const { attachedTo, boundTo = [], ...rest } = car
    if (kind === 'bound') {
      if (!boundTo.includes(idNumber)) return { ended: false }
      saveCar(store, { ...car, boundTo: boundTo.filter((one) => one !== idNumber) })
      return { ended: true }
    }
    if (attachedTo?.idNumber !== idNumber) return { ended: false }
    saveCar(store, { ...rest, boundTo })
    return { ended: true }
  }),
  operation(registryMessages.specialPlates, ({ vin }) => {
    const had = carOf(store, vin)?.specialPlates
    return { issued: had?.issued ?? 0, last: had ? { number: had.number, validTo: had.validTo } : null }
  }),
]

/** Files that move between offices. */
function files({ store, modes, now }: Desk): Operation[] {
  // Late with no seconds named: the office of origin never finishes.
  const stillPacking = ({ askedAt }: { askedAt: string }): boolean => {
    const { mode, seconds } = modes.of('registry')
    const ready = new Date(askedAt).getTime() + (seconds ?? 3) * 1000
    return mode === 'late' && (seconds === 0 || now().getTime() < ready)
  }
  return [
    operation(registryMessages.fileState, ({ vin, to }) => {
      const file = carOf(store, vin)?.file
      if (file?.to !== to) return { state: 'none' as const }
      return { state: stillPacking(file) ? ('pending' as const) : ('sent' as const) }
    }),
    operation(registryMessages.fileTransfer, ({ vin, to }) => {
      const car = carOf(store, vin)
      if (!car?.registration) return { state: 'refused' as const, reasonZh: '未查到机动车登记档案' }
      if (car.registration.states.includes('查封'))
        return { state: 'refused' as const, reasonZh: '机动车被依法查封,档案不予转出' }
      const asked = car.file ?? { to, askedAt: now().toISOString() }
      if (!car.file) saveCar(store, { ...car, file: asked })
      if (stillPacking(asked)) return { state: 'pending' as const }
      const { certificateNo, plate } = car.registration
      return {
        state: 'sent' as const,
        from: `${plate.slice(0, 2)}车辆管理所`,
        hash: certificateNo.padStart(64, '0'),
        sentAt: now().toISOString(),
      }
    }),
  ]
}
