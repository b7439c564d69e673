import { bankMessages, type MortgageRelease } from '#server/connectors/bank.ts'
import { courtMessages } from '#server/connectors/court.ts'
import { environmentMessages } from '#server/connectors/environment.ts'
import { insuranceMessages } from '#server/connectors/insurance.ts'
import { makersMessages } from '#server/connectors/makers.ts'
import { marketMessages } from '#server/connectors/market.ts'
import { medicalMessages } from '#server/connectors/medical.ts'
import { taxMessages } from '#server/connectors/tax.ts'
import { operation, type AgencyPlay, type Desk } from '../agency.ts'
import { carOf, carWithInvoice, companyWith, personOf } from '../city.ts'
import type { Car } from '../world/shapes.ts'

/** The agencies that only look up what the world holds: they never change anything. */
export const paperPlays = ({ store }: Desk): AgencyPlay[] => [
  {
    agency: 'tax',
    operations: [
      operation(
        taxMessages.invoice,
        (q) => ('vin' in q ? carOf(store, q.vin) : carWithInvoice(store, q.invoiceNo))?.invoice ?? null,
      ),
      operation(taxMessages.usedInvoice, ({ vin }) => carOf(store, vin)?.usedInvoice ?? null),
      operation(taxMessages.purchaseTax, ({ vin }) => carOf(store, vin)?.purchaseTax ?? null),
      operation(taxMessages.vesselTax, ({ vin }) => carOf(store, vin)?.vesselTax ?? null),
    ],
  },
  {
    agency: 'insurance',
    operations: [operation(insuranceMessages.compulsory, ({ vin }) => carOf(store, vin)?.policy ?? null)],
  },
  {
    agency: 'makers',
    operations: [
      operation(makersMessages.certificate, ({ vin }) => carOf(store, vin)?.certificate ?? null),
      operation(makersMessages.preInspection, ({ vin }) => carOf(store, vin)?.preInspection ?? null),
    ],
  },
  {
    agency: 'environment',
    operations: [operation(environmentMessages.emission, ({ vin }) => carOf(store, vin)?.emission ?? null)],
  },
  {
    agency: 'court',
    operations: [
      operation(courtMessages.seizure, ({ vin }) => carOf(store, vin)?.seizure ?? { seized: false, orders: [] }),
    ],
  },
  {
    agency: 'bank',
    operations: [
      operation(bankMessages.release, ({ vin }) => releaseOf(carOf(store, vin))),
      operation(bankMessages.contract, ({ vin }) => carOf(store, vin)?.contract ?? null),
    ],
  },
  marketPlay(store),
  {
    agency: 'medical',
    operations: [
      operation(medicalMessages.certificate, ({ idNumber }) => personOf(store, idNumber)?.medical ?? null),
      operation(medicalMessages.ability, ({ idNumber }) => personOf(store, idNumber)?.ability ?? null),
    ],
  },
]

const marketPlay = (store: Desk['store']): AgencyPlay => ({
  agency: 'market',
  operations: [
    operation(marketMessages.company, ({ creditCode }) => {
      const { legalIdNumber: _kept, ...told } = companyWith(store, creditCode) ?? { legalIdNumber: '' }
      return 'creditCode' in told ? told : null
    }),
    operation(marketMessages.representative, ({ creditCode, name, idNumber }) => {
      const company = companyWith(store, creditCode)
      return { matches: company?.legalIdNumber === idNumber && company.legalRepresentative === name }
    }),
  ],
})

/** A lender that has said nothing still has the mortgage. */
function releaseOf(car: Car | undefined): MortgageRelease | null {
  const lender = car?.registration?.mortgagee
  if (!car || lender === undefined) return null
  return car.release ?? { networked: true, lender, state: 'pending' }
}
