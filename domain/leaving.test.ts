import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { VEHICLE } from '#test/cases.ts'
import {
  ENDED_STATES,
  type FileRequest,
  judgeFile,
  type LeavingCommand,
  type LeavingState,
  mayWeigh,
  moveLeaving,
} from './leaving.ts'
import type { VehicleRecord } from './records.ts'

const CAR: VehicleRecord = { ...VEHICLE, scrapOn: undefined }
const REQUEST: FileRequest = {
  requestNo: 'ZJ1',
  why: 'move',
  vin: CAR.vin,
  plate: CAR.plate,
  plateType: CAR.plateType,
  owner: CAR.owner,
  to: 320100,
  toName: '南京市车辆管理所',
}
const judge = (car: Partial<VehicleRecord> | null, request: Partial<FileRequest> = {}, running: string[] = []) =>
  judgeFile(
    { ...REQUEST, ...request },
    {
      vehicle: car && { ...CAR, ...car },
      seizure: [],
      running,
      prefixes: ['鲁B', '鲁U'],
      today: '2026-03-02',
    },
  )
    .map((p) => p.code)
    .join(' ')

describe('what stands against sending a file', () => {
  test.each([
    ['nothing', judge({}), ''],
    ['no record', judge(null), 'FILE_NONE'],
    ['a car of another city', judge({ plate: '鲁A12345' }, { plate: '鲁A12345' }), 'VEHICLE_ELSEWHERE'],
    [
      'a file that has gone elsewhere',
      judge({ leaving: { to: 330100, toName: '杭州', since: '2026-03-01' } }),
      'VEHICLE_LEAVING',
    ],
    ['the same file, asked for again', judge({ leaving: { to: 320100, toName: '南京', since: '2026-03-01' } }), ''],
    [
      'stolen, seized, cancelled, due for scrapping',
      judge({ states: ['被盗抢', '查封', '注销', '达到报废标准'] }),
      'VEHICLE_STOLEN VEHICLE_SEIZED VEHICLE_CANCELLED VEHICLE_SCRAP',
    ],
    ['a lorry', judge({ vehicleType: 'H31' }), 'RELOCATE_KIND'],
    ['a year before scrapping', judge({ scrapOn: '2027-03-01' }), 'VEHICLE_SCRAP_1Y'],
    ['a mortgage', judge({ states: ['抵押'], mortgagee: '某银行' }), 'VEHICLE_MORTGAGED'],
    [
      'a mortgage whose creditor applied too',
      judge({ states: ['抵押'], mortgagee: '某银行' }, { jointWith: '某银行' }),
      '',
    ],
    [
      'a mortgage of another creditor',
      judge({ states: ['抵押'], mortgagee: '某银行' }, { jointWith: '别的银行' }),
      'VEHICLE_MORTGAGED',
    ],
    [
      'violations and an accident',
      judge({ states: ['违法未处理', '事故未处理'] }),
      'VIOLATION_PENDING ACCIDENT_PENDING',
    ],
    ['a pledge, customs: a move is not barred', judge({ states: ['质押', '海关监管'] }), ''],
    [
      'a pledge, customs: a transfer is',
      judge({ states: ['质押', '海关监管'] }, { why: 'transfer' }),
      'VEHICLE_CUSTOMS VEHICLE_PLEDGED',
    ],
    [
      'another owner, another plate',
      judge({}, { owner: { name: '某某', idNumber: 'x' }, plate: '鲁B00000' }),
      'FILE_DIFFERS',
    ],
    ['a case that runs here', judge({}, {}, ['3702001']), 'FILE_CASE_RUNNING'],
  ])('%s', (_name, found, expected) => expect(found).toBe(expected))

  test('a court’s order is told once, though register and court both say it', () => {
    const seized = { code: 'VEHICLE_SEIZED', params: { agency: '某法院' }, effect: 'block' } as const
    const looked = { seizure: [seized], running: [], prefixes: ['鲁B'], today: '2026-03-02' }
    expect(judgeFile(REQUEST, { ...looked, vehicle: CAR })).toEqual([seized])
    expect(judgeFile(REQUEST, { ...looked, vehicle: { ...CAR, states: ['查封'] } })).toHaveLength(1)
  })
})

const COMMANDS: LeavingCommand[] = [
  { type: 'judged', findings: [] },
  { type: 'judged', findings: [{ code: 'VEHICLE_MORTGAGED', effect: 'block' }] },
  { type: 'judged', findings: [{ code: 'FILE_DIFFERS', effect: 'block' }] },
  { type: 'look-again' },
  { type: 'send' },
  { type: 'object' },
  { type: 'told' },
  { type: 'arrived' },
  { type: 'incomplete' },
  { type: 'returned' },
]

test('whatever comes in whatever order, twice or late: an end stays the end, and nothing barred is ever sent', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...COMMANDS), { maxLength: 40 }), (commands) => {
      let state: LeavingState = 'asked'
      let findings: readonly { code: string }[] = []
      for (const command of commands) {
        const moved = moveLeaving(state, command, findings)
        if (!('next' in moved)) continue
        expect(ENDED_STATES.some((end) => end === state)).toBe(false)
        if (command.type === 'judged') findings = command.findings
        if (command.type === 'incomplete') findings = [{ code: 'FILE_INCOMPLETE' }]
        if (moved.next === 'sending') expect(mayWeigh(findings)).toBe(true)
        if (moved.next === 'left') expect(['sending', 'sent']).toContain(state)
        state = moved.next
      }
    }),
    { numRuns: 500 },
  )
})

test.each<[LeavingState, LeavingCommand, string[], object]>([
  ['asked', { type: 'judged', findings: [] }, [], { next: 'sending' }],
  ['asked', { type: 'judged', findings: [{ code: 'FILE_DIFFERS', effect: 'block' }] }, [], { next: 'review' }],
  ['sent', { type: 'judged', findings: [] }, [], { late: true }],
  ['review', { type: 'look-again' }, [], { next: 'asked' }],
  ['review', { type: 'send' }, ['VEHICLE_MORTGAGED'], { refused: 'FILE_BARRED' }],
  ['review', { type: 'send' }, ['FILE_DIFFERS'], { next: 'sending' }],
  ['asked', { type: 'send' }, [], { refused: 'FILE_STATE' }],
  ['review', { type: 'object' }, [], { next: 'refusing' }],
])('%s: %o', (state, command, findings, moved) => {
  const found = findings.map((code) => ({ code }))
  expect(moveLeaving(state, command, found)).toEqual(moved)
})
