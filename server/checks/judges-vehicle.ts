import type { Problem } from '#domain/checks/check.ts'
import { asPlate } from '#domain/plate-pool.ts'
import { judgeClear, judgeSeizure } from '#domain/checks/vehicle.ts'
import type { vehicleChecks } from '#domain/checks/vehicle-names.ts'
import {
  judgeAttachable,
  judgeBindKind,
  judgeBindRoom,
  judgeContract,
  judgePledgeAct,
} from '#domain/checks/vehicle-rights.ts'
import { judgeSpecialBefore, judgeSpecialCover, judgeTested } from '#domain/checks/vehicle-road.ts'
import { judgeForGreen, judgeGreenNumber, judgeSwappable, judgeSwapPartner } from '#domain/checks/vehicle-numbers.ts'
import {
  judgeFilePassed,
  judgeFormerOwner,
  judgeFromElsewhere,
  judgeInspectionOrTest,
  judgeLeaving,
  judgeLossBars,
  judgeMarriage,
  judgeNotPledged,
  judgePermit,
  judgeRegisteredHere,
  judgeRelocateKind,
  judgeRideHailing,
  judgeScrapYear,
  judgeUnbarred,
  judgeUsedInvoice,
} from '#domain/checks/vehicle-title.ts'
import { isCreditCode } from '#domain/checks/identity.ts'
import { preselectedPool } from '#server/plates/preselected.ts'
import type { Asking } from './judges.ts'

/** Whom the checks about changing, moving, charging and binding vehicles ask. */
export const VEHICLE_JUDGE: Record<keyof typeof vehicleChecks, (a: Asking) => Promise<Problem[]>> = {
  'vehicle-unbarred': async (a) => [
    ...judgeUnbarred(await vehicle(a)),
    ...judgeLeaving(await vehicle(a), a.house.city.homeOffice),
  ],
  'loss-unbarred': async (a) => judgeLossBars(await vehicle(a)),
  'scrap-year': async (a) => judgeScrapYear(await vehicle(a), a.today),
  'not-pledged': async (a) => judgeNotPledged(await vehicle(a)),
  'ride-hailing': async (a) => judgeRideHailing(await vehicle(a)),
  'transport-permit': async (a) =>
    judgePermit(await a.ask('permit', () => a.house.connectors.transport.permit({ vin: vin(a) }))),
  marriage: async (a) => {
    const spouseIdNumber = text(a, 'spouseId')
    const found = await a.ask('marriage', () =>
      a.house.connectors.civil.marriage({ idNumber: a.owner.idNumber, spouseIdNumber }),
    )
    return judgeMarriage(found, a.form['proof'] === 'upload', a.today)
  },
  'relocate-kind': async (a) => judgeRelocateKind(await vehicle(a)),
  'from-elsewhere': async (a) => judgeFromElsewhere(await vehicle(a), a.house.city.platePrefixes),
  'registered-here': async (a) => judgeRegisteredHere(await vehicle(a), a.house.city.platePrefixes),
  'inspection-or-test': async (a) =>
    judgeInspectionOrTest(await vehicle(a), await safetyTest(a), await insurance(a), a.today),
  'used-invoice': async (a) =>
    judgeUsedInvoice(
      await a.ask('used-invoice', () => a.house.connectors.tax.usedInvoice({ vin: vin(a) })),
      a.owner,
      await vehicle(a),
    ),
  'former-owner': async (a) => {
    const { idNumber } = a.owner
    const { numbers } = await a.ask('former', () => a.house.connectors.identity.former({ idNumber }))
    return judgeFormerOwner(await vehicle(a), idNumber, numbers)
  },
  'mortgage-contract': async (a) =>
    judgeContract(await a.ask('contract', () => a.house.connectors.bank.contract({ vin: vin(a) })), a.form),
  'pledge-act': async (a) => {
    const court = judgeSeizure(await a.ask('seizure', () => a.house.connectors.court.seizure({ vin: vin(a) })))
    const found = await vehicle(a)
    return judgePledgeAct(found, a.form, [...judgeClear(found).filter((p) => p.code !== court[0]?.code), ...court])
  },
  // A car of this city has no file to wait for; that it is here is said already.
  'file-passed': async (a) =>
    judgeFromElsewhere(await vehicle(a), a.house.city.platePrefixes).length > 0
      ? []
      : judgeFilePassed(
          await a.ask('file-state', () =>
            a.house.connectors.registry.fileState({ vin: vin(a), to: a.house.city.homeOffice }),
          ),
        ),
  'bind-kind': async (a) => judgeBindKind(await vehicle(a)),
  'bind-room': async (a) => judgeBindRoom(await bindings(a), await vehicle(a), a.owner.idNumber),
  attachable: async (a) => {
    const found = await vehicle(a)
    const creditCode = found?.owner.idNumber ?? ''
    const unit = isCreditCode(creditCode)
      ? await a.ask('owner-company', () => a.house.connectors.market.company({ creditCode }))
      : null
    return judgeAttachable(found, unit, await bindings(a), a.owner.idNumber)
  },
  swappable: async (a) => judgeSwappable(await vehicle(a), a.house.city.platePrefixes, a.today),
  'swap-partner': swapPartner,
  'for-green-plates': async (a) => judgeForGreen(await vehicle(a)),
  'green-number': async (a) => judgeGreenNumber(await preselectedPool(a.house, vin(a))),
  'safety-test': async (a) => judgeTested(await vehicle(a), await safetyTest(a), a.house.city.platePrefixes, a.today),
  'special-before': async (a) =>
    judgeSpecialBefore(await a.ask('special-plates', () => a.house.connectors.registry.specialPlates({ vin: vin(a) }))),
  'special-cover': async (a) => judgeSpecialCover(await insurance(a), a.form, a.today),
}

/** The other car is one of the owner's; a court's order on it is asked for like the first one's. */
async function swapPartner(a: Asking): Promise<Problem[]> {
  const { idNumber } = a.owner
  const owned = await a.ask('vehicles', () => a.house.connectors.registry.vehicles({ idNumber }))
  const other = owned.find((v) => v.plate === asPlate(text(a, 'otherPlate')) && v.vin !== vin(a))
  const bars = [
    ...judgeSwapPartner(await vehicle(a), other, a.house.city.platePrefixes, a.today),
    ...judgeLeaving(other ?? null, a.house.city.homeOffice),
  ]
  if (!other || bars.some((p) => p.code === 'VEHICLE_SEIZED')) return bars
  const court = await a.ask('other-seizure', () => a.house.connectors.court.seizure({ vin: other.vin }))
  return [...bars, ...judgeSeizure(court)]
}

/** The same question as everywhere, so that it is asked once. */
const vehicle = (a: Asking) =>
  a.ask('vehicle', () =>
    a.house.connectors.registry.vehicle(
      a.target.kind === 'vehicle' ? { plate: a.target.plate, plateType: a.target.plateType } : { vin: vin(a) },
    ),
  )
const vin = ({ target }: Asking): string => ('vin' in target ? target.vin : '')
const text = (a: Asking, name: string): string => {
  const value = a.form[name]
  return typeof value === 'string' ? value : ''
}
const insurance = (a: Asking) => a.ask('insurance', () => a.house.connectors.insurance.compulsory({ vin: vin(a) }))
const safetyTest = (a: Asking) => a.ask('safety-test', () => a.house.connectors.stations.safetyTest({ vin: vin(a) }))
const bindings = (a: Asking) =>
  a.ask('bindings', () => a.house.connectors.registry.bindings({ vin: vin(a), idNumber: a.owner.idNumber }))
