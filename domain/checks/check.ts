import { named } from './name.ts'
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

export const block = (code: string, params?: Problem['params']): Problem => ({ code, params, effect: 'block' })

/** Every check there is: its name on screen and the agency that answers it. The judging functions stand beside this file. */
export const CHECKS = {
  identity: named('police-identity', '身份证明', 'Identity'),
  'licence-state': named('traffic-driver', '驾驶证状态', 'State of the licence'),
  'licence-not-withheld': named('traffic-violation', '没有扣留驾驶证的强制措施', 'Licence not withheld'),
  'licence-on-record': named('traffic-driver', '有驾驶证', 'A licence on record'),
  'licence-standing': named('traffic-driver', '驾驶证状态', 'State of the licence'),
  'licence-issued-here': named('traffic-driver', '由本市核发', 'Issued in this city'),
  'licence-issued-elsewhere': named('traffic-driver', '由外地核发', 'Issued elsewhere'),
  'defer-renewal': named('traffic-driver', '可以延期换证', 'Renewal may be put off'),
  'defer-review': named('traffic-driver', '可以延期审验', 'Review may be put off'),
  'defer-medical': named('traffic-driver', '可以延期提交体检', 'Medical certificate may be put off'),
  overage: named('traffic-driver', '达到准驾车型的年龄上限', 'Age limit of the class reached'),
  'medical-remaining': named('health-exam', '降级后车型的身体条件', 'Fit for the remaining class'),
  'medical-if-unfit': named(
    'health-exam',
    '身体条件证明(因身体原因降低车型的)',
    'Medical certificate (when health is the reason)',
  ),
  'licence-replaced-often': named('traffic-driver', '补换次数', 'Frequency of replacement'),
  'renewal-window': named('traffic-driver', '换证时间', 'Renewal window'),
  'renewal-age': named('traffic-driver', '年龄与准驾车型', 'Age and licence classes'),
  'points-not-full': named('traffic-driver', '记分', 'Points'),
  'violations-settled': named('traffic-violation', '违法和事故处理', 'Violations and accidents settled'),
  medical: named('health-exam', '身体条件证明', 'Medical certificate'),
  ability: named('ability-test', '三力测试(70周岁以上)', 'Ability test (70 and over)'),
  'vehicle-owner': named('traffic-vehicle', '登记在您名下', 'Registered in your name'),
  'vehicle-clear': named('traffic-vehicle', '车辆状态', 'State of the vehicle'),
  'vehicle-usable': named(
    'traffic-vehicle',
    '没有被盗抢、注销、达到报废标准',
    'Not stolen, cancelled or due for scrapping',
  ),
  'vehicle-settled': named('traffic-vehicle', '该车违法和事故处理', "The vehicle's violations and accidents settled"),
  'inspection-valid': named('traffic-vehicle', '检验有效期', 'Inspection in force'),
  'vehicle-linked': named('traffic-vehicle', '本人的车或者已备案的车', 'Your own or a linked vehicle'),
  'test-bookable': named('traffic-vehicle', '到了可以检验的时间', 'Time for an inspection'),
  'vehicle-settled-told': named(
    'traffic-vehicle',
    '该车违法和事故(只提醒,不影响检验)',
    "The vehicle's violations and accidents (told, no bar)",
  ),
  'car-on-file': named('traffic-vehicle', '登记或者出厂信息', 'Known to the register or to its maker'),
  'inspection-exempt': named('traffic-vehicle', '本次免上线检验', 'This time exempt from testing'),
  'mortgage-released': named('bank-mortgage', '抵押权人已确认解除', 'The lender has confirmed the release'),
  'vehicle-replaced-often': named('traffic-vehicle', '补换次数', 'Frequency of replacement'),
  'not-mortgaged': named('traffic-vehicle', '没有抵押', 'No mortgage'),
  'not-seized': named('court-seizure', '没有查封、扣押', 'Not seized'),
  invoice: named('tax-invoice', '购车发票', 'Sales invoice'),
  'own-car': named('traffic-vehicle', '个人名下的车', 'A car of a person, not of a unit'),
  conformity: named('miit-certificate', '出厂合格证与公告', 'Certificate of conformity'),
  'purchase-tax': named('tax-purchase', '车辆购置税', 'Purchase tax'),
  'vessel-tax': named('tax-vessel', '车船税', 'Vehicle and vessel tax'),
  insurance: named('insurer-ctp', '交强险', 'Compulsory insurance'),
  'own-certificate': named('miit-certificate', '出厂合格证', 'Certificate of conformity'),
  'temporary-plates': named('traffic-vehicle', '临时号牌不超过三次', 'At most three temporary plates'),
  'temporary-cover': named('insurer-ctp', '交强险', 'Compulsory insurance'),
  'pre-inspection': named('maker-preinspection', '出厂查验', "Maker's pre-inspection"),
  emission: named('env-emission', '环保信息', 'Emission data'),
  'not-registered': named('traffic-vehicle', '没有登记过、没有被盗抢记录', 'Not registered before, not stolen'),
  ...driverChecks,
  ...vehicleChecks,
}

/** Checks that read the applicant's answers: they are asked once these are handed in, not before anything is typed. */
export const AFTER_FORM: readonly CheckName[] = ['medical-if-unfit', ...DRIVER_AFTER_FORM, ...VEHICLE_AFTER_FORM]

export type CheckName = keyof typeof CHECKS
export type CheckAgency = (typeof CHECKS)[CheckName]['agency']

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
