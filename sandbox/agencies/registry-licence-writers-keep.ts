import { addMonths } from '#domain/calendar.ts'
import { cycleTurn } from '#domain/checks/licence-cycles.ts'
import { judgeBusClass, judgeRestorable, judgeRestoreTest } from '#domain/checks/licence-keep.ts'
import type { LicenceRecord, RegisterAnswer } from '#server/connectors/registry.ts'
import { savePerson } from '../city.ts'
import { accepted, refused, type Writers, type Writing } from './registry-writing.ts'

/** What the register does with reviews, restorations and the entry for school buses. */
export const licenceKeepWriters: Writers = [
  [/^licence-review$/, review],
  [/^licence-restore$/, restore],
  [/^school-bus-driver-qualification$/, enterSchoolBus],
]

function review(of: Writing): RegisterAnswer {
  const { store, person, today } = of
  const licence = person?.licence
  if (!person || !licence) return refused('NO_LICENCE', '未查到驾驶证')
  if (person.violations.pending > 0) return refused('VIOLATIONS_PENDING', '有未处理完毕的道路交通安全违法行为')
  savePerson(store, {
    ...person,
    licence: { ...licence, reviewedOn: today },
    // What was learned counts for one review.
    ...(person.past ? { past: { ...person.past, studyMinutes: 0 } } : {}),
  })
  return accepted(of, { validTo: cycleTurn(licence.firstIssued, today) })
}

/** Order 162 art. 79: in force again; what ran out meanwhile gets the term that a renewal would have given it (art. 62). */
function restore(of: Writing): RegisterAnswer {
  const { store, person, today } = of
  const licence = person?.licence
  if (!person || !licence) return refused('NO_LICENCE', '未查到驾驶证')
  const bar = [...judgeRestorable(licence, today), ...judgeRestoreTest(licence)][0]
  if (bar) return refused(bar.code, '不符合恢复驾驶资格的条件')
  const { cancelled: _, ...rest } = licence
  const restored: LicenceRecord = { ...rest, ...termOf(licence, today), state: '正常' }
  savePerson(store, { ...person, licence: restored })
  const { fileNo, validFrom, validTo, validityYears } = restored
  return accepted(of, { newFileNo: fileNo, classes: restored.classes.join(''), validFrom, validTo, validityYears })
}

function termOf(licence: LicenceRecord, today: string): Pick<LicenceRecord, 'validFrom' | 'validTo' | 'validityYears'> {
  const { validFrom, validTo, validityYears } = licence
  if (validTo === 'long' || validTo > today) return { validFrom, validTo, validityYears }
  const years = licence.fullPointsInValidity ? 6 : validityYears === 6 ? 10 : 'long'
  return { validFrom: today, validTo: years === 'long' ? 'long' : addMonths(today, 12 * years), validityYears: years }
}

/** 准许驾驶校车, with the kind of bus (order 162 art. 89). */
function enterSchoolBus(of: Writing): RegisterAnswer {
  const { store, person, today, text } = of
  const licence = person?.licence
  if (!person || !licence) return refused('NO_LICENCE', '未查到驾驶证')
  const bus = text('busClass')
  if (bus !== 'large' && bus !== 'medium' && bus !== 'small') return refused('BUS_CLASS', '未写明校车车型')
  if (judgeBusClass(licence, bus, today).length > 0) return refused('BUS_CLASS', '准驾车型或者驾驶经历不符合')
  savePerson(store, { ...person, licence: { ...licence, schoolBus: bus } })
  const { fileNo, validFrom, validTo, validityYears } = licence
  return accepted(of, { newFileNo: fileNo, classes: licence.classes.join(''), validFrom, validTo, validityYears })
}
