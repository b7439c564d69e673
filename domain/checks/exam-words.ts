import type { Learner, TestResult } from '../driver-records.ts'
import { classRule } from '../rules/licence-classes.ts'
import type { Text } from '../text.ts'
import { PART_NAMES, PART_NAMES_EN } from './exam.ts'

/** What the register tells about learning, in the words of both languages. */

export interface Fact {
  label: Text
  value: Text
}

const t = (zh: string, en: string): Text => ({ zh, en })
const same = (value: string): Text => ({ zh: value, en: value })
const score = ({ score: n, passed }: TestResult): Text =>
  t(`${n} 分,${passed ? '合格' : '不合格'}`, `${n}, ${passed ? 'passed' : 'failed'}`)

/** Class, permit, every test that was taken and every one that is booked. */
export const learnerFacts = (learner: Learner): Fact[] => [
  {
    label: t('申请准驾车型', 'Class applied for'),
    value: t(`${learner.class} ${classRule(learner.class)?.name ?? ''}`.trim(), learner.class),
  },
  ...(learner.permit
    ? [{ label: PERMIT, value: t(`${learner.permit.to} 前有效`, `valid until ${learner.permit.to}`) }]
    : []),
  ...learner.results.map((result) => ({
    label: partWords(result.part),
    value: t(`${result.on},${score(result).zh}`, `${result.on}: ${score(result).en}`),
  })),
  ...learner.bookings.map((b) => ({
    label: t(`已预约${PART_NAMES[b.part]}`, `Booked: ${PART_NAMES_EN[b.part]}`),
    value: t(
      `${b.on} ${b.at},${b.site},${b.paid ? '已缴费' : '待缴费'}`,
      `${b.on} ${b.at}, ${b.paid ? 'paid' : 'not paid yet'}`,
    ),
  })),
]

/** One line of the record that the register hands over; read again by `resultFacts`. */
export const resultLine = ({ part, on, score: n, passed }: TestResult): string =>
  [part, on, n, passed ? 'passed' : 'failed'].join(' ')

/** What came of an act that ends with an entry: numbers, days and results, as the register answered. Empty: only the entry itself. */
export function resultFacts(registered: Readonly<Record<string, string>>): Fact[] {
  const fact = (label: Text, name: string): Fact[] => {
    const value = registered[name]
    return value === undefined ? [] : [{ label, value: same(value) }]
  }
  const learning = registered['learnerNo'] !== undefined
  return [
    ...fact(t('登记流水号', 'Register number'), 'registrationNo'),
    ...fact(t('考试申请编号', 'Number of the application'), 'learnerNo'),
    ...(learning ? fact(t('准驾车型', 'Class'), 'classes') : []),
    ...fact(PERMIT, 'permitNo'),
    ...(registered['permitNo'] === undefined
      ? []
      : [...fact(t('有效期自', 'Valid from'), 'validFrom'), ...fact(t('有效期至', 'Valid until'), 'validTo')]),
    ...(registered['testResults'] ?? '').split('\n').flatMap(readLine),
  ]
}

function readLine(line: string): Fact[] {
  const [part = '', on = '', n = '', outcome] = line.split(' ')
  if (part !== '1' && part !== '2' && part !== '3-road' && part !== '3-safe') return []
  const passed = outcome === 'passed'
  return [
    {
      label: partWords(part),
      value: t(`${on},${n} 分,${passed ? '合格' : '不合格'}`, `${on}: ${n}, ${passed ? 'passed' : 'failed'}`),
    },
  ]
}

const PERMIT = t('学习驾驶证明', "Learner's permit")
const partWords = (part: TestResult['part']): Text => t(PART_NAMES[part], PART_NAMES_EN[part])
