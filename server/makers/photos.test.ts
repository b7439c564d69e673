import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as companies from '#api/companies.ts'
import * as api from '#api/makers.ts'
import { inspectionOf, type Shot, shotsOf, signedTable } from '#sandbox/maker.ts'
import { creditCodeOf } from '#sandbox/world/demo-companies.ts'
import type { Car } from '#sandbox/world/shapes.ts'
import { noisy } from '#server/files/pictures.testing.ts'
import { house, type TestHouse } from '#test/house.ts'
import { type MakerPortal, makerPortal, sendPhotos, yardOf } from '#test/maker.ts'
import { worldOf } from '#test/world.ts'
import { PHOTOS_AT_ONCE } from './photos.ts'

let h: TestHouse
let portal: MakerPortal
let yard: Car[]
beforeAll(async () => {
  h = await house()
  portal = await makerPortal(h)
  yard = yardOf((await worldOf(h)).cars)
})
afterAll(() => h.close())

const carAt = (n: number): Car => {
  const car = yard[n]
  if (!car) throw new Error(`the yard has no car ${n}`)
  return car
}
const record = async (car: Car, shots: readonly Shot[], wrong = {}) => {
  const { body } = await portal.send(signedTable(portal.pair, [inspectionOf(car, shots, wrong)]))
  const { batch } = await portal.settled(body.id)
  expect(batch.refused).toBe(0)
}
const missing = async () => (await portal.visitor.call(api.missingPhotos, { params: portal.params })).body.cars
const stateOf = async (shots: readonly Shot[]) => (await portal.photos(shots)).body.photos.map((p) => p.code ?? p.state)

test('photos come one by one or together; what is missing is listed; with the third the record counts', async () => {
  const car = carAt(0)
  const shots = await shotsOf(car.vin)
  expect(await stateOf(shots.slice(0, 1))).toEqual(['PHOTO_NO_RECORD'])
  await record(car, shots)
  expect(await missing()).toEqual([{ vin: car.vin, missing: ['photoFront', 'photoRear', 'photoVin'] }])
  expect(await stateOf(shots.slice(1, 2))).toEqual(['taken'])
  expect(await missing()).toEqual([{ vin: car.vin, missing: ['photoFront', 'photoVin'] }])
  expect(await stateOf(shots)).toEqual(['taken', 'same', 'taken'])
  expect(await missing()).toEqual([])
  const [row] = await h.sql<{ whole: boolean }>(
    'select complete_at is not null as whole from pre_inspections where vin = $1',
    [car.vin],
  )
  expect(row).toEqual({ whole: true })
})

test('every wrong file is named with its own reason, and the others are taken all the same', async () => {
  const [car, other] = [carAt(1), carAt(2)]
  const [shots, theirs] = await Promise.all([shotsOf(car.vin), shotsOf(other.vin)])
  const large = await noisy(1_400, 1_400).jpeg({ quality: 100 }).toBuffer()
  expect(large.length).toBeGreaterThan(2 * 1024 * 1024)
  const html: Shot = { name: `${other.vin}-2.jpg`, bytes: Buffer.from('<!doctype html><script>alert(1)</script>') }
  await record(car, shots)
  // The maker signed an HTML file as a photo, and the front photo of another car.
  await record(
    other,
    [shots[0], html, theirs[2]].flatMap((s) => s ?? []),
  )
  const [front, rear, vin] = shots
  if (!front || !rear || !vin || !theirs[2]) throw new Error('three photos of each car')
  const sent = await portal.photos([
    { name: 'holiday.jpg', bytes: front.bytes },
    { name: `${car.vin}-4.jpg`, bytes: front.bytes },
    { name: `${car.vin}-1.jpg`, bytes: large },
    { name: `${car.vin}-1.jpg`, bytes: rear.bytes },
    front,
    { name: `${other.vin}-1.jpg`, bytes: front.bytes },
    html,
    { name: theirs[2].name.toLowerCase().replace('-3.', '_识别代号.'), bytes: theirs[2].bytes },
    { ...rear, name: `${car.vin}_右后.jpg` },
    vin,
  ])
  expect(sent.body.photos.map((p) => p.code ?? p.state)).toEqual([
    'PHOTO_NAME',
    'PHOTO_NAME',
    'PHOTO_TOO_LARGE',
    'PHOTO_DIFFERS',
    'taken',
    'PHOTO_USED',
    'UPLOAD_TYPE',
    'taken',
    'taken',
    'taken',
  ])
  for (const p of sent.body.photos.filter((one) => one.state === 'refused'))
    expect([p.message?.zh, p.message?.en, p.next?.zh, p.next?.en].every((words) => (words ?? '') !== '')).toBe(true)
  expect(await missing()).toEqual([{ vin: other.vin, missing: ['photoFront', 'photoRear'] }])
})

test('what is kept is made anew and sealed: no place, no camera, not the bytes that came', async () => {
  const car = carAt(3)
  const shots = await shotsOf(car.vin)
  const tagged = await sharp(shots[0]?.bytes)
    .withExif({ IFD0: { Make: 'SecretCamera' }, IFD3: { GPSLatitude: '36/1 4/1 0/1' } })
    .jpeg()
    .toBuffer()
  expect(tagged.includes('SecretCamera')).toBe(true)
  const own = [{ name: `${car.vin}-1.jpg`, bytes: tagged }, ...shots.slice(1)]
  await record(car, own)
  expect(await stateOf(own)).toEqual(['taken', 'taken', 'taken'])
  const rows = await h.sql<{ file: string }>('select file from pre_inspection_photos where vin = $1', [car.vin])
  for (const { file } of rows) {
    const opened = await h.house.files.get(file)
    expect(opened.includes('SecretCamera')).toBe(false)
    expect((await sharp(opened).metadata()).exif).toBeUndefined()
    expect(opened.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
  }
})

test('a correction with the same photos counts at once, one with new photos waits for them', async () => {
  const car = carAt(4)
  const shots = await shotsOf(car.vin)
  await record(car, shots)
  await portal.photos(shots)
  await record(car, shots, { inspector: '李检' })
  expect(await missing()).not.toContainEqual(expect.objectContaining({ vin: car.vin }))
  const again = await shotsOf(car.vin, `${car.vin} again`)
  await record(
    car,
    [again[0], ...shots.slice(1)].flatMap((s) => s ?? []),
    { inspector: '李检' },
  )
  expect(await missing()).toContainEqual({ vin: car.vin, missing: ['photoFront'] })
  // The photo that was signed before is not the one that is signed now.
  expect(await stateOf(shots.slice(0, 1))).toEqual(['PHOTO_DIFFERS'])
  expect(await stateOf(again.slice(0, 1))).toEqual(['taken'])
  expect(await missing()).not.toContainEqual(expect.objectContaining({ vin: car.vin }))
})

test('two requests that bring the last photos at the same moment leave no car unfinished', async () => {
  const cars = yard.slice(5, 9)
  const shots = await Promise.all(cars.map((c) => shotsOf(c.vin)))
  const list = cars.map((c, n) => inspectionOf(c, shots[n] ?? []))
  await portal.settled((await portal.send(signedTable(portal.pair, list))).body.id)
  await Promise.all([0, 1, 2].map((n) => portal.photos(shots.flatMap((s) => s[n] ?? []))))
  const open = (await missing()).map((c) => c.vin)
  expect(cars.filter((c) => open.includes(c.vin))).toEqual([])
})

test('no files, too many files, another maker’s account, no account', async () => {
  const none = await sendPhotos(portal.visitor, portal.id, [])
  expect(none).toMatchObject({ status: 422, body: { code: 'UPLOAD_EMPTY' } })
  const many = Array.from({ length: PHOTOS_AT_ONCE + 1 }, (_, n) => ({ name: `${n}.jpg`, bytes: Buffer.from('x') }))
  expect((await sendPhotos(portal.visitor, portal.id, many)).status).toBe(413)
  const stranger = await h.citizen('zhang-wei')
  expect((await sendPhotos(stranger, portal.id, many.slice(0, 1))).status).toBe(404)
  expect((await sendPhotos(h.anyone(), portal.id, many.slice(0, 1))).status).toBe(401)
  const haulier = await h.citizen('zhou-tao')
  const { body } = await haulier.call(companies.registerCompany, { body: { creditCode: creditCodeOf('haulier') } })
  expect((await sendPhotos(haulier, body.id, many.slice(0, 1))).body).toMatchObject({ code: 'MAKER_NOT_ADMITTED' })
})
