import type { Static } from 'typebox'
import type { VideoPeople } from '#api/video-floor.ts'
import { addDays, shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import { maskName } from '#domain/mask.ts'
import { bookableAtOnce } from '#domain/video/booking.ts'
import type { Language } from '#domain/video/terms.ts'
import { findPerson, personWith } from '#server/accounts/people.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { skillsOf } from './desks.sql.ts'
import {
  dropRelative,
  dropSkills,
  endLending,
  insertLending,
  insertShift,
  lendingsOf,
  officeOfOfficer,
  otherOffices,
  relativesBy,
  servingOfficers,
  shiftSlots,
  shiftsOf,
  slotsBetween,
} from './floor.sql.ts'
import { groupOf } from './line.ts'
import { recordRelative, recordSkill } from './skills.ts'
import { VIDEO } from './settings.ts'
import { wakeLine } from './tickets.ts'

type Reader = Pick<Tx, 'one' | 'many'>
type People = Static<typeof VideoPeople>

/** Who serves what in this office, who is lent to it, and how its capacity is shared. */
export async function peopleView(tx: Reader, house: House, { office }: Pick<Officer, 'office'>): Promise<People> {
  return {
    groups: VIDEO.groups.map((g) => ({ group: g.code, name: { ...g.name } })),
    languages: [...VIDEO.languages],
    officers: await officersView(tx, house, office),
    ...(await lendingsView(tx, house, office)),
    capacity: await capacityView(tx, house, office),
  }
}

async function officersView(tx: Reader, house: House, office: number): Promise<People['officers']> {
  const officers = await tx.many(servingOfficers, [office])
  const skills = await tx.many(skillsOf, [officers.map((o) => o.id)])
  const relatives = await tx.many(relativesBy, [office])
  const shown: People['officers'] = []
  for (const o of officers) {
    const own = skills.filter((s) => s.officer === o.id)
    const kin: People['officers'][number]['relatives'] = []
    for (const r of relatives.filter((one) => one.officer === o.id))
      kin.push({ person: r.person, name: maskName((await findPerson(tx, house, r.person)).name) })
    shown.push({
      id: o.id,
      name: house.crypto.open(o.name, `officers|name|${o.id}`).toString(),
      // Who only supervises serves no line until one is recorded.
      byDefault: own.length === 0 && o.roles.includes('reviewer'),
      skills: own.map((s) => ({ group: s.grp, languages: VIDEO.languages.filter((l) => s.languages.includes(l)) })),
      relatives: kin,
    })
  }
  return shown
}

async function lendingsView(tx: Reader, house: House, office: number): Promise<Pick<People, 'lendings' | 'lenders'>> {
  const offices = await tx.many(otherOffices, [office])
  const today = shanghaiDate(house.time.now())
  const nameOf = (code: number) => {
    const found = offices.find((o) => o.office === code)
    return { zh: found?.zh ?? String(code), en: found?.en ?? String(code) }
  }
  return {
    lendings: (await tx.many(lendingsOf, [office])).map((l) => ({
      id: l.id,
      group: l.grp,
      groupName: { ...groupOf(l.grp).name },
      lender: l.lender,
      lenderName: nameOf(l.lender),
      from: l.from_day,
      to: l.to_day,
      reason: l.reason,
      by: l.by_officer,
      ahead: l.ended_at === null && today < l.from_day,
      running: l.ended_at === null && l.from_day <= today && today <= l.to_day,
    })),
    lenders: VIDEO.pool.lendings ? offices.map((o) => ({ office: o.office, name: { zh: o.zh, en: o.en } })) : [],
  }
}

async function capacityView(tx: Reader, house: House, office: number): Promise<People['capacity']> {
  const now = house.time.now()
  const end = shanghaiMoment(addDays(shanghaiDate(now), 1))
  return {
    share: VIDEO.booking.share,
    officers: VIDEO.booking.officers,
    today: (await tx.many(slotsBetween, [office, now, end])).map((s) => ({ ...s, at: s.at.toISOString() })),
    shifts: (await tx.many(shiftsOf, [office, now])).map((s) => ({
      from: s.from_at.toISOString(),
      to: s.to_at.toISOString(),
      share: Number(s.share),
      reason: s.reason,
      by: s.by_officer,
      at: s.at.toISOString(),
    })),
  }
}

/** What an officer serves from now on; no skill at all is the default again (every line, in Mandarin). Throws Refused 404. */
export async function setSkills(
  tx: Tx,
  house: House,
  officer: { id: string; office: number },
  skills: readonly { group: string; languages: readonly Language[] }[],
): Promise<void> {
  await ofOffice(tx, officer)
  if (skills.some((s) => !VIDEO.groups.some((g) => g.code === s.group))) throw notFound()
  await tx.run(dropSkills, [officer.office, officer.id])
  for (const s of skills) await recordSkill(tx, officer, s.group, s.languages)
  for (const g of VIDEO.groups) await wakeLine(tx, house, g.code)
}

/** A person this officer is never offered. Gives the person. Throws Refused 404 for an officer of another office, 409 for nobody known. */
export async function excludeRelative(
  tx: Tx,
  house: House,
  officer: { id: string; office: number },
  idNumber: string,
): Promise<string> {
  await ofOffice(tx, officer)
  const person = await personWith(tx, house, idNumber)
  if (!person) throw refusedBy(409, { code: 'VIDEO_NO_PERSON' })
  await recordRelative(tx, officer, person.id)
  return person.id
}

export async function includeRelative(tx: Tx, officer: { id: string; office: number }, person: string): Promise<void> {
  if ((await tx.run(dropRelative, [officer.office, officer.id, person])) === 0) throw notFound()
}

interface Lending {
  group: string
  lender: number
  from: string
  to: string
  reason: string
}

/** Throws Refused 404 for no such line or office, 409 where the configuration does not allow it, 422 for days that make no sense. */
export async function lend(tx: Tx, house: House, by: Officer, given: Lending): Promise<string> {
  if (!VIDEO.pool.lendings) throw refusedBy(409, { code: 'VIDEO_NO_LENDING' })
  if (!VIDEO.groups.some((g) => g.code === given.group)) throw notFound()
  if (!(await tx.many(otherOffices, [by.office])).some((o) => o.office === given.lender)) throw notFound()
  const now = house.time.now()
  if (given.to < given.from || given.to < shanghaiDate(now) || given.to > addDays(given.from, MOST_DAYS))
    throw refusedBy(422, { code: 'VIDEO_LENDING_DAYS', params: { n: MOST_DAYS } })
  const id = uuidv7()
  await tx.run(insertLending, [
    by.office,
    id,
    given.group,
    given.lender,
    given.from,
    given.to,
    given.reason,
    by.id,
    now,
  ])
  await wakeLine(tx, house, given.group)
  return id
}
/** Longer is no help in need but another organisation of the offices. */
const MOST_DAYS = 31

export async function stopLending(tx: Tx, house: House, by: Officer, id: string): Promise<void> {
  if ((await tx.run(endLending, [by.office, id, house.time.now(), by.id])) === 0) throw notFound()
}

/** Another share of the capacity for bookings, for a span of the grid; walk-in takes the rest. Throws Refused 422. */
export async function shift(
  tx: Tx,
  house: House,
  by: Officer,
  given: { from: Date; to: Date; share: number; reason: string },
): Promise<void> {
  const now = house.time.now()
  if (given.to <= given.from || given.to <= now || given.to.getTime() - given.from.getTime() > 14 * 86_400_000)
    throw refusedBy(422, { code: 'VIDEO_SHIFT_SPAN' })
  const capacity = bookableAtOnce({ booking: { ...VIDEO.booking, share: given.share } })
  await tx.run(shiftSlots, [by.office, given.from, given.to, capacity])
  await tx.run(insertShift, [by.office, given.from, given.to, given.share, given.reason, by.id, now])
  for (const g of VIDEO.groups) await wakeLine(tx, house, g.code)
}

async function ofOffice(tx: Tx, officer: { id: string; office: number }): Promise<void> {
  if ((await tx.one(officeOfOfficer, [officer.id]))?.office !== officer.office) throw notFound()
}
