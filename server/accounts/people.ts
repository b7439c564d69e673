import type { Tx } from '#server/kit/db.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { insertPerson, personById, personByIdNumber, type PersonRow, updateMobile, updateName } from './accounts.sql.ts'

export interface Person {
  id: string
  name: string
  idNumber: string
  mobile: string
}

const open = (house: Pick<House, 'crypto'>, row: PersonRow): Person => ({
  id: row.id,
  name: house.crypto.open(row.name, `people|name|${row.id}`).toString(),
  idNumber: house.crypto.open(row.id_number, `people|id_number|${row.id}`).toString(),
  mobile: house.crypto.open(row.mobile, `people|mobile|${row.id}`).toString(),
})

/** Throws 404 when there is no such person. */
export async function findPerson(tx: Pick<Tx, 'one'>, house: Pick<House, 'crypto'>, id: string): Promise<Person> {
  const row = await tx.one(personById, [id])
  if (!row) throw notFound()
  return open(house, row)
}

/** The account of who has this number; undefined when nobody with it has signed in yet. */
export const personWith = (tx: Pick<Tx, 'one'>, house: Pick<House, 'crypto'>, idNumber: string) =>
  tx.one(personByIdNumber, [idIndex(house, idNumber)])

export const mobileIndex = (house: Pick<House, 'crypto'>, mobile: string): Buffer =>
  house.crypto.blindIndex('people.mobile', mobile)
/** Under which a person is found by the identity number, without the number being kept in the clear. */
export const idIndex = (house: Pick<House, 'crypto'>, idNumber: string): Buffer =>
  house.crypto.blindIndex('people.id_number', idNumber)

/** The account of a verified person: made at the first sign-in, found again by the identity number afterwards. */
export async function personFor(tx: Tx, house: Pick<House, 'crypto'>, given: Omit<Person, 'id'>): Promise<string> {
  const id = uuidv7()
  const seal = (column: string, value: string) => house.crypto.seal(value, `people|${column}|${id}`)
  await tx.run(insertPerson, [
    id,
    seal('name', given.name),
    seal('id_number', given.idNumber),
    idIndex(house, given.idNumber),
    seal('mobile', given.mobile),
    mobileIndex(house, given.mobile),
  ])
  const row = await tx.one(personByIdNumber, [idIndex(house, given.idNumber)])
  if (!row) throw new Error('a person was not stored')
  const person = await findPerson(tx, house, row.id)
  if (person.mobile !== given.mobile)
    await tx.run(updateMobile, [
      row.id,
      house.crypto.seal(given.mobile, `people|mobile|${row.id}`),
      mobileIndex(house, given.mobile),
    ])
  // The police know the person under this name now: whoever has changed it goes on with the same account.
  if (person.name !== given.name)
    await tx.run(updateName, [row.id, house.crypto.seal(given.name, `people|name|${row.id}`)])
  return row.id
}
