import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyObject } from 'node:crypto'
import type { Suite } from '#server/kit/crypto.ts'
import { ensureKeyPair } from '#server/kit/crypto-keyfiles.ts'
import { loadPublicKey, type KeyPair } from '#server/kit/crypto-signatures.ts'
import { agencyKeyId, HOUSE_KEY, type Agency } from './wire.ts'

/** The house's own pair `house.*.pem`, made at the first start. */
export const ensureHouseKey = (dir: string, suite: Suite): KeyPair => ensureKeyPair(dir, HOUSE_KEY, suite)

/** `log.*.pem`: signs the heads of the sealed log. Its public half is what outsiders keep. */
export const ensureLogKey = (dir: string, suite: Suite): KeyPair => ensureKeyPair(dir, 'log', suite)

/** Demo and tests: the pairs of all agencies, made by whichever of house and sandbox starts first. */
export const ensureAgencyKeys = (dir: string, suite: Suite): Record<Agency, KeyPair> =>
  forAll((agency) => ensureKeyPair(dir, agencyKeyId(agency), suite))

/** Production: the public keys the agencies handed over, `agency.<name>.public.pem`. Throws when one is missing or of another kind. */
export const readAgencyPublicKeys = (dir: string): Record<Agency, KeyObject> =>
  forAll((agency) => loadPublicKey(readFileSync(join(dir, `${agencyKeyId(agency)}.public.pem`), 'utf8')))

export const publicHalves = (pairs: Record<Agency, KeyPair>): Record<Agency, KeyObject> =>
  forAll((agency) => pairs[agency].publicKey)

function forAll<T>(make: (agency: Agency) => T): Record<Agency, T> {
  return {
    registry: make('registry'),
    identity: make('identity'),
    tax: make('tax'),
    insurance: make('insurance'),
    makers: make('makers'),
    environment: make('environment'),
    court: make('court'),
    bank: make('bank'),
    civil: make('civil'),
    transport: make('transport'),
    stations: make('stations'),
    market: make('market'),
    medical: make('medical'),
    pay: make('pay'),
    post: make('post'),
    sms: make('sms'),
  }
}
