import { describe, expect, test } from 'vitest'
import {
  type Authority,
  type AuthorityKind,
  coversPlate,
  type Grant,
  judgeGrant,
  mayActBy,
  whyNotCovered,
} from './acting.ts'
import { findService } from './services/index.ts'

/** Order 164 art. 86, order 162 art. 105; the electronic letter lasts thirty days, relatives act for people from sixty on. */

const TODAY = '2026-03-02'
const SELF = { idNumber: '370000199001010011', company: false }
const SIXTY = { idNumber: '370000196603020117', company: false }
const YOUNGER = { idNumber: '370000196603030112', company: false }
const COMPANY = { idNumber: '91379900MA0090014Q', company: true }

const grant = (change: Partial<Grant> & { items?: string[] } = {}): Grant => ({
  kind: 'agent',
  agentIdNumber: '370000198502280111',
  services: (change.items ?? ['vehicle-licence-replace']).map((code) => findService(code)),
  uses: 1,
  until: '2026-03-20',
  ...change,
})
const wrong = (change: Parameters<typeof grant>[0] = {}, grantor = SELF, most?: { days: number; uses: number }) =>
  judgeGrant(grant(change), grantor, TODAY, most).map(({ field, code }) => `${field} ${code}`)

describe('a letter of authority', () => {
  test.each<[string, string[], string[]]>([
    ['for another person, an item and some days', wrong(), []],
    ['for oneself', wrong({ agentIdNumber: SELF.idNumber }), ['agentIdNumber AUTHORITY_SELF']],
    ['for a number that is none', wrong({ agentIdNumber: '370000198502280112' }), ['agentIdNumber AUTHORITY_ID']],
    ['for a dealer, who has no identity number', wrong({ kind: 'dealer', agentIdNumber: '' }), []],
    ['for nothing', wrong({ items: [] }), ['services AUTHORITY_NO_ITEM']],
    ['for an item that is gone', wrong({ items: ['gone'] }), ['services AGENT_NOT_ALLOWED']],
    [
      'for what only the owner may do (art. 86)',
      wrong({ items: ['vehicle-licence-replace', 'spouse-co-owner-change'] }),
      ['services AGENT_NOT_ALLOWED'],
    ],
    ['until today', wrong({ until: TODAY }), []],
    ['until yesterday', wrong({ until: '2026-03-01' }), ['until AUTHORITY_DAYS']],
    ['for thirty days', wrong({ until: '2026-04-01' }), []],
    ['for thirty-one days', wrong({ until: '2026-04-02' }), ['until AUTHORITY_DAYS']],
    ['for a week where the city gives no more', wrong({ until: '2026-03-09' }, SELF, { days: 7, uses: 1 }), []],
    ['for more', wrong({ until: '2026-03-10' }, SELF, { days: 7, uses: 1 }), ['until AUTHORITY_DAYS']],
    ['for no use at all', wrong({ uses: 0 }), ['uses AUTHORITY_USES']],
    ['for ten uses', wrong({ uses: 10 }), []],
    ['for eleven', wrong({ uses: 11 }), ['uses AUTHORITY_USES']],
    ['for any number of uses', wrong({ uses: null }), []],
    ['for a relative of somebody of sixty', wrong({ kind: 'relative' }, SIXTY), []],
    ['for a relative a day too early', wrong({ kind: 'relative' }, YOUNGER), ['kind AUTHORITY_AGE']],
    ['for an agent of whatever age', wrong({}, YOUNGER), []],
    ['of a company, which has no relatives', wrong({ kind: 'relative' }, COMPANY), ['kind AUTHORITY_AGE']],
    ['of a company for what companies may apply for', wrong({}, COMPANY), []],
    ['of a company for a licence', wrong({ items: ['licence-replace-lost'] }, COMPANY), ['services AGENT_NOT_ALLOWED']],
  ])('%s', (_, found, told) => expect(found).toEqual(told))
})

describe('who may do an item for another', () => {
  test.each<[string, AuthorityKind | 'company', boolean]>([
    ['licence-renew-expiry', 'agent', true],
    ['licence-renew-expiry', 'relative', true],
    ['licence-renew-expiry', 'company', false],
    ['new-vehicle-registration', 'dealer', true],
    ['new-vehicle-registration', 'relative', true],
    ['oversize-temp-plate', 'company', true],
    ['oversize-temp-plate', 'agent', false],
    // A page of the site is nothing one applies for.
    ['progress-query', 'agent', false],
  ])('%s by %s: %s', (code, kind, may) => {
    const service = findService(code)
    expect(service && mayActBy(service, kind)).toBe(may)
  })
})

describe('beginning on an authority', () => {
  const authority: Authority = {
    kind: 'agent',
    services: ['plate-replace'],
    plates: [],
    uses: 2,
    until: TODAY,
    accepted: true,
    revoked: false,
  }
  const why = (change: Partial<Authority>, asked: { service?: string; used?: number; today?: string } = {}) =>
    whyNotCovered({ ...authority, ...change }, { service: 'plate-replace', today: TODAY, used: 1, ...asked })
  test.each<[string, string | undefined, string | undefined]>([
    ['on its last day, with a use left', why({}), undefined],
    ['on the day after', why({}, { today: '2026-03-03' }), 'AUTH_EXPIRED'],
    ['not accepted yet', why({ accepted: false }), 'AUTHORITY_NOT_ACCEPTED'],
    ['withdrawn', why({ revoked: true }), 'AUTH_EXPIRED'],
    ['another item', why({}, { service: 'plate-swap' }), 'AUTHORITY_OTHER_ITEM'],
    ['used up', why({}, { used: 2 }), 'AUTHORITY_USED'],
    ['any number of uses', why({ uses: null }, { used: 99 }), undefined],
  ])('%s', (_, found, told) => expect(found).toBe(told))

  test('covers the plates it names, or all where it names none', () => {
    expect(coversPlate({ plates: [] }, '鲁B12345')).toBe(true)
    expect(coversPlate({ plates: ['鲁B12345'] }, '鲁B12345')).toBe(true)
    expect(coversPlate({ plates: ['鲁B12345'] }, '鲁B12346')).toBe(false)
  })
})
