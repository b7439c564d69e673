import { createBank } from './bank.ts'
import { createCivil } from './civil.ts'
import { createCourt } from './court.ts'
import { createEnvironment } from './environment.ts'
import type { Exchange } from './exchange.ts'
import { createIdentity } from './identity.ts'
import { createInsurance } from './insurance.ts'
import { createMakers } from './makers.ts'
import { createMarket } from './market.ts'
import { createMedical } from './medical.ts'
import { createPay } from './pay.ts'
import { createPost } from './post.ts'
import { createRegistry } from './registry.ts'
import { createSms } from './sms.ts'
import { createStations } from './stations.ts'
import { createTax } from './tax.ts'
import { createTransport } from './transport.ts'

/** Every outside system, each behind its own file; `exchange` also verifies what they push to us. */
export type Connectors = ReturnType<typeof createConnectors>

export function createConnectors(exchange: Exchange) {
  return {
    exchange,
    registry: createRegistry(exchange),
    identity: createIdentity(exchange),
    tax: createTax(exchange),
    insurance: createInsurance(exchange),
    makers: createMakers(exchange),
    environment: createEnvironment(exchange),
    court: createCourt(exchange),
    bank: createBank(exchange),
    civil: createCivil(exchange),
    transport: createTransport(exchange),
    stations: createStations(exchange),
    market: createMarket(exchange),
    medical: createMedical(exchange),
    pay: createPay(exchange),
    post: createPost(exchange),
    sms: createSms(exchange),
  }
}
