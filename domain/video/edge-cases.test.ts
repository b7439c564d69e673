import { describe, expect, test } from 'vitest'
import { after, agree, CITIZEN, HOUSE, identified, OFFICER, talking, why, worked } from '#test/video-sessions.ts'

/** What goes otherwise than it should, one by one; what needs a house is in edge-cases.http.test.ts. */

describe('what happens to a phone is a cause and no fault', () => {
  test.each(['phone-call', 'screen-lock', 'app-closed', 'camera-lost', 'battery', 'network'] as const)(
    '%s: set aside, nothing done is lost, and it goes on',
    (cause) => {
      const before = identified()
      const aside = after(before, CITIZEN, { type: 'left', cause }, 10)
      expect(aside).toMatchObject({ link: 'suspended', suspended: { cause, side: 'citizen' } })
      expect([aside.steps, aside.signals, aside.outcome]).toEqual([before.steps, [], undefined])
      // Minutes later a quick look is enough; what was proven stays.
      const back = after(aside, HOUSE, { type: 'resumed', officer: 'o', code: '4321' }, 200)
      expect(back).toMatchObject({ link: 'joining', suspended: undefined })
      expect(back.identity).toMatchObject({ result: 'pass', recheck: 'quick' })
    },
  )
})

test('who drives is stopped at once, and may come back', () => {
  const s = after(identified(), OFFICER, { type: 'suspend', cause: 'driving', note: '画面里在开车' }, 5)
  expect(s).toMatchObject({ link: 'suspended', suspended: { cause: 'driving', side: 'citizen' } })
  expect(s.signals.at(-1)).toMatchObject({ code: 'driving', note: '画面里在开车' })
  expect(s.outcome).toBeUndefined()
})

test('who is drunk, pressed or prompted goes to the counter, with the officer’s words', () => {
  expect(why(identified(), OFFICER, { type: 'outcome', outcome: 'to-counter' })).toBe('VIDEO_REASON_MISSING')
  const reason = '旁边有人提示回答,不能确认是本人意愿'
  const s = after(identified(), OFFICER, { type: 'outcome', outcome: 'to-counter', reason })
  expect(s.outcome).toMatchObject({ kind: 'to-counter', reason })
})

test('who came along is known by name and relation and has agreed, before anybody hears them', () => {
  for (const kind of ['guardian', 'interpreter'] as const) {
    const guest = { id: 'g', kind, mode: 'join', label: kind, joined: false, muted: false } as const
    const asked = after(talking(), OFFICER, { type: 'guest-asked', guest })
    expect(why(asked, OFFICER, { type: 'admit-guest', guest: 'g' })).toBe('VIDEO_NO_GUEST')
    const knock = { type: 'guest-knocks', guest: 'g', name: '李兰', relation: kind, version: '1', hash: 'a' } as const
    const inside = after(after(asked, HOUSE, knock), OFFICER, { type: 'admit-guest', guest: 'g' })
    expect(inside.guests[0]).toMatchObject({ name: '李兰', relation: kind, joined: true, consent: { given: true } })
  }
})

test('who cannot hear or speak writes, in every phase that is not over', () => {
  for (const s of [talking(), identified(), worked()])
    expect(after(s, CITIZEN, { type: 'chat', text: '我听不见' }).chat.at(-1)).toMatchObject({ from: 'citizen' })
})

test('who refuses to be recorded does no business, and somebody else’s case needs its own conversation', () => {
  const s = talking({ recording: false })
  expect(why(s, OFFICER, { type: 'identity', step: 'account', answer: 'match' })).not.toBe('done')
  // One conversation is about one matter: nothing in it names another.
  expect(why(talking(), { kind: 'citizen', id: 'somebody' }, agree('face'))).toBe('VIDEO_NOT_YOURS')
})

test('abuse ends it with its reason; a person who has died is acted for no more, and heirs are shown the way', () => {
  const stop = (cause: 'abuse' | 'died') =>
    after(identified(), OFFICER, { type: 'outcome', outcome: 'ended-no-result', cause }).outcome
  expect(stop('abuse')).toMatchObject({ kind: 'ended-no-result', cause: 'abuse' })
  expect(stop('died')).toMatchObject({ cause: 'died', reason: expect.stringContaining('继承') })
  // Only an end has such a cause.
  const s = after(identified(), OFFICER, {
    type: 'outcome',
    outcome: 'to-counter',
    cause: 'abuse',
    reason: '需要核对原件',
  })
  expect(s.outcome?.cause).toBeUndefined()
})
