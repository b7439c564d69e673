import type { Case, CaseActor, CaseData } from '#domain/case.ts'
import type { CheckResult } from '#domain/checks/check.ts'
import type { Command } from '#domain/commands.ts'
import { findService } from '#domain/services/index.ts'
import type { StepKind } from '#domain/service.ts'
import { personFor } from '#server/accounts/people.ts'
import { book } from '#server/appointments/book.ts'
import { freeSlots } from '#server/appointments/appointments.ts'
import { act, submit } from '#server/cases/cases.ts'
import { HOME, type Staff } from './seed-officers.ts'
import { look } from './seed-looks.ts'
import { deliver, halfMade, makeAndPost, pay } from './seed-papers.ts'
import type { Applicant } from './seed-applicants.ts'
import type { SeededRandom } from './seed-random.ts'
import { choose } from '#server/plates/choose.ts'
import { draw } from '#server/plates/plates.ts'
import { canonicalJson } from '#server/kit/canonical.ts'
import { Refused } from '#server/kit/errors.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { uuidv7 } from '#server/kit/uuid.ts'

export interface Destination {
  /** The step at which the case rests, or the state in which it ended. */
  at: StepKind | 'done' | 'correcting' | 'on-site' | 'refused' | 'withdrawn' | 'lapsed'
  services: readonly string[]
  /** Hours ago it was handed in. */
  age: readonly [number, number]
}

const ALL = [
  'licence-replace-lost',
  'licence-replace-damaged',
  'licence-renew-expiry',
  'registration-cert-replace',
  'new-vehicle-registration',
]
const DRIVER = ALL.slice(0, 3)
const RENEWALS = ['licence-renew-expiry']
const TITLE = ['registration-cert-replace']
const NEW_CAR = ['new-vehicle-registration']
/** Reviewed before anything is paid: a refusal owes nobody money. */
const UNPAID = ALL.filter((code) => !NEW_CAR.includes(code))
const to = (at: Destination['at'], services: readonly string[], low: number, high: number, times = 1): Destination[] =>
  Array.from({ length: times }, () => ({ at, services, age: [low, high] }))

/** The mix of a working week: most are done, every waiting room has somebody in it, some are late. */
export const DESTINATIONS: readonly Destination[] = [
  ...to('done', ALL, 120, 900, 12),
  ...to('review', ALL, 1, 20, 5),
  ...to('deliver', ALL, 30, 60, 2),
  ...to('make', ALL, 20, 40, 3),
  ...to('review', ALL, 60, 120),
  ...to('pay', ALL, 2, 40, 2),
  ...to('second-review', TITLE, 3, 20, 2),
  ...to('hold', TITLE, 5, 20),
  ...to('choose-plate', NEW_CAR, 1, 30),
  ...to('appointment', NEW_CAR, 1, 48),
  ...to('inspect', NEW_CAR, 5, 48),
  ...to('correcting', ALL, 10, 90, 2),
  ...to('on-site', ALL, 10, 90),
  ...to('refused', UNPAID, 50, 500),
  ...to('withdrawn', ALL, 50, 500),
  ...to('lapsed', ALL, 90, 500),
]

/** The branch office: licences only, as nobody there does a second review. */
export const BRANCH_DESTINATIONS: readonly Destination[] = [
  ...to('done', DRIVER, 120, 700, 4),
  ...to('review', RENEWALS, 2, 40, 3),
  ...to('pay', DRIVER, 2, 30),
  ...to('make', DRIVER, 10, 30, 3),
  ...to('deliver', DRIVER, 30, 60),
]

/** Who answers what on the way; an officer's part takes an hour or two, a citizen's longer. */
export interface Walk {
  tx: Tx
  /** The house at the walk's own past moment. */
  house: House
  applicant: Applicant
  citizen: CaseActor
  staff: Staff
  random: SeededRandom
  /** Lets time pass, never beyond now. */
  wait(lowHours: number, highHours: number): void
}

/** One case from the application to where it rests, in one transaction; nothing when it could not be (same person, same matter). */
export async function walkCase(
  real: House,
  applicant: Applicant,
  destination: Destination,
  random: SeededRandom,
  staff: Staff = HOME,
): Promise<Case | undefined> {
  try {
    return await real.db.tx(async (tx) => {
      const now = real.time.now().getTime()
      let moment = now - random.between(...destination.age) * 3_600_000
      const house: House = { ...real, time: { now: () => new Date(moment) } }
      const person = await personFor(tx, house, applicant)
      const walk: Walk = {
        tx,
        house,
        applicant,
        staff,
        random,
        citizen: { kind: 'citizen', id: person },
        wait: (low, high) => (moment = Math.min(now - 60_000, moment + random.between(low, high) * 3_600_000)),
      }
      let c = await begin(walk, person, destination)
      for (let i = 0; i < 20 && c.state === 'open' && c.step !== destination.at; i++) {
        const turned = await turnOff(walk, c, destination.at)
        if (turned) return c
        c = await STEP[c.step](walk, c)
      }
      // Some of what waits for an officer is already in somebody's hands.
      if (c.state === 'open' && c.step === 'review' && random.chance(0.2))
        c = await act(tx, house, staff.reviewer, c.id, undefined, { type: 'take' })
      if (c.state === 'open' && c.step === 'make') await halfMade(walk, c)
      return c
    })
  } catch (error) {
    if (error instanceof Refused && error.status === 409) return undefined
    throw error
  }
}

async function begin(walk: Walk, person: string, { at }: Destination): Promise<Case> {
  const service = findService(walk.applicant.service)
  if (!service) throw new RangeError(walk.applicant.service)
  const now = walk.house.time.now().toISOString()
  const checks: CheckResult[] = service.checks.map((check) => ({
    check,
    outcome: 'passed',
    problems: [],
    at: now,
    evidence: [],
  }))
  // Who is to be seen is seen by video: the counter needs no place in a line.
  const channel = at === 'meet' ? 'video' : 'web'
  const form = { ...formFor(walk.applicant, walk.random), ...(at === 'meet' ? { channel } : {}) }
  const data: CaseData = {
    applicant: { name: walk.applicant.name, idNumber: walk.applicant.idNumber, mobile: walk.applicant.mobile },
    subject: walk.applicant.subject,
    form,
    materials: {},
    checks,
    declaration: { textVersion: '2026-11', textHash: '', at: now },
    signature: { name: walk.applicant.name, formHash: walk.house.crypto.hashHex(canonicalJson(form)), at: now },
  }
  return submit(
    walk.tx,
    walk.house,
    {
      id: uuidv7(walk.house.time.now().getTime()),
      office: walk.staff.office,
      service,
      applicant: person,
      channel,
      data,
    },
    walk.citizen,
  )
}

function formFor(a: Applicant, random: SeededRandom): CaseData['form'] {
  const posted = random.chance(0.85)
  const delivery = posted
    ? {
        deliveryMethod: 'post',
        recipient: a.name,
        recipientMobile: a.mobile,
        region: '370202',
        address: a.address.replace(/^山东省青岛市[^区市]*[区市]/, ''),
      }
    : { deliveryMethod: 'pickup', pickupSite: 'main' }
  const own = {
    kind: 'reissue',
    reason: 'lost',
    lostStatement: random.pick(LOST),
    photoChoice: 'new',
    lostStatementDeclared: true,
    useType: 'A',
    noAccident: true,
    healthDeclaration: true,
    damageStatement: true,
  }
  const fields = findService(a.service)?.form.flatMap((p) => p.fields.map((f) => f.name)) ?? []
  const mine = Object.fromEntries(Object.entries(own).filter(([name]) => fields.includes(name)))
  return {
    ...mine,
    ...(a.service === 'licence-replace-lost' ? { lostStatement: true } : {}),
    mobile: a.mobile,
    ...delivery,
  }
}

const LOST = [
  '上周末搬家时与其他证件一起遗失,已找过新旧住处',
  '出差途中背包被盗,已报警,证书在包内',
  '整理书房时发现不见,最后一次使用是去年过户咨询',
  '装修期间放在储物间,清理后找不到了',
]

/** Some cases leave the road on the way. */
async function turnOff(walk: Walk, c: Case, at: Destination['at']): Promise<boolean> {
  const { tx, house, citizen, staff } = walk
  const move = (actor: CaseActor, command: Command) => act(tx, house, actor, c.id, undefined, command)
  if (c.step === 'review' && at === 'correcting')
    await move(staff.reviewer, {
      type: 'return',
      defects: [
        { target: 'photo', reason: '照片背景不是白色,请换一张白底照片' },
        { target: 'address', reason: '地址缺门牌号,请补全' },
      ],
    })
  else if (c.step === 'review' && at === 'on-site')
    await move(staff.reviewer, { type: 'move-on-site', reason: '申请信息与档案不一致,需现场核对原件', site: 'main' })
  else if (c.step === 'review' && at === 'refused')
    await move(staff.reviewer, {
      type: 'refuse',
      code: 'SUSPECT',
      reason: '提供的情况与登记档案不符,经电话核实申请人未能说明',
    })
  else if (c.step === 'pay' && at === 'withdrawn') await move(citizen, { type: 'withdraw' })
  else if (c.step === 'pay' && at === 'lapsed') {
    walk.wait(73, 74)
    await move({ kind: 'system', id: 'house' }, { type: 'lapse' })
  } else return false
  return true
}

const SYSTEM: CaseActor = { kind: 'system', id: 'house' }

const STEP: Record<StepKind, (walk: Walk, c: Case) => Promise<Case>> = {
  check: async ({ tx, house }, c) =>
    act(tx, house, SYSTEM, c.id, undefined, { type: 'checked', results: c.data.checks }),
  'choose-plate': async (walk, c) => {
    walk.wait(0.2, 6)
    const { numbers } = await draw(walk.tx, walk.house, c)
    return choose(
      walk.tx,
      walk.house,
      walk.citizen,
      c.id,
      c.version,
      walk.random.pick(numbers.filter((n) => n.free)).number,
    )
  },
  appointment: async (walk, c) => {
    walk.wait(0.5, 8)
    const slot = walk.random.pick(await freeSlots(walk.tx, { time: { now: () => new Date() } }, c.office))
    return book(walk.tx, walk.house, walk.citizen, c.id, c.version, slot.site, slot.at)
  },
  inspect: async (walk, c) => {
    walk.wait(4, 30)
    return act(walk.tx, walk.house, walk.staff.reviewer, c.id, undefined, {
      type: 'inspect',
      passed: true,
      note: '车辆识别代号拓印相符,外观、颜色与合格证一致',
    })
  },
  // None of the seeded items has another person or another office in it.
  'co-sign': async (_walk, c) => c,
  'fetch-file': async (_walk, c) => c,
  meet: async (walk, c) => {
    walk.wait(2, 40)
    return act(walk.tx, walk.house, walk.staff.reviewer, c.id, undefined, {
      type: 'meet',
      note: '窗口核对人证一致,本人自愿',
    })
  },
  review: async (walk, c) => {
    walk.wait(0.3, 5)
    await look(walk, walk.staff.reviewer.id, c)
    return act(walk.tx, walk.house, walk.staff.reviewer, c.id, undefined, { type: 'pass' })
  },
  'second-review': async (walk, c) => {
    walk.wait(0.3, 4)
    await look(walk, walk.staff.second.id, c)
    return act(walk.tx, walk.house, walk.staff.second, c.id, undefined, { type: 'second-pass' })
  },
  pay,
  hold: async (walk, c) => {
    walk.wait(24, 24.2)
    return act(walk.tx, walk.house, SYSTEM, c.id, undefined, { type: 'hold-over' })
  },
  register: async (walk, c) =>
    act(walk.tx, walk.house, SYSTEM, c.id, undefined, {
      type: 'registered',
      result: { registrationNo: `37020${c.number.slice(-7)}` },
    }),
  make: makeAndPost,
  deliver,
}
