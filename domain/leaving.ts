import { block, type Problem } from './checks/check.ts'
import {
  judgeLeaving,
  judgeNotPledged,
  judgeRegisteredHere,
  judgeRelocateKind,
  judgeScrapYear,
} from './checks/vehicle-title.ts'
import { judgeClear, judgeMortgage, judgeVehicleSettled } from './checks/vehicle.ts'
import type { VehicleRecord } from './records.ts'

/*
 * A car that moves away: the office of arrival asks for its electronic file, this office sends it or says why not (order 164
 * arts. 18, 27, 32). Pure: what bars it, and how a request moves.
 */

export const LEAVING_STATES = ['asked', 'review', 'sending', 'sent', 'refusing', 'refused', 'left', 'returned'] as const
export type LeavingState = (typeof LEAVING_STATES)[number]

export const ENDED_STATES = ['refused', 'left', 'returned'] as const satisfies readonly LeavingState[]

export interface FileRequest {
  requestNo: string
  why: 'move' | 'transfer'
  vin: string
  plate: string
  plateType: string
  /** Whom the office of arrival knows as owner on the record. */
  owner: { name: string; idNumber: string }
  to: number
  toName: string
  /** The creditor who applied together with the owner (art. 32). */
  jointWith?: string | undefined
}

export type LeavingCommand =
  | { type: 'judged'; findings: readonly Problem[] }
  | { type: 'look-again' }
  | { type: 'send' }
  | { type: 'object' }
  | { type: 'told' }
  | { type: 'arrived' }
  | { type: 'incomplete' }
  | { type: 'returned' }

/** What an officer may weigh: the law bars none of these. All other findings are settled first, or the request is refused. */
const WEIGHED: ReadonlySet<string> = new Set(['FILE_DIFFERS', 'FILE_CASE_RUNNING', 'FILE_INCOMPLETE'])
export const mayWeigh = (findings: readonly { code: string }[]): boolean => findings.every((f) => WEIGHED.has(f.code))

/**
 * Where a request goes. `late`: news that comes again, or after the end, changes nothing. An officer's wish that does not fit
 * is refused with FILE_STATE, or FILE_BARRED while the law stands against it.
 */
export function moveLeaving(
  state: LeavingState,
  command: LeavingCommand,
  findings: readonly { code: string }[],
): { next: LeavingState } | { late: true } | { refused: 'FILE_STATE' | 'FILE_BARRED' } {
  switch (command.type) {
    case 'judged':
      return state === 'asked' ? { next: command.findings.length === 0 ? 'sending' : 'review' } : LATE
    case 'look-again':
      return state === 'review' ? { next: 'asked' } : REFUSED
    case 'send':
      if (state !== 'review') return REFUSED
      return mayWeigh(findings) ? { next: 'sending' } : { refused: 'FILE_BARRED' }
    case 'object':
      return state === 'review' ? { next: 'refusing' } : REFUSED
    default:
      return news(state, command.type)
  }
}

const LATE = { late: true } as const
const REFUSED = { refused: 'FILE_STATE' } as const

/** What the register tells. That a car has arrived proves that its file came, though the receipt was lost on the way. */
function news(
  state: LeavingState,
  type: 'told' | 'arrived' | 'incomplete' | 'returned',
): { next: LeavingState } | { late: true } {
  const next: Partial<Record<LeavingState, LeavingState>> = {
    told: { sending: 'sent', refusing: 'refused' } as const,
    arrived: { sending: 'left', sent: 'left' } as const,
    incomplete: { sending: 'review', sent: 'review' } as const,
    returned: {
      asked: 'returned',
      review: 'returned',
      sending: 'returned',
      sent: 'returned',
      refusing: 'refused',
    } as const,
  }[type]
  const to = next[state]
  return to ? { next: to } : LATE
}

export interface Looked {
  vehicle: VehicleRecord | null
  seizure: readonly Problem[]
  /** Numbers of cases about this car that run here. */
  running: readonly string[]
  prefixes: readonly string[]
  today: string
}

/**
 * Everything that stands against sending the file, all at once: who applies elsewhere is told all of it in one go. A mortgage
 * bars nothing when the creditor applied too (art. 32); customs control and a pledge bar a transfer only (arts. 26, 29, 15).
 */
export function judgeFile(request: FileRequest, looked: Looked): Problem[] {
  const { vehicle, today } = looked
  if (!vehicle) return [block('FILE_NONE')]
  const isTransfer = request.why === 'transfer'
  const bars = judgeClear(vehicle).filter((p) => isTransfer || p.code !== 'VEHICLE_CUSTOMS')
  const joint = request.jointWith !== undefined && request.jointWith === vehicle.mortgagee
  const differs = differences(request, vehicle)
  return [
    ...judgeRegisteredHere(vehicle, looked.prefixes),
    ...judgeLeaving(vehicle, request.to),
    ...bars,
    ...(bars.some((p) => p.code === 'VEHICLE_SEIZED') ? [] : looked.seizure),
    ...judgeRelocateKind(vehicle),
    ...judgeScrapYear(vehicle, today),
    ...(joint ? [] : judgeMortgage(vehicle)),
    ...(isTransfer ? judgeNotPledged(vehicle) : []),
    ...judgeVehicleSettled(vehicle),
    ...(differs.length > 0 ? [block('FILE_DIFFERS', { field: differs.join('、') })] : []),
    ...(looked.running.length > 0 ? [block('FILE_CASE_RUNNING', { no: looked.running.join('、') })] : []),
  ]
}

function differences({ plate, plateType, owner }: FileRequest, vehicle: VehicleRecord): string[] {
  return [
    plate === vehicle.plate && plateType === vehicle.plateType ? '' : '号牌号码',
    owner.name === vehicle.owner.name ? '' : '机动车所有人姓名',
    owner.idNumber === vehicle.owner.idNumber ? '' : '机动车所有人证件号码',
  ].filter((field) => field !== '')
}
