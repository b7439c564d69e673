import { type Problem } from '#domain/checks/check.ts'
import { settingOn } from '#domain/city-rules.ts'
import {
  judgeClassChange,
  judgeFeeDue,
  judgeLearner,
  judgeNothingBooked,
  judgeNotLearning,
  judgePermit,
  judgePlaceChange,
} from '#domain/checks/exam.ts'
import {
  judgeAddClass,
  judgeClassAge,
  judgeCycles,
  judgeMedicalThere,
  judgeNoLicence,
  judgeOldEnough,
} from '#domain/checks/licence-apply.ts'
import { judgeBars, judgeBigBars } from '#domain/checks/licence-bars.ts'
import {
  judgeAbilityAfterAccident,
  judgeBackground,
  judgeBusAge,
  judgeBusClass,
  judgeBusPoints,
  judgeBusRecord,
  judgeKnownUnfit,
  judgeNothingOpen,
  judgeRestorable,
  judgeRestoreTest,
  judgeStudy,
} from '#domain/checks/licence-keep.ts'
import type { DriverCheckName } from '#domain/checks/licence-names.ts'
import { judgeIssuedHere, judgeMedical } from '#domain/checks/licence.ts'
import type { Asking } from './judges.ts'
import { NoAnswer } from './no-answer.ts'

const registry = (a: Asking) => a.house.connectors.registry
const who = (a: Asking) => ({ idNumber: a.owner.idNumber })
const driver = (a: Asking) => a.ask('driver', () => registry(a).driver(who(a)))
const past = (a: Asking) => a.ask('past', () => registry(a).past(who(a)))
export const learner = (a: Asking) => a.ask('learner', () => registry(a).learner(who(a)))
const violations = (a: Asking) => a.ask('violations', () => registry(a).violations(who(a)))
const medical = (a: Asking) => a.ask('medical', () => a.house.connectors.medical.certificate(who(a)))
const ability = (a: Asking) => a.ask('ability', () => a.house.connectors.medical.ability(who(a)))

const text = (a: Asking, name: string): string => (typeof a.form[name] === 'string' ? a.form[name] : '')
const handedIn = (a: Asking): boolean => Object.keys(a.form).length > 0
const student = (a: Asking): boolean => a.form['student'] === true
/** The class asked for: `class` where one applies, `to` where one changes. */
const wanted = (a: Asking): string => text(a, 'class') || text(a, 'to')

const applicant = async (a: Asking) => ({
  birth: a.birth,
  today: a.today,
  student: student(a),
  ability: (await ability(a))?.passed === true,
})

/** One asker for each check about drivers and learners; part of JUDGE. */
export const DRIVER_JUDGE: Record<DriverCheckName, (a: Asking) => Promise<Problem[]>> = {
  'no-licence': async (a) => judgeNoLicence(await driver(a)),
  'old-enough': async (a) => judgeOldEnough(a.birth, a.today),
  'no-bars': async (a) => judgeBars(await past(a), a.today),
  'no-bars-for-class': async (a) => judgeBigBars(await past(a), wanted(a), a.today),
  'class-age': async (a) => judgeClassAge(wanted(a), true, await applicant(a)),
  'medical-there': async (a) => judgeMedicalThere(await medical(a), a.today),
  'medical-for-class': async (a) => judgeMedical(await medical(a), [wanted(a)], a.today),
  // Students of a driving school add A1 and A2 where they are taught (art. 22 (6)); who that is is known from the answers only.
  'issued-here-or-student': async (a) => {
    if (student(a)) return []
    const found = judgeIssuedHere(await driver(a), a.house.city.homeOffice)
    return handedIn(a) ? found : found.map((p) => ({ ...p, effect: 'continue' as const }))
  },
  'cycles-clean': async (a) => judgeCycles(await driver(a), a.today),
  'add-class': async (a) => judgeAddClass(await driver(a), wanted(a), await applicant(a)),
  'review-study': async (a) => judgeStudy(await driver(a), await past(a), a.today),
  'review-health': async (a) => judgeKnownUnfit(await driver(a), await medical(a), a.today),
  'review-ability': async (a) =>
    judgeAbilityAfterAccident(await driver(a), await past(a), await ability(a), a.birth, a.today),
  restorable: async (a) => judgeRestorable(await driver(a), a.today),
  'restore-test': async (a) => judgeRestoreTest(await driver(a)),
  'nothing-open': async (a) => judgeNothingOpen(await violations(a)),
  'bus-age': async (a) => judgeBusAge(a.birth, a.today, settingOn(a.house.rules, 'busDriverAge', a.today)),
  'bus-class': async (a) => judgeBusClass(await driver(a), text(a, 'busClass'), a.today),
  'bus-points': async (a) => judgeBusPoints(await driver(a), a.today),
  'bus-record': async (a) => judgeBusRecord(await past(a), a.today),
  // While the county police still look there is no outcome: one is told, and the case waits for them (order 162 art. 89).
  'bus-background': async (a) => {
    const answer = await a.ask('background', () => a.house.connectors.identity.background(who(a)))
    if (answer.state === 'pending') throw new NoAnswer('background', { code: 'BUS_PENDING', effect: 'continue' })
    return judgeBackground(answer)
  },
  'not-learning': async (a) => judgeNotLearning(await learner(a)),
  learner: async (a) => judgeLearner(await learner(a)),
  'permit-runs': async (a) => judgePermit(await learner(a), a.today),
  'nothing-booked': async (a) => judgeNothingBooked(await learner(a), a.today),
  'class-change': async (a) =>
    judgeClassChange(await learner(a), await driver(a), wanted(a), {
      birth: a.birth,
      today: a.today,
      ability: (await ability(a))?.passed === true,
    }),
  'place-change': async (a) => judgePlaceChange(await learner(a), a.today),
  'fee-due': async (a) => judgeFeeDue(await learner(a), text(a, 'part') || undefined, a.today),
}
