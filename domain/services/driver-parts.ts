import { anyRefusals, identityLookedUp, licencePapers, licencePhoto, paperPromise, paperRefusals } from './parts.ts'
import { classRule } from '../rules/licence-classes.ts'
import type { LawRef } from '../service.ts'

/** What the items about drivers and learners share. */

/** Articles of the driving licence rules. */
export const order162 = (...articles: number[]): LawRef[] => articles.map((article) => ({ source: 'L162', article }))

/** Classes to choose from, with their Chinese names. */
export const classOptions = (classes: readonly string[]) =>
  classes.map((c) => [c, `${c} ${classRule(c)?.name ?? ''}`.trim(), c] as const)

/** What the age may say to the class applied for. */
export const ageRefusals = ['AGE_LOW', 'AGE_HIGH', 'AT_UPPER_AGE_LIMIT'] as const

/** What a licence that is replaced takes: the same papers, money and bars, whether it was lost or damaged. */
export const replacedLicence = {
  materials: [identityLookedUp, licencePhoto],
  steps: licencePapers,
  fees: ['driverLicence'],
  promise: paperPromise,
  products: ['driving-licence'],
  refusals: [
    ...anyRefusals,
    'LICENCE_STATE',
    'LICENCE_EXPIRED_1Y',
    'PHOTO_BAD',
    'FREQUENT',
    'AUTH_EXPIRED',
    ...paperRefusals,
  ],
} as const
