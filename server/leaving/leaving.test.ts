import { afterAll, beforeAll, expect, test } from 'vitest'
import * as cases from '#api/my-cases.ts'
import * as leaving from '#api/leaving.ts'
import { listMessages } from '#api/messages.ts'
import type { DemoKey } from '#sandbox/world/demo-people.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { apply, standsAt } from '#test/journey.ts'
import { REVIEWER } from '#test/people.ts'
import { lookUp, worldOf } from '#test/world.ts'

/** Cars that move away: other offices ask for their files, over signed exchanges, and this office answers. */

const NANJING = 320100
const NOT_WHOLE = 330100
const BY_ITSELF = 350100
const NEVER = 360100

let h: TestHouse
beforeAll(async () => {
  h = await house()
}, 60_000)
afterAll(() => h.close())

async function town<T>(path: string, body?: object): Promise<T> {
  const init = body
    ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    : {}
  return (await (await fetch(h.sandboxUrl + path, init)).json()) as T
}
const ask = async (plate: string, to: number, more: object = {}): Promise<string> =>
  (await town<{ requestNo: string }>('/admin/files/ask', { plate, to, ...more })).requestNo
const news = (requestNo: string, what: string) => town(`/admin/files/${requestNo}/${what}`, {})
const elsewhere = async (requestNo: string) =>
  (await town<{ requests: { no: string; state: string; note: string }[] }>('/admin/files')).requests.find(
    (one) => one.no === requestNo,
  )
const rowOf = async (requestNo: string) => {
  const { body } = await (await h.officer(REVIEWER)).call(leaving.listFileRequests)
  return body.items.find((one) => one.requestNo === requestNo)
}
const comesTo = (requestNo: string, state: string) =>
  until(`${requestNo} is ${state}`, async () => {
    const row = await rowOf(requestNo)
    return row?.state === state ? row : undefined
  })
const decide = async (
  row: { id: string; version: number },
  decision: 'send' | 'object' | 'look-again',
  note = '已核对',
) =>
  (await h.officer(REVIEWER)).call(leaving.decideFileRequest, {
    params: { id: row.id },
    body: { version: row.version, decision, note },
  })
const codes = (row: { findings: { code: string }[] }) => row.findings.map((f) => f.code)
const titles = async (key: DemoKey) => {
  const who = await h.citizen(key)
  return (await who.call(listMessages, { query: { lang: 'zh', page: 1 } })).body.items.map((m) => m.title)
}
const carWith = async (plate: string) => (await worldOf(h)).cars.find((c) => c.registration?.plate === plate)

test('a car that nothing bars: the file goes by itself, the owner is told, and the car is the other office’s until it is registered there', async () => {
  await h.citizen('wang-xiuying')
  const no = await ask('鲁B12345', NANJING)
  const row = await comesTo(no, 'sent')
  expect(row).toMatchObject({ who: '王*英', toName: '南京市车辆管理所', findings: [], overdue: false, silent: false })
  // Checked by the other side against the file: else it would have answered no.
  expect(await elsewhere(no)).toMatchObject({ state: 'here' })
  const { body } = await (await h.officer(REVIEWER)).call(leaving.readFileRequest, { params: { id: row.id } })
  expect(body).toMatchObject({ plate: '鲁B12345', owner: { name: '王秀英' }, record: { plate: '鲁B12345' } })
  expect(body.hash).toMatch(/^[0-9a-f]{64}$/)
  expect(body.events.map((e) => e.kind)).toEqual(['asked', 'judged', 'told'])
  expect(await titles('wang-xiuying')).toContain('电子档案已转出')
  // Title business is for the office that has the file now.
  const who = await h.citizen('wang-xiuying')
  const choice = { plate: '鲁B12345', plateType: '02' }
  expect((await lookUp(who, 'use-type-change-ride-hailing-out', choice)).codes).toContain('VEHICLE_LEAVING')
  // Its owner sees who read what.
  const reads = await h.sql<{ n: number }>(
    `select count(*)::int as n from audit_events where act = 'read-file-request' and person is not null`,
  )
  expect(reads[0]?.n).toBe(1)

  await news(no, 'arrived')
  await comesTo(no, 'left')
  expect(await titles('wang-xiuying')).toContain('车辆已迁出本市')
  expect(await carWith('鲁B12345')).toBeUndefined()
  // The same news once more, and one that comes after the end: nothing changes.
  await news(no, 'arrived')
  await news(no, 'returned')
  await until(
    'both came',
    async () =>
      (await h.sql<{ n: number }>(`select count(*)::int as n from exchanges where operation = 'file-news'`))[0]?.n ===
      3,
  )
  expect((await rowOf(no))?.state).toBe('left')
  expect((await titles('wang-xiuying')).filter((t) => t === '车辆已迁出本市')).toHaveLength(1)
})

test('everything that stands against it is told at once; what the law bars an officer cannot send, only refuse with the reason', async () => {
  const who = await h.citizen('wu-fang')
  const no = await ask('鲁B8C919', NANJING, { ownerName: '吴芬' })
  const row = await comesTo(no, 'review')
  expect(codes(row)).toEqual(['VEHICLE_MORTGAGED', 'FILE_DIFFERS'])
  expect(row.findings.map((f) => f.weighed)).toEqual([false, true])
  expect((await decide(row, 'send')).problem).toMatchObject({ status: 409, code: 'FILE_BARRED' })
  expect((await decide({ ...row, version: 99 }, 'object')).problem.code).toBe('STALE')
  const reason = '机动车在抵押期间,抵押权人没有共同申请。'
  expect((await decide(row, 'object', reason)).body.state).toBe('refusing')
  await comesTo(no, 'refused')
  expect(await elsewhere(no)).toMatchObject({ state: 'refused', note: reason })
  const { body } = await who.call(listMessages, { query: { lang: 'zh', page: 1 } })
  expect(body.items.find((m) => m.template === 'file-review')?.text).toContain('抵押')
  expect(body.items.find((m) => m.template === 'file-refused')?.text).toContain('抵押权人没有共同申请')
  const again = await rowOf(no)
  expect(again && (await decide(again, 'send')).problem.code).toBe('FILE_STATE')
})

test('the creditor who applied too bars nothing (order 164 art. 32)', async () => {
  const bank = (await carWith('鲁B8C919'))?.registration?.mortgagee
  const no = await ask('鲁B8C919', NANJING, { jointWith: bank })
  await comesTo(no, 'sent')
  await news(no, 'returned')
  await comesTo(no, 'returned')
})

test('a running case is settled first: an officer looks again, and the file goes; the first place counts', async () => {
  const who = await h.citizen('zhang-wei')
  const choice = { plate: '鲁B6A688', plateType: '02' }
  const running = await apply(who, { service: 'vehicle-licence-replace', choice, signature: '张伟' })
  await standsAt(who, running.id, 'pay')
  const no = await ask('鲁B6A688', NANJING)
  const row = await comesTo(no, 'review')
  expect(codes(row)).toEqual(['FILE_CASE_RUNNING'])
  // Another city asks for the same car meanwhile.
  const other = await ask('鲁B6A688', BY_ITSELF)
  await comesTo(other, 'refused')
  expect((await elsewhere(other))?.note).toContain('南京市车辆管理所')
  const { body } = await who.call(cases.readMyCase, { params: { id: running.id } })
  await who.call(cases.withdrawCase, { params: { id: running.id }, body: { version: body.version } })
  await decide(row, 'look-again', '业务已撤回')
  await comesTo(no, 'sent')
})

test('a file that is not whole comes back for repair, is sent again by an officer, and the car arrives', async () => {
  const no = await ask('鲁B4H518', NOT_WHOLE)
  const first = await until('repair', async () => {
    const row = await rowOf(no)
    return row?.state === 'review' && codes(row).includes('FILE_INCOMPLETE') ? row : undefined
  })
  expect(first.findings[0]?.message.zh).toContain('缺查验照片')
  const sent = await decide(first, 'send', '已补传查验照片')
  expect(sent.body.state).toBe('sending')
  await comesTo(no, 'sent')
  expect((await elsewhere(no))?.state).toBe('here')
})

test('whoever does not come: the file is back, the car stays here with its number, and business goes on', async () => {
  await h.citizen('jiang-bo')
  const no = await ask('鲁B6R571', NEVER)
  await comesTo(no, 'returned')
  expect(await titles('jiang-bo')).toContain('档案已退回')
  const choice = { plate: '鲁B6R571', plateType: '02' }
  expect((await lookUp(await h.citizen('jiang-bo'), 'use-type-change-ride-hailing-out', choice)).codes).not.toContain(
    'VEHICLE_LEAVING',
  )
})

test('the same request again and again is one request; a number that stands for another car is refused', async () => {
  await town('/admin/modes', { agency: 'registry', mode: 'twice' })
  const no = await ask('鲁B5N127', NANJING)
  await comesTo(no, 'sent')
  await ask('鲁B5N127', NANJING, { requestNo: no })
  await until('the repetition was answered', async () => {
    const state = await town<{ outbox: { last: string; done: number }[] }>('/admin/state')
    return state.outbox.every((one) => one.done === 1)
  })
  expect(await h.sql(`select count(*)::int as n from file_requests where request_no = $1`, [no])).toEqual([{ n: 1 }])
  await ask('鲁B1P384', NANJING, { requestNo: no })
  await until('it was refused', async () => {
    const state = await town<{ outbox: { last: string }[] }>('/admin/state')
    return state.outbox.some((one) => one.last.startsWith('409'))
  })
  await town('/admin/modes', { agency: 'registry', mode: 'good' })
})

test('while the register is down nothing is lost: the request waits, and the answer goes when it is back', async () => {
  await town('/admin/modes', { agency: 'court', mode: 'down' })
  const no = await ask('鲁B1P384', BY_ITSELF)
  await until('the court was asked in vain', async () =>
    h.sql(`select 1 from exchanges where agency = 'court' and outcome <> 'ok'`).then((rows) => rows.length > 0),
  )
  expect((await rowOf(no))?.state).toBe('asked')
  await town('/admin/modes', { agency: 'registry', mode: 'down' })
  await town('/admin/modes', { agency: 'court', mode: 'good' })
  expect((await rowOf(no))?.state).toBe('asked')
  await town('/admin/modes', { agency: 'registry', mode: 'good' })
  await until('it left', async () => (await rowOf(no))?.state === 'left', 30_000)
}, 40_000)

test('all that must hold of files holds', async () => {
  expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
})
