import type { Static } from 'typebox'
import type { myPlates } from '#api/plates.ts'
import { addDays, shanghaiDate } from '#domain/calendar.ts'
import { mayObject } from '#domain/plates/validity.ts'
import { loadCase } from '#server/cases/cases.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { heldByPerson } from './engine.sql.ts'
import { blockNow } from './plates.sql.ts'
import { objectBlock } from './public.sql.ts'
import { rightsOfPerson } from './rights.ts'
import { settingsAt } from './settings.ts'
import { formerView, heldView } from './view.ts'

type Mine = Static<(typeof myPlates)['reply']>

/** A person's pre-selected numbers, rights to old ones, and a block if there is one. */
export async function platesOf(tx: Pick<Tx, 'one' | 'many'>, house: House, person: string): Promise<Mine> {
  const office = house.city.homeOffice
  const now = house.time.now()
  const held = await tx.many(heldByPerson, [office, person])
  const block = await tx.one(blockNow, [office, person, shanghaiDate(now)])
  return {
    held: await Promise.all(
      held.map(async (s) => {
        const view = await heldView(tx, house, office, s)
        // A number that a running application works with is given back by withdrawing that.
        const free = (await loadCase(tx, house, s.id)).state === 'done'
        return { case: s.id, type: s.pool.slice(0, 2), ...view, mayRelease: view.mayRelease && free }
      }),
    ),
    former: (await rightsOfPerson(tx, house, office, person)).map(formerView),
    ...(block
      ? {
          block: {
            id: block.id,
            until: block.until_day,
            number: block.number,
            objectBy: addDays(block.from_day, settingsAt(now).objectDays),
            objected: block.objected_at !== null,
          },
        }
      : {}),
  }
}

/** Objects to the own block within its days. Throws Refused 409 PLATE_NO_BLOCK, PLATE_OBJECT_LATE. */
export async function object(tx: Tx, house: House, person: string, reason: string): Promise<void> {
  const office = house.city.homeOffice
  const now = house.time.now()
  const block = await tx.one(blockNow, [office, person, shanghaiDate(now)])
  if (!block) throw refusedBy(409, { code: 'PLATE_NO_BLOCK' })
  if (!mayObject(block.from_day, shanghaiDate(now), settingsAt(now)))
    throw refusedBy(409, { code: 'PLATE_OBJECT_LATE' })
  await tx.run(objectBlock, [office, block.id, house.crypto.seal(reason, `plate_blocks|objection|${block.id}`), now])
}
