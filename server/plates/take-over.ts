import { Type } from 'typebox'
import { at } from '#domain/moves.ts'
import { loadCase } from '#server/cases/cases.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import { tell } from '#server/messages/messages.ts'
import { choose } from './choose.ts'
import { chosenAhead } from './offer.ts'

const takeOver = defineJob({
  name: 'plate-take-over',
  payload: Type.Object({ case: Type.String({ format: 'uuid' }) }),
  run: (house, payload) =>
    house.db.tx(async (tx) => {
      const c = await loadCase(tx, house, payload.case)
      // The citizen pressed, or the case went to a counter, before this came.
      if (!at(c, 'choose-plate')) return
      const ahead = await chosenAhead(tx, house, c)
      if (!ahead?.number) return tell(tx, house, c, 'choose-plate')
      await tell(tx, house, c, 'plate-taken-over', { plate: ahead.number })
      await choose(tx, house, { kind: 'system', id: 'house' }, c.id, c.version, ahead.number)
    }),
})

/** Numbers that were chosen ahead, taken over by the items that the city names (config/plates.json). */
export const takeOverJobs: readonly Job[] = [takeOver]
