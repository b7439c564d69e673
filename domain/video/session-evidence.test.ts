import { describe, expect, test } from 'vitest'
import { findService } from '#domain/services/index.ts'
import {
  after,
  begin,
  CITIZEN,
  decide,
  HOUSE,
  identified,
  LIST,
  NOW,
  OFFICER,
  SUPERVISOR,
  SETTINGS,
  talking,
  why,
  worked,
} from '#test/video-sessions.ts'
import { checklistFor } from './checklists/checklists.ts'
import { decideSession } from './decide-session.ts'
import { failures } from './checklist.ts'
import type { Session } from './session.ts'

/** What proves a conversation: the digits, the pictures, what was proposed and paid, and who was in it. */

test('other digits on the other screen are written down with the side that sees them; the same ones are not', () => {
  expect(talking().signals).toEqual([])
  const told = after(talking(), CITIZEN, { type: 'code-seen', same: false })
  expect(told.signals).toMatchObject([{ code: 'code-differs', note: 'citizen' }])
  expect(told.codeSeen).toMatchObject({ citizen: false, officer: true })
})

test('nothing is done without a line: a call that was set aside says so', () => {
  const back = { type: 'read-back' } as const
  expect(why(begin(), OFFICER, back)).toBe('VIDEO_NO_LINE')
  const aside = after(worked(), HOUSE, { type: 'closing', resumeAt: '2026-03-03T01:00:00Z' })
  expect(aside.link).toBe('suspended')
  expect(why(aside, OFFICER, back)).toBe('VIDEO_SUSPENDED')
})

describe('pictures', () => {
  const list = checklistFor(findService('mortgage-register'))
  const step = list?.steps.find((s) => s.evidence === 'image')?.id ?? ''
  const picture = { id: 'c', step, what: 'x', paper: 'card', state: 'accepted', mark: 'original' } as const
  const answered = (captures: readonly object[]): string => {
    const s = { ...identified(), captures } as Session
    const command = { type: 'step', step, result: 'done' } as const
    const decision = decideSession(s, command, {
      actor: OFFICER,
      now: new Date(NOW),
      settings: SETTINGS,
      checklist: list,
      rung: 0,
    })
    return decision.ok ? 'done' : decision.refusal.code
  }
  test('a step that wants one is done with one that was accepted, and a photo of a screen proves no paper', () => {
    expect(step).not.toBe('')
    expect(answered([])).toBe('VIDEO_IMAGE_MISSING')
    expect(answered([{ ...picture, state: 'sent' }])).toBe('VIDEO_IMAGE_MISSING')
    expect(answered([{ ...picture, mark: 'screen' }])).toBe('VIDEO_IMAGE_MISSING')
    expect(answered([{ ...picture, step: 'another' }])).toBe('VIDEO_IMAGE_MISSING')
    expect(answered([picture])).toBe('done')
  })
  test('are asked for three at a time', () => {
    const ask = (id: string) => ({ type: 'ask-capture', id, step: 'x', what: 'x', paper: 'card' }) as const
    const two = ['1', '2'].reduce((s, id) => after(s, OFFICER, ask(id)), identified())
    expect(why(two, OFFICER, ask('3'))).toBe('done')
    expect(why(after(two, OFFICER, ask('3')), OFFICER, ask('4'))).toBe('VIDEO_TOO_MANY_CAPTURES')
  })
})

test('what is proposed for a field replaces what was proposed before and not yet answered', () => {
  const propose = (id: string, field: string) => ({ type: 'propose-field', id, field, value: 'x' }) as const
  const s = ['1:mobile', '2:address', '3:mobile'].reduce((before, one) => {
    const [id = '', field = ''] = one.split(':')
    return after(before, OFFICER, propose(id, field))
  }, identified())
  expect(s.proposals.map((p) => `${p.id} ${p.state}`)).toEqual(['1 rejected', '2 open', '3 open'])
})

test('while somebody pays the call is held, once; paid, it goes on', () => {
  const unpaid: Session = { ...worked(), phase: 'pay', payment: 'unpaid' }
  const paying = decide(unpaid, CITIZEN, { type: 'paying', on: true })
  expect(paying).toMatchObject({ ok: true, effects: [{ type: 'hold-officer', on: true }] })
  const held = after(unpaid, CITIZEN, { type: 'paying', on: true })
  expect(held).toMatchObject({ payment: 'paying', link: 'hold' })
  expect(after(held, CITIZEN, { type: 'paying', on: false })).toMatchObject({ payment: 'unpaid', link: 'in-call' })
  expect(after(held, HOUSE, { type: 'paid' })).toMatchObject({ payment: 'paid', link: 'in-call' })
  expect(why({ ...unpaid, payment: 'paid' }, CITIZEN, { type: 'paying', on: true })).toBe('VIDEO_NOT_NOW')
})

test('a recorder that stops while it begins is lost too; one that never ran is nothing', () => {
  const off = { type: 'recorder', on: false } as const
  expect(after(identified(), HOUSE, off)).toMatchObject({ recording: 'failed' })
  expect(after({ ...identified(), recording: 'starting' }, HOUSE, off)).toMatchObject({ recording: 'failed' })
  expect(after({ ...identified(), recording: 'off' }, HOUSE, off)).toMatchObject({ recording: 'off', link: 'in-call' })
})

test('a supervisor who comes in is told of in the chat, to both', () => {
  const s = after(identified(), HOUSE, { type: 'supervise', mode: 'join', guest: SUPERVISOR, by: 'boss' })
  expect(s.chat).toMatchObject([{ seq: 1, from: 'system' }])
})

test('of all that failed the gravest leads', () => {
  if (!LIST) throw new Error('no list')
  const answers = Object.fromEntries(
    LIST.steps.map((s) => [s.id, { result: 'failed', by: 'o', at: '', offsetMs: 0 }] as const),
  ) as unknown as Parameters<typeof failures>[1]
  const order = ['reject', 'counter', 'refer', 'retry']
  const leads = failures(LIST, answers).map((f) => order.indexOf(f.leads))
  expect(leads).toHaveLength(LIST.steps.length)
  expect(leads).toEqual(leads.toSorted((a, b) => a - b))
  expect(new Set(leads).size).toBeGreaterThan(1)
  expect(failures(LIST, {})).toEqual([])
})

test('the machine is asked only while a recorder runs', () => {
  const ask = { type: 'machine-asked', id: 'm' } as const
  expect(why({ ...identified(), recording: 'off' }, HOUSE, ask)).toBe('VIDEO_NOT_RECORDING')
  expect(why({ ...identified(), recording: 'on' }, HOUSE, ask)).not.toBe('VIDEO_NOT_RECORDING')
})

test('who lost the line is written down: the citizen, or the house', () => {
  const asideBy = (side: 'citizen' | 'officer') => {
    const lost = after(identified(), HOUSE, { type: 'media', side, on: false })
    return after(lost, HOUSE, { type: 'clock' }, 91).suspended?.side
  }
  expect([asideBy('citizen'), asideBy('officer')]).toEqual(['citizen', 'house'])
})
