import type { FastifyInstance } from 'fastify'
import * as api from '#api/accounts.ts'
import { maskIdNumber, maskMobile, maskName } from '#domain/mask.ts'
import { clearSessionCookie, readSessionCookie, setSessionCookie } from '#server/kit/cookies.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, officerOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { endSession, openSessions } from '#server/kit/sessions.ts'
import { readsOfPerson } from './accounts.sql.ts'
import { deviceOf } from './device.ts'
import { officerSignIn } from './officers.ts'
import { askerOf, citizenBrowsers, officerBrowsers } from './own-browser.ts'
import { findPerson } from './people.ts'
import { phoneKey, requestCode, signIn } from './sign-in.ts'

export function accountRoutes(app: FastifyInstance, house: House): void {
  citizenRoutes(app, house)
  officerRoutes(app, house)
}

function citizenRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.requestCode, async ({ body, request }) => {
    await requestCode(house, body.mobile, askerOf(house, request, body.mobile))
    return { ok: true as const }
  })
  serveRead(app, house, api.signIn, async ({ body, request, reply }) => {
    const { token, person } = await signIn(house, {
      ...body,
      device: deviceOf(request),
      from: askerOf(house, request, body.mobile),
    })
    setSessionCookie(house, reply, 'citizen', token)
    citizenBrowsers.remember(house, request, reply, phoneKey(house, body.mobile))
    return { person }
  })
  serveAct(app, house, api.signOut, async (tx, { actor, reply }) => {
    const citizen = citizenOf(actor)
    await endSession(tx, 'citizen', citizen.id, citizen.session)
    clearSessionCookie(house, reply, 'citizen')
    return { ok: true as const }
  })
  serveRead(app, house, api.myProfile, async ({ actor }) => {
    const person = await findPerson(house.db.read, house, citizenOf(actor).id)
    return {
      id: person.id,
      name: maskName(person.name),
      idNumber: maskIdNumber(person.idNumber),
      mobile: maskMobile(person.mobile),
    }
  })
  serveRead(app, house, api.mySessions, async ({ actor }) => {
    const citizen = citizenOf(actor)
    const rows = await openSessions(house.db.read, 'citizen', citizen.id)
    return {
      sessions: rows.map((r) => ({
        id: r.id,
        device: r.device,
        createdAt: r.created_at.toISOString(),
        seenAt: r.seen_at.toISOString(),
        current: r.id === citizen.session,
      })),
    }
  })
  serveAct(app, house, api.revokeSession, async (tx, { actor, params }) => {
    // Only sessions of this person match; another's id is simply not found.
    if ((await endSession(tx, 'citizen', citizenOf(actor).id, params.id)) === 0) throw notFound()
    return { ok: true as const }
  })
  serveRead(app, house, api.whoLooked, async ({ actor }) => {
    const rows = await house.db.read.many(readsOfPerson, [citizenOf(actor).id])
    return {
      reads: rows.map((r) => ({
        at: r.at.toISOString(),
        who: r.actor_id,
        office: r.office,
        act: r.act,
        purpose: r.purpose,
      })),
    }
  })
}

function officerRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.officerSignIn, async ({ body, request, reply }) => {
    const from = {
      device: deviceOf(request),
      address: request.ip,
      cookie: readSessionCookie(house, request, 'officer'),
      browser: officerBrowsers.of(house, request, body.id),
    }
    const { token } = await officerSignIn(house, { ...body, ...from })
    setSessionCookie(house, reply, 'officer', token)
    officerBrowsers.remember(house, request, reply, body.id)
    return { ok: true as const }
  })
  serveAct(app, house, api.officerSignOut, async (tx, { actor, reply }) => {
    const officer = officerOf(actor)
    await endSession(tx, 'officer', officer.id, officer.session)
    clearSessionCookie(house, reply, 'officer')
    return { ok: true as const }
  })
  serveRead(app, house, api.officerMe, async ({ actor }) => {
    const officer = officerOf(actor)
    const office = house.city.offices.find((o) => o.office === officer.office)
    return {
      id: officer.id,
      office: officer.office,
      officeName: { zh: office?.name.zh ?? String(officer.office), en: office?.name.en ?? String(officer.office) },
      roles: [...officer.roles],
      city: house.city.name.zh,
    }
  })
}
