import type { Text } from '../text.ts'
import { DRIVER_AFTER_FORM, driverChecks } from './licence-names.ts'
import { VEHICLE_AFTER_FORM, vehicleChecks } from './vehicle-names.ts'

/** What a problem means for the case: `block` stops until mended, `on-site` moves it to the counter, `continue` is told and the case goes on. */
export type ProblemEffect = 'block' | 'on-site' | 'continue'

export interface Problem {
  /** A key of `domain/refusals.ts`. */
  code: string
  params?: Readonly<Record<string, string | number>> | undefined
  effect: ProblemEffect
}

const t = (zh: string, en: string): Text => ({ zh, en })

/** Every check there is: its name on screen and the agency that answers it. The judging functions stand beside this file. */
export const CHECKS = {
  identity: { label: t('身份证明', 'Identity'), agency: 'police-identity' },
  'licence-state': { label: t('驾驶证状态', 'State of the licence'), agency: 'traffic-driver' },
  'licence-not-withheld': { label: t('没有扣留驾驶证的强制措施', 'Licence not withheld'), agency: 'traffic-violation' },
  'licence-on-record': { label: t('有驾驶证', 'A licence on record'), agency: 'traffic-driver' },
  'licence-standing': { label: t('驾驶证状态', 'State of the licence'), agency: 'traffic-driver' },
  'licence-issued-here': { label: t('由本市核发', 'Issued in this city'), agency: 'traffic-driver' },
  'licence-issued-elsewhere': { label: t('由外地核发', 'Issued elsewhere'), agency: 'traffic-driver' },
  'defer-renewal': { label: t('可以延期换证', 'Renewal may be put off'), agency: 'traffic-driver' },
  'defer-review': { label: t('可以延期审验', 'Review may be put off'), agency: 'traffic-driver' },
  'defer-medical': { label: t('可以延期提交体检', 'Medical certificate may be put off'), agency: 'traffic-driver' },
  overage: { label: t('达到准驾车型的年龄上限', 'Age limit of the class reached'), agency: 'traffic-driver' },
  'medical-remaining': { label: t('降级后车型的身体条件', 'Fit for the remaining class'), agency: 'health-exam' },
  'medical-if-unfit': {
    label: t('身体条件证明(因身体原因降低车型的)', 'Medical certificate (when health is the reason)'),
    agency: 'health-exam',
  },
  'licence-replaced-often': { label: t('补换次数', 'Frequency of replacement'), agency: 'traffic-driver' },
  'renewal-window': { label: t('换证时间', 'Renewal window'), agency: 'traffic-driver' },
  'renewal-age': { label: t('年龄与准驾车型', 'Age and licence classes'), agency: 'traffic-driver' },
  'points-not-full': { label: t('记分', 'Points'), agency: 'traffic-driver' },
  'violations-settled': { label: t('违法和事故处理', 'Violations and accidents settled'), agency: 'traffic-violation' },
  medical: { label: t('身体条件证明', 'Medical certificate'), agency: 'health-exam' },
  ability: { label: t('三力测试(70周岁以上)', 'Ability test (70 and over)'), agency: 'ability-test' },
  'vehicle-owner': { label: t('登记在您名下', 'Registered in your name'), agency: 'traffic-vehicle' },
  'vehicle-clear': { label: t('车辆状态', 'State of the vehicle'), agency: 'traffic-vehicle' },
  'vehicle-usable': {
    label: t('没有被盗抢、注销、达到报废标准', 'Not stolen, cancelled or due for scrapping'),
    agency: 'traffic-vehicle',
  },
  'vehicle-settled': {
    label: t('该车违法和事故处理', "The vehicle's violations and accidents settled"),
    agency: 'traffic-vehicle',
  },
  'inspection-valid': { label: t('检验有效期', 'Inspection in force'), agency: 'traffic-vehicle' },
  'vehicle-linked': { label: t('本人的车或者已备案的车', 'Your own or a linked vehicle'), agency: 'traffic-vehicle' },
  'test-bookable': { label: t('到了可以检验的时间', 'Time for an inspection'), agency: 'traffic-vehicle' },
  'vehicle-settled-told': {
    label: t('该车违法和事故(只提醒,不影响检验)', "The vehicle's violations and accidents (told, no bar)"),
    agency: 'traffic-vehicle',
  },
  'car-on-file': { label: t('登记或者出厂信息', 'Known to the register or to its maker'), agency: 'traffic-vehicle' },
  'inspection-exempt': { label: t('本次免上线检验', 'This time exempt from testing'), agency: 'traffic-vehicle' },
  'mortgage-released': {
    label: t('抵押权人已确认解除', 'The lender has confirmed the release'),
    agency: 'bank-mortgage',
  },
  'vehicle-replaced-often': { label: t('补换次数', 'Frequency of replacement'), agency: 'traffic-vehicle' },
  'not-mortgaged': { label: t('没有抵押', 'No mortgage'), agency: 'traffic-vehicle' },
  'not-seized': { label: t('没有查封、扣押', 'Not seized'), agency: 'court-seizure' },
  invoice: { label: t('购车发票', 'Sales invoice'), agency: 'tax-invoice' },
  conformity: { label: t('出厂合格证与公告', 'Certificate of conformity'), agency: 'miit-certificate' },
  'purchase-tax': { label: t('车辆购置税', 'Purchase tax'), agency: 'tax-purchase' },
  'vessel-tax': { label: t('车船税', 'Vehicle and vessel tax'), agency: 'tax-vessel' },
  insurance: { label: t('交强险', 'Compulsory insurance'), agency: 'insurer-ctp' },
  'own-certificate': { label: t('出厂合格证', 'Certificate of conformity'), agency: 'miit-certificate' },
  'temporary-plates': { label: t('临时号牌不超过三次', 'At most three temporary plates'), agency: 'traffic-vehicle' },
  'temporary-cover': { label: t('交强险', 'Compulsory insurance'), agency: 'insurer-ctp' },
  'pre-inspection': { label: t('出厂查验', "Maker's pre-inspection"), agency: 'maker-preinspection' },
  emission: { label: t('环保信息', 'Emission data'), agency: 'env-emission' },
  'not-registered': {
    label: t('没有登记过、没有被盗抢记录', 'Not registered before, not stolen'),
    agency: 'traffic-vehicle',
  },
  ...driverChecks,
  ...vehicleChecks,
} as const satisfies Record<string, { label: Text; agency: string }>

/** Checks that read the applicant's answers: they are asked once these are handed in, not before anything is typed. */
export const AFTER_FORM: readonly CheckName[] = ['medical-if-unfit', ...DRIVER_AFTER_FORM, ...VEHICLE_AFTER_FORM]

export type CheckName = keyof typeof CHECKS
export type CheckAgency = (typeof CHECKS)[CheckName]['agency']

export const isCheckName = (name: string): name is CheckName => Object.hasOwn(CHECKS, name)

export interface CheckResult {
  check: CheckName
  /** `no-answer`: the agency is down; the case waits and the check is asked again. */
  outcome: 'passed' | 'problem' | 'no-answer'
  problems: readonly Problem[]
  /** When the agency answered. */
  at: string
  /** Message ids of the signed exchanges that prove it. */
  evidence: readonly string[]
}

export const passed = (results: readonly CheckResult[]): boolean =>
  results.every(
    (r) => r.outcome === 'passed' || (r.outcome === 'problem' && r.problems.every((p) => p.effect === 'continue')),
  )

/** All problems of all checks, each once, the blocking ones first: what the citizen is told at one time (order 164 art. 3). */
export function allProblems(results: readonly CheckResult[]): Problem[] {
  const seen = new Map<string, Problem>()
  for (const problem of results.flatMap((r) => r.problems)) {
    const key = `${problem.code} ${JSON.stringify(problem.params ?? {})}`
    if (!seen.has(key)) seen.set(key, problem)
  }
  const rank = { block: 0, 'on-site': 1, continue: 2 }
  return [...seen.values()].sort((a, b) => rank[a.effect] - rank[b.effect])
}
