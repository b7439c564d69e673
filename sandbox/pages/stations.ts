import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { shanghaiDate } from '#domain/calendar.ts'
import { fits, parseJson } from '#server/connectors/exchange.ts'
import { DateOnly } from '#server/connectors/fields.ts'
import type { Desk } from '../agency.ts'
import { carOf, saveCar } from '../city.ts'

/** A car goes through a test: the station uploads the result, as it would after a visit that was booked. */
export function stationPages(app: FastifyInstance, { store, now }: Desk): void {
  app.post<{ Params: { vin: string } }>('/admin/stations/:vin/test', (request, reply) => {
    const body = typeof request.body === 'string' ? parseJson(request.body) : request.body
    const car = carOf(store, request.params.vin)
    if (!fits(TestBody, body)) return reply.code(400).send({ code: 'BAD_REQUEST' })
    if (!car) return reply.code(404).send({ code: 'NO_SUCH_CAR' })
    const on = body.on ?? shanghaiDate(now())
    const safetyTest = {
      reportNo: `JY${on.replaceAll('-', '')}${car.vin.slice(-6)}`,
      station: STATION,
      on,
      passed: body.passed,
    }
    saveCar(store, { ...car, safetyTest })
    return reply.send(safetyTest)
  })
}

const STATION = '市北机动车检测站'
const TestBody = Type.Object({ on: Type.Optional(DateOnly), passed: Type.Boolean() })
