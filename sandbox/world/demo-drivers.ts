import { addDays, addMonths } from '#domain/calendar.ts'
import { permitEnd } from '#domain/checks/exam.ts'
import { cycleTurn } from '#domain/checks/licence-cycles.ts'
import type { Learner } from '#server/connectors/registry-drivers.ts'
import type { LicenceRecord } from '#server/connectors/registry.ts'
import type { Person } from './shapes.ts'

/** New Year's Day of the year in which one is 62 all year long: the only person of the demo whose identity number moves with the years. */
const SIXTY_TWO = `${new Date().getUTCFullYear() - 62}-01-01`

/** Named persons who learn to drive, add a class, are reviewed, restored, or drive a school bus: key, name, sex, birth, mobile, address, story. */
export const DRIVER_ROWS = [
  ['ma-li', '马丽', 'F', '2007-03-08', 31, '山东省青岛市崂山区松岭路99号', '没有驾驶证,体检合格:初次申领 C1'],
  ['gao-yuan', '高远', 'M', '2004-05-17', 32, '山东省青岛市市南区闽江路7号', '正在学 C1,科目一合格,科目二已预约待缴费'],
  [
    'lin-hao',
    '林昊',
    'M',
    '2003-08-26',
    33,
    '山东省青岛市李沧区金水路80号',
    '正在学 C1,科目一合格、没有预约:变更车型、变更考试地',
  ],
  [
    'song-gang',
    '宋刚',
    'M',
    '1990-01-15',
    34,
    '山东省青岛市城阳区长城路6号',
    '持 B2 驾驶证五年,没有记分,体检合格:增驾 A2',
  ],
  [
    'du-qiang',
    '杜强',
    'M',
    '1982-09-09',
    35,
    '山东省青岛市市北区山东路177号',
    '持 A1 驾驶证四年,记录清白,体检合格:校车驾驶资格',
  ],
  [
    'xie-ting',
    '谢婷',
    'F',
    '1988-02-02',
    36,
    '山东省青岛市市南区延安三路2号',
    '驾驶证逾期未换证被注销半年,科目一已合格:恢复驾驶资格',
  ],
  [
    'yu-bo',
    '于波',
    'M',
    '1979-12-12',
    37,
    '山东省青岛市黄岛区井冈山路1号',
    '持 A2 驾驶证,上一周期有记分,已学习三小时:审验',
  ],
  ['han-lei', '韩磊', 'M', '1996-06-30', 38, '山东省青岛市即墨区蓝鳌路8号', '去年吸毒、两年前考试替考:不得申请驾驶证'],
  [
    'jin-mei',
    '金梅',
    'F',
    '1985-11-11',
    39,
    '山东省青岛市城阳区春阳路9号',
    '持 A1 驾驶证,无犯罪记录还在核查:校车驾驶资格要等',
  ],
  [
    'fang-zheng',
    '方正',
    'M',
    SIXTY_TWO,
    40,
    '山东省青岛市李沧区书院路9号',
    '今年 62 周岁,持 A2 驾驶证,体检、三力测试合格:满 63 周岁前申请延长原车型',
  ],
] as const

export type DriverKey = (typeof DRIVER_ROWS)[number][0]

/** What the agencies know beyond the ordinary about these persons; `{}` for everybody else. */
export function driverStory(key: string, plain: Person, today: string): Partial<Person> {
  const story = STORIES[key]
  return story ? story(plain, today) : {}
}

const fit = (today: string, ...fitFor: string[]): Pick<Person, 'medical'> => ({
  medical: { issuedOn: addDays(today, -15), institution: '青岛市市立医院', fitFor, fit: true },
})

/** A licence of ten years that was first got `years` ago, always clean, with the big class for `months`. */
function seasoned(plain: Person, today: string, classes: string[], years: number, since: Record<string, number>) {
  const base = plain.licence
  if (!base) throw new Error('a story needs a licence')
  const firstIssued = addMonths(today, -12 * years - 3)
  const licence: LicenceRecord = {
    ...base,
    classes,
    firstIssued,
    validFrom: addMonths(firstIssued, 72),
    validTo: addMonths(firstIssued, 192),
    validityYears: 10,
    photoTakenOn: addDays(today, -90),
    classSince: Object.fromEntries(Object.entries(since).map(([c, months]) => [c, addMonths(today, -months)])),
    cyclePoints: [0, 0, 0, 0],
  }
  return { licence }
}

function learning(plain: Person, today: string, more: Partial<Learner> = {}): Pick<Person, 'learner' | 'licence'> {
  const permitFrom = addDays(today, -60)
  return {
    licence: null,
    learner: {
      idNumber: plain.idNumber,
      name: plain.name,
      number: `3702${plain.idNumber.slice(-8, -4)}00${plain.mobile.slice(-4)}`,
      class: 'C1',
      first: true,
      acceptedOn: addDays(today, -75),
      place: '3702',
      placeChanges: 0,
      permit: {
        number: `3702${plain.mobile.slice(-8)}`,
        from: permitFrom,
        to: permitEnd('C1', plain.birth, permitFrom),
      },
      results: [{ part: '1', on: addDays(today, -61), site: '青岛市第一考场', score: 96, passed: true }],
      booked: {},
      bookings: [],
      ...more,
    },
  }
}

const STORIES: Readonly<Record<string, (plain: Person, today: string) => Partial<Person>>> = {
  'ma-li': (_plain, today) => ({ licence: null, ...fit(today, 'C1', 'C2') }),
  'fang-zheng': (plain, today) => ({
    ...seasoned(plain, today, ['A2'], 12, { A2: 110 }),
    ...fit(today, 'A2', 'C1', 'C2', 'C6'),
    ability: { takenOn: addDays(today, -15), institution: '青岛市市立医院', passed: true },
  }),
  'gao-yuan': (plain, today) =>
    learning(plain, today, {
      booked: { '2': 1 },
      bookings: [
        {
          id: 'T-32-1',
          part: '2',
          on: addDays(today, 12),
          at: '08:30',
          site: '青岛市第二考场',
          place: '3702',
          paid: false,
        },
      ],
    }),
  'lin-hao': (plain, today) => ({ ...learning(plain, today), ...fit(today, 'C1', 'C2') }),
  'song-gang': (plain, today) => ({
    ...seasoned(plain, today, ['B2'], 9, { C1: 108, B2: 60 }),
    ...fit(today, 'A2', 'B2', 'C1', 'C6'),
  }),
  'du-qiang': (plain, today) => ({
    ...seasoned(plain, today, ['A1'], 15, { C1: 180, B1: 100, A1: 48 }),
    ...fit(today, 'A1', 'B1', 'C1'),
    background: { state: 'clear' },
  }),
  'jin-mei': (plain, today) => ({
    ...seasoned(plain, today, ['A1'], 14, { C1: 168, B1: 100, A1: 48 }),
    ...fit(today, 'A1', 'B1', 'C1'),
    background: { state: 'pending' },
  }),
  'xie-ting': (plain, today) => {
    const validTo = addMonths(today, -18)
    return {
      licence: plain.licence && {
        ...plain.licence,
        classes: ['C1'],
        firstIssued: addMonths(validTo, -72),
        validFrom: addMonths(validTo, -72),
        validTo,
        state: '注销',
        cancelled: { ground: 'not-renewed', on: addMonths(validTo, 12), theoryPassedOn: addDays(today, -10) },
      },
      ...fit(today, 'C1'),
    }
  },
  'yu-bo': (plain, today) => {
    const { licence } = seasoned(plain, today, ['A2'], 12, { C1: 144, B2: 120, A2: 60 })
    return {
      licence: {
        ...licence,
        cyclePoints: [6, 0, 0, 0],
        reviewedOn: addMonths(cycleTurn(licence.firstIssued, today), -24),
      },
      past: { entries: [], studyMinutes: 190 },
    }
  },
  'han-lei': (_plain, today) => ({
    licence: null,
    ...fit(today, 'C1'),
    past: {
      entries: [
        { kind: 'drug-use', on: addMonths(today, -13) },
        { kind: 'exam-stand-in', on: addMonths(today, -24) },
        { kind: 'revoked-other', on: addMonths(today, -30) },
      ],
      studyMinutes: 0,
    },
  }),
}
