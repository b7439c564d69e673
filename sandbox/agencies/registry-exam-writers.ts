import { isShortTest, judgePermit, judgePlaceChange, keptResults, permitEnd } from '#domain/checks/exam.ts'
import { resultLine } from '#domain/checks/exam-words.ts'
import type { RegisterAnswer } from '#server/connectors/registry.ts'
import type { Learner } from '#server/connectors/registry-drivers.ts'
import { savePerson } from '../city.ts'
import type { Store } from '../store.ts'
import type { Person } from '../world/shapes.ts'
import { accepted, refused, type Writers, type Writing } from './registry-writing.ts'

/** What the test system does with applications and what learners change in them. */
export const examWriters: Writers = [
  [/^licence-first-apply$/, (of) => takeApplication(of, true)],
  [/^licence-add-class-medical$/, (of) => takeApplication(of, false)],
  [/^learner-permit-print$/, showPermit],
  [/^exam-result-query$/, (of) => changed(of, (learner) => learner)],
  [/^exam-fee-pay$/, takeFee],
  [/^exam-change-class$/, changeClass],
  [/^exam-change-place$/, changePlace],
]

/** The account of the tests; the permit comes at once where subject 1 is not asked for (order 162 arts. 30, 40). */
function takeApplication(of: Writing, first: boolean): RegisterAnswer {
  const { store, person, today, text } = of
  if (!person) return refused('NO_PERSON', '未查到申请人')
  if (person.learner) return refused('RUNNING', '已有受理中的考试申请')
  const wanted = text('class')
  const short = !first && isShortTest(person.licence?.classes ?? [], wanted)
  const learner: Learner = {
    idNumber: person.idNumber,
    name: person.name,
    number: numbered(store, 'learner', today),
    class: wanted,
    first,
    acceptedOn: today,
    place: HERE,
    placeChanges: 0,
    permit: short
      ? { number: numbered(store, 'permit', today), from: today, to: permitEnd(wanted, person.birth, today) }
      : null,
    results: [],
    booked: {},
    bookings: [],
  }
  savePerson(store, { ...person, learner })
  return told(of, learner)
}

function showPermit(of: Writing): RegisterAnswer {
  const bar = judgePermit(of.person?.learner ?? null, of.today)[0]
  return bar ? refused(bar.code, '没有有效的学习驾驶证明') : changed(of, (learner) => learner)
}

function takeFee(of: Writing): RegisterAnswer {
  const part = of.text('part')
  return changed(of, (learner) => {
    const due = learner.bookings.find((b) => b.part === part && !b.paid)
    if (!due) return '该科目没有待缴费的预约'
    return { ...learner, bookings: learner.bookings.map((b) => (b === due ? { ...b, paid: true } : b)) }
  })
}

/** A permit without a pass of subject 1 under it is none; with one it goes on, for the age of the new class. */
function changeClass(of: Writing): RegisterAnswer {
  const wanted = of.text('to')
  return changed(of, (learner, person) => {
    const results = [...keptResults(learner, wanted)]
    const kept = results.some((r) => r.passed)
    const end = learner.permit && permitEnd(wanted, person.birth, learner.permit.from)
    return {
      ...learner,
      class: wanted,
      results,
      booked: {},
      permit: kept && learner.permit && end ? { ...learner.permit, to: end } : null,
    }
  })
}

function changePlace(of: Writing): RegisterAnswer {
  const place = of.text('to').slice(0, 4)
  return changed(of, (learner) => {
    const bar = judgePlaceChange(learner, of.today)[0]
    if (bar) return `不能变更考试地:${bar.code}`
    return { ...learner, place, placeChanges: learner.placeChanges + 1 }
  })
}

function changed(of: Writing, change: (learner: Learner, person: Person) => Learner | string): RegisterAnswer {
  const { person, store } = of
  if (!person?.learner) return refused('NO_LEARNER', '没有受理中的考试申请')
  const learner = change(person.learner, person)
  if (typeof learner === 'string') return refused('LEARNER_STATE', learner)
  savePerson(store, { ...person, learner })
  return told(of, learner)
}

const told = (of: Writing, { number, permit, results, class: wanted }: Learner): RegisterAnswer =>
  accepted(of, {
    learnerNo: number,
    classes: wanted,
    ...(permit ? { permitNo: permit.number, validFrom: permit.from, validTo: permit.to } : {}),
    ...(results.length > 0 ? { testResults: results.map(resultLine).join('\n') } : {}),
  })

/** This city's office, as the first four digits of its number. */
const HERE = '3702'

const numbered = (store: Store, what: string, today: string): string =>
  `${HERE}${today.replaceAll('-', '').slice(2)}${String(store.next(what)).padStart(6, '0')}`
