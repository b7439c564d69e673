import type { FastifyInstance } from 'fastify'
import { Type, type Static } from 'typebox'
import { shanghaiDate } from '#domain/calendar.ts'
import { permitEnd } from '#domain/checks/exam.ts'
import { TEST_PARTS } from '#domain/driver-records.ts'
import { fits, parseJson } from '#server/connectors/exchange.ts'
import { DateOnly } from '#server/connectors/fields.ts'
import { BackgroundAnswer } from '#server/connectors/identity.ts'
import type { Desk } from '../agency.ts'
import { personOf, savePerson } from '../city.ts'
import { Person } from '../world/shapes.ts'

/** What happens outside the house to people who drive or learn: a test is taken, the county police have looked. */
export function driverPages(app: FastifyInstance, { store, now }: Desk): void {
  app.post<{ Params: { idNumber: string } }>('/admin/drivers/:idNumber/test', (request, reply) => {
    const body = typeof request.body === 'string' ? parseJson(request.body) : request.body
    const person = personOf(store, request.params.idNumber)
    if (!fits(TestBody, body)) return reply.code(400).send({ code: 'BAD_REQUEST' })
    const tested = person && takeTest(person, body, body.on ?? shanghaiDate(now()))
    if (!tested) return reply.code(404).send({ code: 'NOBODY_TO_TEST' })
    savePerson(store, tested)
    return reply.send({ learner: tested.learner ?? null, cancelled: tested.licence?.cancelled ?? null })
  })
  app.post<{ Params: { idNumber: string } }>('/admin/drivers/:idNumber/record', (request, reply) => {
    const body = typeof request.body === 'string' ? parseJson(request.body) : request.body
    const person = personOf(store, request.params.idNumber)
    if (!person) return reply.code(404).send({ code: 'NO_SUCH_PERSON' })
    const changed = fits(RecordBody, body) ? { ...person, ...body } : undefined
    if (!changed || !fits(Person, changed)) return reply.code(400).send({ code: 'BAD_REQUEST' })
    savePerson(store, changed)
    return reply.send(changed)
  })
  app.post<{ Params: { idNumber: string } }>('/admin/drivers/:idNumber/background', (request, reply) => {
    const body = typeof request.body === 'string' ? parseJson(request.body) : request.body
    const person = personOf(store, request.params.idNumber)
    if (!fits(BackgroundAnswer, body)) return reply.code(400).send({ code: 'BAD_REQUEST' })
    if (!person) return reply.code(404).send({ code: 'NO_SUCH_PERSON' })
    savePerson(store, { ...person, background: body })
    return reply.send(body)
  })
}

/** What the agencies may learn about somebody from one day to the next; who it is stays. */
const RecordBody = Type.Partial(
  Type.Pick(Person, ['licence', 'violations', 'medical', 'ability', 'past', 'learner', 'background']),
  { additionalProperties: false },
)

const TestBody = Type.Object({
  part: Type.Enum(TEST_PARTS),
  score: Type.Integer({ minimum: 0, maximum: 100 }),
  passed: Type.Boolean(),
  on: Type.Optional(DateOnly),
})

/** Learners get the permit with subject 1 (order 162 art. 40); who lost the licence by not renewing proves the theory (art. 79). */
function takeTest(person: Person, { part, score, passed }: Static<typeof TestBody>, on: string): Person | undefined {
  const { learner, licence } = person
  if (learner) {
    const permit = {
      number: `3702${on.replaceAll('-', '')}${person.idNumber.slice(-4)}`,
      from: on,
      to: permitEnd(learner.class, person.birth, on),
    }
    return {
      ...person,
      learner: {
        ...learner,
        results: [...learner.results, { part, on, site: SITE, score, passed }],
        bookings: learner.bookings.filter((b) => b.part !== part),
        permit: part === '1' && passed ? permit : learner.permit,
      },
    }
  }
  if (part !== '1' || !licence?.cancelled) return undefined
  return passed
    ? { ...person, licence: { ...licence, cancelled: { ...licence.cancelled, theoryPassedOn: on } } }
    : person
}

const SITE = '青岛市第一考场'
