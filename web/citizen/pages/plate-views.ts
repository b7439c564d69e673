import type { FormPost } from '#web/kit/ui/post-form.tsx'
import type { PlateColor } from '#web/kit/ui/plate.tsx'
import type { Tone } from '#web/kit/ui/tag.tsx'
import type { StepView } from '#web/citizen/views.ts'

/** Choosing a plate number and everything around it. Times that a script counts down are whole seconds left. */

/** On every screen of a choice: what the car is, how it is drawn, how much of the sitting is left. */
type Sitting = StepView & {
  vehicle: string
  color: PlateColor
  minutesLeft: number
  /** Stands for the car in the published log of the draw. */
  tag: string
  problem?: string
  live?: string
}

/** Too long since the reader was last checked: a code to the phone, asked for on the same page. */
export type FreshCheck = { minutes: number; mobile: string; sent: boolean; wrong: boolean; send: FormPost }

export type PlateStart = {
  stage: 'start'
  /** The sitting was left and can be gone on with. */
  paused?: FormPost
  random: { of: number; left: number; per: number; seconds: number; press?: FormPost; withoutFour: boolean }
  compose: { href?: string; tries: number; triesLeft: number; goesLeft: number; perGo: number }
  former: readonly { number: string; lastDay: string; href: string }[]
  /** Numbers are about to be released: one may wait for them. */
  room?: { at: string; href: string }
}

export type PlateGroup = {
  stage: 'group'
  numbers: readonly string[]
  press: number
  presses: number
  /** Seconds that the group is on offer; 0 when it has gone back. */
  seconds: number
  reserve?: { number: string; seconds: number }
  choose: FormPost
  again?: FormPost
  withoutFour: boolean
  pause?: FormPost
  here: string
  composeHref?: string
}

export type PlateCompose = {
  stage: 'compose'
  prefix: string
  /** For each place after the prefix the characters that can still be typed. */
  places: readonly string[]
  rows: readonly { value: string; error?: string }[]
  post: FormPost
  triesLeft: number
  tries: number
  goesLeft: number
  waitSeconds: number
  last?: { number: string; outcome: string; tone: Tone }[]
  randomHref: string
}

export type PlateCheck = {
  stage: 'check'
  numbers: readonly string[]
  spoken: string
  until: string
  waitSeconds: number
  confirm: FormPost
  edit: FormPost
  check?: FreshCheck
}

export type PlateConfirm = {
  stage: 'confirm'
  number: string
  /** Sign by sign, for the device's voice. */
  spoken: string
  until: string
  /** Not there: the number is nobody else's. */
  seconds?: number
  confirm: FormPost
  back: string
  check?: FreshCheck
}

export type PlateHeld = { stage: 'held'; number: string; until: string; use?: FormPost }
/** Nothing is left online: the counter, with nothing to hand in again. */
export type PlateOver = { stage: 'over'; counter: { name: string; address: string; hours: string } }

export type PlateChoiceView = Sitting &
  (PlateStart | PlateGroup | PlateCompose | PlateCheck | PlateConfirm | PlateHeld | PlateOver)

export type PlateRoomView = StepView & {
  state: 'outside' | 'left' | 'early' | 'waiting' | 'over'
  at: string
  inside: number
  numbersLeft: number
  pace: number
  paused: boolean
  place?: number
  ahead?: number
  /** Minutes until it is this one's turn, at the pace of now. */
  minutes?: number
  askAgainMs: number
  join?: FormPost
  leave?: FormPost
  here: string
  commit: string
  problem?: string
}

export type PlatePoolView = {
  id: string
  name: string
  color: PlateColor
  figures: readonly { label: string; value: string; note?: string }[]
  state: { seq: string; head: string; draw?: string }
  paused: boolean
}
export type PlateSegmentView = {
  id: string
  pool: string
  pattern: string
  tag: { tone: Tone; text: string }
  rows: readonly { label: string; value: string }[]
  hash: string
  /** Address of its whole text. */
  manifest: string
  /** The sealed day of composing: `secret` once it is told. */
  compose: { commit: string; secret: string | undefined }
  notice?: string
}
export type PlatesView = {
  at: string
  pools: readonly PlatePoolView[]
  segments: readonly PlateSegmentView[]
  returns: readonly {
    pool: string
    day: string
    numbers: readonly string[]
    color: PlateColor
    commit: string
    /** Told when the numbers are back. */
    secret: string | undefined
    done?: string
  }[]
  rules: readonly { id: string; reason: string; pattern?: string }[]
}

export type PlateDrawsView = {
  draws: readonly {
    id: string
    title: string
    tag: { tone: Tone; text: string }
    rows: readonly { label: string; value: string }[]
    hashes: readonly { label: string; value: string }[]
    files: readonly { label: string; href: string }[]
    /** Of a closed one: where its files lie. */
    address?: string
  }[]
  command: string
  /** The same, given the address of the newest closed draw. */
  online?: string
}

export type MyPlatesView = {
  problem?: string
  said?: string
  block?: {
    number: string
    until: string
    objectBy: string
    objected: boolean
    object?: FormPost
    reason?: string
  }
  held: readonly {
    number: string
    color: PlateColor
    until: string
    chosen: string
    href: string
    giveBack?: FormPost
    /** Why it cannot be given back here. */
    bound?: string
  }[]
  former: readonly {
    number: string
    color: PlateColor
    lastDay: string
    tag: { tone: Tone; text: string }
    waive?: FormPost
  }[]
}

export type PlateViews = {
  plateChoice: PlateChoiceView
  plateRoom: PlateRoomView
  plates: PlatesView
  plateDraws: PlateDrawsView
  myPlates: MyPlatesView
}
