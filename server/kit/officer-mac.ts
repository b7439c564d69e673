import { timingSafeEqual } from 'node:crypto'
import type { Crypto } from './crypto.ts'

/** What an officer's row says about who may do what. */
export interface OfficerFacts {
  office: number
  id: string
  roles: readonly string[]
  disabled: boolean
  /** As stored: the PHC text and the sealed secret. */
  password: string
  totp: Buffer
  /** Keyed hash of the identity number, when it is known. */
  person: Buffer | null
}

/**
 * Binds an officer's whole row to the house's key (GB/T 39786: integrity of what says who may do what): a role, an office, a
 * state or a password written by SQL makes the row useless instead of powerful. 32 bytes.
 */
export const officerMac = (crypto: Pick<Crypto, 'hmac'>, o: OfficerFacts): Buffer =>
  crypto.hmac(
    'officer-row',
    JSON.stringify([
      o.office,
      o.id,
      o.roles.toSorted(),
      o.disabled,
      o.password,
      o.totp.toString('hex'),
      o.person?.toString('hex') ?? null,
    ]),
  )

/** Whether the row is as the house last wrote it. */
export function isGenuine(crypto: Pick<Crypto, 'hmac'>, o: OfficerFacts, mac: Buffer): boolean {
  const own = officerMac(crypto, o)
  return own.length === mac.length && timingSafeEqual(own, mac)
}
