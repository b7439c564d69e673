import { changed, type Handlers, refuse } from './session-commands.ts'
import { offsetOf } from './session.ts'

/** Interpreter, spouse, family, guardian: asked in with a code, let in by the officer, muted and shown out again. */
export const guestHandlers: Handlers<'guest-asked' | 'guest-knocks' | 'admit-guest' | 'mute-guest' | 'remove-guest'> = {
  'guest-asked': (s, { guest }) =>
    s.guests.filter((g) => !g.removed).length >= MAX_GUESTS
      ? refuse('VIDEO_FULL')
      : changed(s, { guests: [...s.guests, guest] }),
  // At the door: seen by the officer before anybody hears or sees them. Everybody in a recorded room has agreed to it first.
  'guest-knocks': (s, { guest: id, name, relation, version, hash }, ctx) => {
    const guest = s.guests.find((g) => g.id === id)
    if (!guest || guest.removed || guest.joined || guest.asking) return refuse('VIDEO_NO_GUEST')
    const consent = { given: true, version, hash, at: ctx.now.toISOString(), offsetMs: offsetOf(s, ctx.now) }
    const known = { ...guest, who: id, name, relation, consent, asking: true }
    return changed(s, { guests: s.guests.map((g) => (g.id === id ? known : g)) })
  },
  'mute-guest': (s, { guest, muted }) =>
    s.guests.some((g) => g.id === guest && g.joined && !g.removed)
      ? changed(s, { guests: s.guests.map((g) => (g.id === guest ? { ...g, muted } : g)) }, [
          { type: 'mute-guest', guest, muted },
        ])
      : refuse('VIDEO_NO_GUEST'),
  'admit-guest': (s, { guest }) =>
    s.guests.some((g) => g.id === guest && g.asking && !g.removed)
      ? changed(s, { guests: s.guests.map((g) => (g.id === guest ? { ...g, asking: false, joined: true } : g)) })
      : refuse('VIDEO_NO_GUEST'),
  'remove-guest': (s, { guest }) =>
    s.guests.some((g) => g.id === guest && !g.removed)
      ? changed(
          s,
          { guests: s.guests.map((g) => (g.id === guest ? { ...g, removed: true, joined: false, asking: false } : g)) },
          [{ type: 'mute-guest', guest, muted: true }],
        )
      : refuse('VIDEO_NO_GUEST'),
}

const MAX_GUESTS = 2
