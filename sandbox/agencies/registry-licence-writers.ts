import { addMonths, ageOn } from '#domain/calendar.ts'
import { cycleTurn } from '#domain/checks/licence-cycles.ts'
import { heldClasses, mayExtend, lowerClasses, remainingClasses } from '#domain/checks/licence.ts'
import type { Deferral } from '#domain/records.ts'
import { classRule } from '#domain/rules/licence-classes.ts'
import type { LicenceRecord, RegisterAnswer } from '#server/connectors/registry.ts'
import { savePerson } from '../city.ts'
import { accepted, refused, type Writers, type Writing } from './registry-writing.ts'

/** What the register does with acts about drivers. */
export const licenceWriters: Writers = [
  [/^licence-replace-/, replaceLicence],
  [/^licence-renew-expiry$/, renewLicence],
  [/^licence-renew-overage$/, stepDownByAge],
  [/^licence-downgrade$/, stepDownByWish],
  [/^licence-info-change$/, takeOverIdentity],
  [/^licence-transfer-in$/, moveHere],
  [/^defer-licence-renewal$/, (of) => putOff(of, 'renewal')],
  [/^defer-licence-review$/, (of) => putOff(of, 'review')],
  [/^defer-medical-certificate$/, (of) => putOff(of, 'medical')],
  [/^violation-handle$/, settleViolations],
]

/** A new copy of the licence: nothing changes but the count. */
function replaceLicence({ store, registrationNo, person }: Writing): RegisterAnswer {
  const licence = person?.licence
  if (!person || !licence) return refused('NO_LICENCE', '未查到驾驶证')
  if (!['正常', '逾期未换证'].includes(licence.state)) return refused('LICENCE_STATE', `驾驶证状态为${licence.state}`)
  savePerson(store, { ...person, licence: { ...licence, replacedTimes12m: licence.replacedTimes12m + 1 } })
  const { fileNo, validFrom, validTo, validityYears } = licence
  return { state: 'accepted', result: { registrationNo, newFileNo: fileNo, validFrom, validTo, validityYears } }
}

/** 6 → 10 → long, unless 12 points were reached in this validity (申领规定 art. 60); counted from the end of the old one. */
function renewLicence({ store, today, registrationNo, person }: Writing): RegisterAnswer {
  const licence = person?.licence
  if (!person || !licence) return refused('NO_LICENCE', '未查到驾驶证')
  if (person.violations.pending > 0) return refused('VIOLATIONS_PENDING', '有未处理完毕的道路交通安全违法行为')
  if (licence.validTo === 'long') return refused('NOT_DUE', '驾驶证长期有效,无需换证')
  const validityYears = licence.fullPointsInValidity ? 6 : licence.validityYears === 6 ? 10 : 'long'
  const validFrom = licence.validTo > today ? licence.validTo : today
  const validTo = validityYears === 'long' ? 'long' : addMonths(validFrom, validityYears * 12)
  savePerson(store, {
    ...person,
    licence: {
      ...licence,
      state: '正常',
      validFrom,
      validTo,
      validityYears,
      photoTakenOn: today,
      fullPointsInValidity: false,
    },
  })
  return { state: 'accepted', result: { registrationNo, newFileNo: licence.fileNo, validFrom, validTo, validityYears } }
}

/** Violations named in `noticeNo` are done with, or all of the driver's; their points are entered. */
function settleViolations({ store, registrationNo, person, text }: Writing): RegisterAnswer {
  if (!person) return refused('NO_PERSON', '未查到驾驶人')
  const { violations, licence } = person
  const notice = text('noticeNo')
  const settled = violations.items.filter((one) => notice === '' || one.noticeNo === notice)
  const items = violations.items.filter((one) => !settled.includes(one))
  const points = settled.reduce((sum, one) => sum + one.points, 0)
  savePerson(store, {
    ...person,
    violations: { ...violations, pending: items.length, items },
    licence: licence && { ...licence, points: licence.points + points },
  })
  return { state: 'accepted', result: { registrationNo } }
}

/** A licence with other classes, name or file number; its dates stay. */
function reissue(of: Writing, change: (licence: LicenceRecord, of: Writing) => LicenceRecord | string): RegisterAnswer {
  const { store, person } = of
  const licence = person?.licence
  if (!person || !licence) return refused('NO_LICENCE', '未查到驾驶证')
  const changed = change(licence, of)
  if (typeof changed === 'string') return refused('LICENCE_STATE', changed)
  savePerson(store, { ...person, licence: changed })
  const { fileNo, name, validFrom, validTo, validityYears } = changed
  return accepted(of, { newFileNo: fileNo, name, classes: changed.classes.join(''), validFrom, validTo, validityYears })
}

function stepDownByWish(of: Writing): RegisterAnswer {
  const target = of.text('target')
  return reissue(of, (licence) => {
    const lower = lowerClasses(licence).find((c) => c === target)
    if (!lower) return `不能换领${target}`
    const kept = heldClasses(licence).filter((c) => !classRule(c)?.covers.includes(lower))
    return { ...licence, classes: [...kept, lower] }
  })
}

/** Order 162 art. 65: what the age leaves, with C1 or C2 as chosen and C6 if the holder keeps it. */
function stepDownByAge(of: Writing): RegisterAnswer {
  return reissue(of, (licence, { person, today, text, ticked }) => {
    const birth = person?.birth ?? today
    if (text('target') === 'extend') {
      if (!mayExtend(licence, birth, today)) return '不在可以申请延长的年龄'
      const years = Math.min(3, Math.max(1, Number(text('extendYears')) || 1))
      return { ...licence, extendedTo: addMonths(birth, 12 * (63 + years)) }
    }
    const held = heldClasses(licence)
    const left = remainingClasses(licence, birth, today)
    if (left.join() === held.join()) return `${ageOn(birth, today)} 周岁未到年龄上限`
    const classes = left.flatMap((c) => {
      if (c === 'C1' && !held.includes('C1') && text('target') === 'C2') return ['C2']
      return c === 'C6' && !held.includes('C6') && !ticked('keepC6') ? [] : [c]
    })
    return { ...licence, classes }
  })
}

/** Name and address come from the police record, not from the form. */
function takeOverIdentity(of: Writing): RegisterAnswer {
  return reissue(of, (licence, { person }) => ({ ...licence, name: person?.name ?? licence.name }))
}

function moveHere(of: Writing): RegisterAnswer {
  return reissue(of, (licence, { person, store }) => {
    if ((person?.violations.pending ?? 0) > 0) return '有未处理完毕的道路交通安全违法行为'
    const fileNo = `3702${String(80_000_000 + store.next('file')).padStart(8, '0')}`
    return { ...licence, fileNo, issuingOffice: '山东省青岛市公安局交通警察支队' }
  })
}

/** Order 162 art. 75: from the end of the licence, or of the running points cycle; three years in all. */
function putOff(of: Writing, what: Deferral): RegisterAnswer {
  const { store, person, today, text } = of
  const licence = person?.licence
  if (!person || !licence) return refused('NO_LICENCE', '未查到驾驶证')
  const years = Number(text('years')) + (licence.deferred?.[what]?.years ?? 0)
  if (!Number.isInteger(years) || years < 1 || years > 3) return refused('DEFER_YEARS', '延期合计不得超过三年')
  const from =
    what === 'renewal' && licence.validTo !== 'long' ? licence.validTo : cycleTurn(licence.firstIssued, today)
  const until = addMonths(from, 12 * years)
  savePerson(store, { ...person, licence: { ...licence, deferred: { ...licence.deferred, [what]: { years, until } } } })
  return accepted(of, { validTo: until })
}
