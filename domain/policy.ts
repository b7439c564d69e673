/** Who asks. One shape for people, agencies and nobody. */
export type Actor =
  | { kind: 'anyone' }
  /** `restsUntil`: an instant in the days after another phone took the account over (domain/phone-rest.ts). */
  | { kind: 'citizen'; id: string; session: string; restsUntil?: string | undefined }
  | { kind: 'officer'; id: string; office: number; roles: readonly string[]; session: string }
  | { kind: 'agency'; id: string }

/** What is asked about: whose it is, or which office it belongs to. */
export interface Owned {
  owner?: string | undefined
  office?: number | undefined
}

export const OFFICER_ROLES = ['reviewer', 'second-reviewer', 'producer', 'supervisor', 'auditor', 'admin'] as const
export type OfficerRole = (typeof OFFICER_ROLES)[number]

/** `hide`: say "not found", so that nobody learns whether another person's thing exists. */
export type Verdict = 'yes' | 'sign-in' | 'forbidden' | 'hide'

type Policy = (actor: Actor, object: Owned | undefined) => Verdict

const citizen: Policy = (actor) => (actor.kind === 'citizen' ? 'yes' : 'sign-in')

const own: Policy = (actor, object) => {
  if (actor.kind !== 'citizen') return 'sign-in'
  return object === undefined || object.owner === actor.id ? 'yes' : 'hide'
}

/** An officer with one of the roles, on things of the own office only. */
const officer =
  (...roles: OfficerRole[]): Policy =>
  (actor, object) => {
    if (actor.kind !== 'officer') return 'sign-in'
    if (roles.length > 0 && !roles.some((role) => actor.roles.includes(role))) return 'forbidden'
    return object?.office === undefined || object.office === actor.office ? 'yes' : 'forbidden'
  }

/** The pool of the city answers calls of every office; whose conversation it is, is asked by the feature. */
const videoOfficer =
  (...roles: OfficerRole[]): Policy =>
  (actor) =>
    officer(...roles)(actor, undefined)

/** One policy for every act. A route names its act; one that names none does not compile. */
export const POLICIES = {
  public: () => 'yes',
  'agency.tell': (actor) => (actor.kind === 'agency' ? 'yes' : 'forbidden'),
  'citizen.self': citizen,
  'draft.own': own,
  'case.own': own,
  /** What another person's case asks of this one; who is asked is compared by identity number. */
  'co-sign.own': own,
  'file.own': own,
  'message.own': own,
  'session.own': own,
  'authority.grant': citizen,
  'authority.own': own,
  'authority.agent': own,
  'company.register': citizen,
  'company.use': own,
  'company.manage': own,
  'maker.use': own,
  /** Keys: the legal representative or the administrator of the company, which the feature asks. */
  'maker.manage': own,
  'makers.read': officer('reviewer', 'second-reviewer', 'supervisor', 'auditor'),
  'makers.judge': officer('reviewer', 'second-reviewer'),
  'makers.ask': officer('reviewer', 'second-reviewer', 'supervisor'),
  /** Suspending and lifting; never what one asked for oneself. */
  'makers.decide': officer('supervisor'),
  'officer.self': officer(),
  'case.list': officer('reviewer', 'second-reviewer', 'producer', 'supervisor'),
  'case.read': officer('reviewer', 'second-reviewer', 'producer', 'supervisor', 'auditor'),
  'case.review': officer('reviewer'),
  'case.second-review': officer('second-reviewer'),
  'case.take': officer('reviewer', 'second-reviewer'),
  'case.unmask': officer('reviewer', 'second-reviewer'),
  'production.work': officer('producer'),
  // What is asked comes with a pass of the sitting, which stands for its owner.
  'plate.pass': () => 'yes',
  'plate.own': own,
  /** Choosing with the person at the counter. */
  'plate.counter': officer('reviewer'),
  'plates.read': officer('supervisor', 'second-reviewer', 'auditor'),
  'plates.make': officer('supervisor', 'second-reviewer'),
  'desk.board': officer('supervisor'),
  /** Tickets, conversations and recordings of one's own; a guest of a conversation is let in by its feature. */
  'video.own': own,
  'video.serve': videoOfficer('reviewer', 'supervisor'),
  /** A guest without an account: the sealed pass of the own browser says who; without one, nobody. */
  'video.guest': () => 'yes',
  /** Offered to one officer only; nobody else learns of it. */
  'video.offer': videoOfficer('reviewer', 'supervisor'),
  /** In a conversation: its officer, who joined, a supervisor of the office. */
  'video.talk': videoOfficer('reviewer', 'supervisor'),
  'video.supervise': officer('supervisor'),
  'video.recordings': officer('reviewer', 'supervisor', 'auditor'),
  'video.approve-export': officer('supervisor', 'auditor'),
  'video.quality': officer('reviewer', 'supervisor'),
  'audit.read': officer('auditor'),
  /** A list leaves the house by two people: one asks, another decides. */
  'export.see': officer('reviewer', 'second-reviewer', 'producer', 'supervisor', 'auditor'),
  /** Who asked takes it; to everybody else it is not there. */
  'export.take': officer('reviewer', 'second-reviewer', 'producer', 'supervisor'),
  'export.approve': officer('supervisor', 'auditor'),
  /** Many looks in a short time are looked into by those whom they do not concern. */
  'alarm.handle': officer('supervisor', 'auditor'),
  /** How a difference was cleared up is seen by those who say it and those who confirm it. */
  'money.confirm': officer('supervisor', 'auditor'),
  /** Files of cars that move away: other offices ask, a reviewer decides where something stands against it. */
  'leaving.work': officer('reviewer', 'supervisor'),
  'money.settle': officer('supervisor'),
} as const satisfies Record<string, Policy>

export type Act = keyof typeof POLICIES

/** The one question about rights, asked by the server before data leaves and by screens to grey out buttons. */
export const may = (act: Act, actor: Actor, object?: Owned): Verdict => (POLICIES[act] as Policy)(actor, object)
