import { expect, test } from 'vitest'
import { type Act, type Actor, may, type Owned, POLICIES, type Verdict } from './policy.ts'

const ANYONE: Actor = { kind: 'anyone' }
const CITIZEN: Actor = { kind: 'citizen', id: 'c-1', session: 's' }
const AGENCY: Actor = { kind: 'agency', id: 'tax' }
const officer = (...roles: string[]): Actor => ({ kind: 'officer', id: 'o-1', office: 370200, roles, session: 's' })
const OWN: Owned = { owner: 'c-1' }
const OTHERS: Owned = { owner: 'c-2' }
const HERE: Owned = { office: 370200 }
const ELSEWHERE: Owned = { office: 370211 }

/** Own things only, and nobody learns of another's; officers by role, and on things of their office; agencies tell and do nothing else. */
test.each<[Act, string, Actor, Owned | undefined, Verdict]>([
  ['case.own', 'the owner', CITIZEN, OWN, 'yes'],
  ['case.own', 'another citizen, who learns nothing', CITIZEN, OTHERS, 'hide'],
  ['case.own', 'a citizen, of no thing yet', CITIZEN, undefined, 'yes'],
  ['case.own', 'nobody', ANYONE, OWN, 'sign-in'],
  ['case.own', 'an officer', officer('reviewer'), OWN, 'sign-in'],
  ['authority.grant', 'a citizen', CITIZEN, undefined, 'yes'],
  ['authority.grant', 'an agency', AGENCY, undefined, 'sign-in'],
  ['case.review', 'a reviewer here', officer('reviewer'), HERE, 'yes'],
  ['case.review', 'a reviewer elsewhere', officer('reviewer'), ELSEWHERE, 'forbidden'],
  ['case.review', 'a reviewer, of no thing yet', officer('reviewer'), undefined, 'yes'],
  ['case.review', 'another role here', officer('producer', 'auditor'), HERE, 'forbidden'],
  ['case.review', 'one of several roles', officer('producer', 'reviewer'), HERE, 'yes'],
  ['case.review', 'a citizen', CITIZEN, HERE, 'sign-in'],
  ['officer.self', 'an officer without a role', officer(), undefined, 'yes'],
  ['video.serve', 'a reviewer, for another office of the pool', officer('reviewer'), ELSEWHERE, 'yes'],
  ['video.serve', 'a producer', officer('producer'), HERE, 'forbidden'],
  ['agency.tell', 'an agency', AGENCY, undefined, 'yes'],
  ['agency.tell', 'a citizen', CITIZEN, undefined, 'forbidden'],
  ['public', 'nobody', ANYONE, undefined, 'yes'],
])('%s by %s', (act, _, actor, object, verdict) => expect(may(act, actor, object)).toBe(verdict))

test('without signing in nothing but what is public, or comes with a pass, is open to anybody', () => {
  const open = (Object.keys(POLICIES) as Act[]).filter((act) => may(act, ANYONE) === 'yes')
  expect(open.toSorted()).toEqual(['plate.pass', 'public', 'video.guest'])
})
