import type { Text } from '../text.ts'

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
  'licence-replaced-often': { label: t('补换次数', 'Frequency of replacement'), agency: 'traffic-driver' },
  'renewal-window': { label: t('换证时间', 'Renewal window'), agency: 'traffic-driver' },
  'renewal-age': { label: t('年龄与准驾车型', 'Age and licence classes'), agency: 'traffic-driver' },
  'points-not-full': { label: t('记分', 'Points'), agency: 'traffic-driver' },
  'violations-settled': { label: t('违法和事故处理', 'Violations and accidents settled'), agency: 'traffic-violation' },
  medical: { label: t('身体条件证明', 'Medical certificate'), agency: 'health-exam' },
  ability: { label: t('三力测试(70周岁以上)', 'Ability test (70 and over)'), agency: 'ability-test' },
  'vehicle-owner': { label: t('登记在您名下', 'Registered in your name'), agency: 'traffic-vehicle' },
  'vehicle-clear': { label: t('车辆状态', 'State of the vehicle'), agency: 'traffic-vehicle' },
  'vehicle-replaced-often': { label: t('补换次数', 'Frequency of replacement'), agency: 'traffic-vehicle' },
  'not-mortgaged': { label: t('没有抵押', 'No mortgage'), agency: 'traffic-vehicle' },
  'not-seized': { label: t('没有查封、扣押', 'Not seized'), agency: 'court-seizure' },
  invoice: { label: t('购车发票', 'Sales invoice'), agency: 'tax-invoice' },
  conformity: { label: t('出厂合格证与公告', 'Certificate of conformity'), agency: 'miit-certificate' },
  'purchase-tax': { label: t('车辆购置税', 'Purchase tax'), agency: 'tax-purchase' },
  'vessel-tax': { label: t('车船税', 'Vehicle and vessel tax'), agency: 'tax-vessel' },
  insurance: { label: t('交强险', 'Compulsory insurance'), agency: 'insurer-ctp' },
  'pre-inspection': { label: t('出厂查验', "Maker's pre-inspection"), agency: 'maker-preinspection' },
  emission: { label: t('环保信息', 'Emission data'), agency: 'env-emission' },
  'not-registered': {
    label: t('没有登记过、没有被盗抢记录', 'Not registered before, not stolen'),
    agency: 'traffic-vehicle',
  },
} as const satisfies Record<string, { label: Text; agency: string }>

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
