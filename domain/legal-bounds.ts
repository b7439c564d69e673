import type { Text } from './text.ts'

/*
 * How far a city may go. The figures a city sets are files with dates (config/); these bounds are the law's, and a file that
 * leaves them is refused when it is read, with a sentence.
 */

export interface Bound {
  name: Text
  min: number
  max: number
  /** Used while the city says nothing. */
  usual: number
  basis: Text
}
const b = (
  zh: string,
  en: string,
  [min, usual, max]: [number, number, number],
  basisZh: string,
  basisEn: string,
): Bound => ({
  name: { zh, en },
  min,
  usual,
  max,
  basis: { zh: basisZh, en: basisEn },
})

export const SETTINGS = {
  frequentTimes: b(
    '短期内多次补换领的次数',
    'replacements in twelve months that count as frequent',
    [2, 3, 12],
    '机动车登记规定第74条、驾驶证申领和使用规定第83条:由发证机关认定',
    'order 164 art. 74 and order 162 art. 83 leave it to the office',
  ),
  authorityDays: b(
    '业务委托最长天数',
    'longest authority in days',
    [1, 30, 30],
    '网上业务委托不超过30日',
    'an authority given online lasts 30 days at most',
  ),
  authorityUses: b(
    '业务委托最多次数',
    'most uses of one authority',
    [1, 10, 10],
    '按次委托,最多10次',
    'ten uses at most',
  ),
  companyUsers: b(
    '单位用户人数',
    'users of a company',
    [1, 10, 10],
    '每个单位普通用户不超过10名',
    'ten users at most for a unit',
  ),
  companiesOfAPerson: b(
    '一人可任用户的单位数',
    'companies a person may be a user of',
    [1, 3, 3],
    '一人最多在3个单位任用户',
    'three units at most for a person',
  ),
  fileDays: b(
    '电子档案转出的工作日',
    'working days for sending the file of a car that moves away',
    [1, 2, 3],
    '机动车登记规定第18条、第27条:三日内制作上传电子档案',
    'order 164 arts. 18, 27: the file is made and sent within three days',
  ),
  busDriverAge: b(
    '校车驾驶人年龄上限',
    'upper age of school bus drivers',
    [60, 60, 63],
    '校车安全管理条例第23条、驾驶证申领和使用规定第87条为60周岁;国家规定提高的,按其施行日期录入,不超过63周岁',
    'School Bus Regulation art. 23 and order 162 art. 87 say 60; a higher limit of the State is entered from its day on, 63 at most',
  ),
  makerSamplePercent: b(
    '出厂查验抽查比例(%)',
    'share of makers’ inspections looked at, in percent',
    [1, 5, 100],
    '机动车登记规定第14条以生产企业查验代替交验机动车,没有规定抽查比例:由车管所确定,不得不查',
    'order 164 art. 14 lets the maker’s inspection stand for showing the car and names no share: the office sets it, and may not look at none',
  ),
  makerObjectionPercent: b(
    '提请暂停采信的异议比例(%)',
    'share of objections above which a maker’s suspension is asked for, in percent',
    [1, 10, 50],
    '机动车登记规定第14条没有规定:由车管所确定,过半异议不得继续采信',
    'order 164 art. 14 leaves it to the office; a maker objected to every second time cannot be believed',
  ),
  makerLeastJudged: b(
    '计算异议比例的最少抽查数',
    'fewest samples from which the share of objections is counted',
    [5, 20, 200],
    '机动车登记规定第14条没有规定:由车管所确定',
    'order 164 art. 14 leaves it to the office',
  ),
  lookRecords: b(
    '短时间内查看多少人或记录即告警',
    'people or records looked at within minutes that raise an alarm',
    [20, 200, 500],
    '个人信息保护法第51条:合理确定操作权限,防止未经授权的访问',
    'PIPL art. 51: access is limited to what the work needs',
  ),
  lookMinutes: b(
    '查看告警的时间窗(分钟)',
    'the minutes of that alarm',
    [5, 10, 60],
    '个人信息保护法第51条:合理确定操作权限,防止未经授权的访问',
    'PIPL art. 51: access is limited to what the work needs',
  ),
  checkByAnother: b(
    '证件校验须由另一人完成(1 是,0 否)',
    'whether another officer than the one who printed a paper checks it: 1 yes, 0 no',
    [0, 0, 1],
    '机动车登记规定、驾驶证申领和使用规定没有规定:由车管所确定',
    'orders 164 and 162 leave it to the office',
  ),
} as const satisfies Record<string, Bound>
export type SettingName = keyof typeof SETTINGS

/**
 * The most each thing may cost, in fen: papers by the national tariff, tests by the province's (a city of another province puts
 * its own here); a city may charge less. Postage is the courier's own price.
 */
export const FEE_BOUNDS: Readonly<Record<string, { max: number; basis: Text }>> = {
  ...tariff(
    {
      plateCar: 10_000,
      plateMoto: 3_500,
      plateTrailer: 5_000,
      plateLow: 4_000,
      plateTemp: 500,
      vehicleLicence: 1_000,
      regCert: 1_000,
      driverLicence: 1_000,
    },
    {
      zh: '国家规定的牌证工本费标准(发改价格〔2017〕1186号)',
      en: 'the national tariff for plates and papers (2017, no. 1186)',
    },
  ),
  ...tariff(
    { exam1: 8_000, exam2: 24_000, exam3road: 20_000, exam3safe: 4_000, exam2moto: 16_000, exam3moto: 12_000 },
    {
      zh: '山东省驾驶许可考试收费标准(鲁发改价格〔2023〕647号)',
      en: 'the tariff of Shandong for driving tests (2023, no. 647)',
    },
  ),
  post: { max: 5_000, basis: { zh: '寄递企业公示价', en: 'the courier’s published price' } },
}

function tariff(fees: Readonly<Record<string, number>>, basis: Text) {
  return Object.fromEntries(Object.entries(fees).map(([code, max]) => [code, { max, basis }]))
}
