import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '#api/maker-samples.ts'
import * as cases from '#api/my-cases.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, standsAt } from '#test/journey.ts'
import { REVIEWER, type Visitor } from '#test/people.ts'
import { type SampledMaker, sampledMaker } from '#test/sampled-maker.ts'
import { drawAll } from './draws.ts'

let h: TestHouse
let m: SampledMaker
beforeAll(async () => {
  h = await house()
  m = await sampledMaker(h)
})
afterAll(() => h.close())

describe('suspending a maker', () => {
  const ask = (who: Visitor, kind: 'suspend' | 'lift') =>
    who.call(api.askForMeasure, { params: { id: m.portal.id }, body: { kind, reason: '整改后抽查合格' } })
  const decide = (who: Visitor, id: string, approved: boolean) =>
    who.call(api.decideMeasure, { params: { id }, body: { approved, words: '情况属实' } })
  const waiting = async () => (await m.overview()).measures.find((m) => m.approved === undefined)

  test('a grave finding asks for it; nothing changes until another officer approves, then every car of the maker is shown', async () => {
    await m.portal.bring(m.yard.slice(0, 4))
    await drawAll(h.house)
    const [one] = (await m.open()).samples
    expect((await m.object(one?.id ?? '', 'other-car')).body).toEqual({ asked: true })
    const asked = await waiting()
    expect(asked).toMatchObject({ kind: 'suspend', why: 'grave', askedBy: REVIEWER, sample: one?.id })
    expect(await m.told()).not.toContain('MAKER_SUSPENDED')
    expect((await m.standing()).suspended).toBeUndefined()
    // Reviewers ask, they do not decide; a second request waits for the first.
    expect((await decide(m.second, asked?.id ?? '', true)).status).toBe(403)
    expect((await ask(m.second, 'suspend')).problem).toMatchObject({ status: 409, code: 'MAKER_MEASURE_OPEN' })
    expect((await decide(m.lead, asked?.id ?? '', true)).status).toBe(200)
    expect((await decide(m.lead, asked?.id ?? '', true)).problem.code).toBe('MAKER_MEASURE_DECIDED')
    expect(await m.told()).toContain('MAKER_SUSPENDED')
    expect((await m.standing()).suspended).toMatchObject({ reason: expect.stringContaining(one?.vin ?? '?') })
    expect(await m.inbox()).toContain('出厂查验信息暂停采信')
    expect((await ask(m.officer, 'suspend')).problem).toMatchObject({ status: 409, code: 'MAKER_STANDS_SO' })
  })

  test('a registration that begins while the maker is suspended leads to the on-site check', async () => {
    const buyer = await h.citizen('zhao-min')
    const choice = { vin: m.bought.vin }
    const c = await apply(buyer, { service: 'new-vehicle-registration', choice, signature: '赵敏' })
    await standsAt(buyer, c.id, 'choose-plate')
    const { body } = await buyer.call(cases.readMyCase, { params: { id: c.id } })
    expect(body.steps.map((s) => s.kind)).toEqual(expect.arrayContaining(['appointment', 'inspect']))
    const { version } = body
    expect((await buyer.call(cases.withdrawCase, { params: { id: c.id }, body: { version } })).status).toBe(200)
  })

  test('it goes on uploading meanwhile; lifted by two, it is believed again, and old objections count no longer', async () => {
    expect(await m.portal.bring(m.yard.slice(4, 5))).toMatchObject({ accepted: 1 })
    // Who asks cannot decide as well, whatever the roles.
    expect((await ask(m.lead, 'lift')).status).toBe(200)
    const own = await waiting()
    expect((await decide(m.lead, own?.id ?? '', true)).problem).toMatchObject({ status: 403, code: 'SAME_PERSON' })
    await h.sql(`update maker_measures set asked_by = $2 where id = $1`, [own?.id, REVIEWER])
    expect((await decide(m.lead, own?.id ?? '', false)).status).toBe(200)
    expect(await m.told()).toContain('MAKER_SUSPENDED')
    await ask(m.officer, 'lift')
    expect((await decide(m.lead, (await waiting())?.id ?? '', true)).status).toBe(200)
    expect(await m.told()).not.toContain('MAKER_SUSPENDED')
    expect((await m.standing()).suspended).toBeUndefined()
    expect(await m.inbox()).toContain('出厂查验信息恢复采信')
    expect(await m.overview()).toMatchObject({ judged: 0, objected: 0, grave: 0 })
    expect((await ask(m.officer, 'lift')).problem.code).toBe('MAKER_STANDS_SO')
  })

  test('too many objections among enough samples ask for it as well', async () => {
    await m.portal.bring(m.yard.slice(5, 15))
    await drawAll(h.house)
    const now = (await m.open()).samples
    const results: boolean[] = []
    for (const [n, s] of now.slice(0, 6).entries()) {
      if (n < 4) await m.officer.call(api.passSample, { params: { id: s.id } })
      else results.push((await m.object(s.id, 'unreadable')).body.asked)
    }
    // One of five is a fifth and not above it; two of six are.
    expect(results).toEqual([false, true])
    const asked = await waiting()
    expect(asked).toMatchObject({ why: 'rate', reason: '抽查 6 辆,异议 2 辆,超过 20%。' })
    expect((await decide(m.lead, asked?.id ?? '', false)).status).toBe(200)
    expect(await m.told()).not.toContain('MAKER_SUSPENDED')
  })

  test('everything that was asked and decided stands in the log, and the books add up', async () => {
    const acts = await h.sql<{ act: string }>(
      `select distinct act from audit_events where act like 'maker-%' order by act`,
    )
    expect(acts.map((a) => a.act)).toEqual(
      expect.arrayContaining([
        'maker-key-add',
        'maker-lift',
        'maker-lift-ask',
        'maker-measure-reject',
        'maker-sample-object',
        'maker-sample-pass',
        'maker-suspend',
        'maker-suspend-ask',
      ]),
    )
    expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
  })
})
