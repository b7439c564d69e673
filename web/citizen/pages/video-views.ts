import type { ActionView, BookingView } from '#web/citizen/pages/case-views.ts'
import type { FieldView, FormPost, Link, StateTag } from '#web/citizen/views.ts'

/** The entrance of the video window: when it is open, how long one waits, and every way in. */
export type VideoEntranceView = {
  open: { tag: StateTag; hours: readonly string[]; text: string }
  /** A place in a line that one has already, the nearest first. */
  mine: readonly { tag: StateTag; title: string; text: string; href: string; action: string }[]
  /** Absent when nobody is signed in: then the one thing to do is to sign in. */
  form?: {
    fields: readonly FieldView[]
    post: FormPost
    /** What the buttons do now; a way that is closed says why. */
    ways: readonly { value: 'walk-in' | 'booked' | 'callback'; label: string; note?: string; main?: boolean }[]
    closed: readonly string[]
  }
  signIn?: string
  /** Called from a place with a helper. */
  station?: string
  check: string
  channels: readonly { title: string; text: string; href?: string }[]
  problem?: string
}

export type VideoBookingView = {
  back: string
  title: string
  service: string
  days: BookingView['days']
  chosen?: string
  error?: string
  post: FormPost
  note: string
}

/** A place in line while it waits, rings, was missed or is to be called back. */
export type VideoTicketView = {
  title: string
  number: string
  tag: StateTag
  /** The large line: 前面还有 2 位 — and under it what it means. */
  head: string
  text: string
  wait?: string
  /** The window rings: this is the one thing to do. `seconds` is what is left when the page is drawn. */
  ring?: { text: string; seconds: number; post: FormPost; label: string }
  notes: readonly string[]
  check: string
  actions: readonly ActionView[]
  channels: readonly Link[]
  live: string
  problem?: string
}

/** The call itself needs a script; this is what it is given, and what is said where there is none. */
export type VideoCallView = {
  title: string
  island: 'check' | 'call' | 'guest'
  /** The conversation that the script enters. */
  session?: string
  back: string
  channels: readonly { title: string; text: string; href?: string }[]
}

export type VideoResultView = {
  title: string
  number: string
  tag: StateTag
  head: string
  text: string
  /** What was done in the call; it stays done. */
  done: readonly string[]
  next: readonly string[]
  rows: readonly { label: string; value: string }[]
  main?: Link
  /** How it can go on, when the call brought no result. */
  ways: readonly { title: string; text: string; href?: string }[]
  /** Own recording: the parts, and until when they may be seen. */
  recording?: { until: string; parts: readonly { label: string; href: string }[] }
  channels: readonly Link[]
  /** Asked once; afterwards what was said. */
  rating?: { fields: readonly FieldView[]; post: FormPost } | { said: string }
  problem?: string
}

/** The door of a call for who was asked in: no account, a code, a name, the consent. */
export type VideoJoinView = {
  fields: readonly FieldView[]
  /** Which text was shown travels with the answer. */
  consent: { title: string; text: string; version: string; hash: string }
  post: FormPost
  problem?: string
}

/** After the knock: waiting at the door, shown out, or too late. */
export type VideoDoorView = {
  state: 'waiting' | 'gone' | 'over'
  head: string
  text: string
  rows: readonly { label: string; value: string }[]
  again?: Link
}

export type VideoViews = {
  videoJoin: VideoJoinView
  videoDoor: VideoDoorView
  videoEntrance: VideoEntranceView
  videoBooking: VideoBookingView
  videoTicket: VideoTicketView
  videoCall: VideoCallView
  videoResult: VideoResultView
}
