/** One measured number. Names are fixed: they are compared over years. */
export interface Figure {
  name: string
  value: number
  unit: 's' | 'ms' | 'MB' | 'KB' | 'times' | 'points' | 'services' | 'lines' | 'requests' | 'calls' | 'fps' | '%'
  /** What is wanted, e.g. '<= 8'; undefined: shown for the reader, no promise. */
  goal?: string | undefined
}

/** A group of figures; it yields each as soon as it is measured, so that a broken later one loses no earlier one. */
export type Group = () => AsyncGenerator<Figure>

/** True when the figure keeps its goal, undefined without one. Goals are '<= n' or '>= n'. Throws RangeError for another form. */
export function keeps({ value, goal }: Pick<Figure, 'value' | 'goal'>): boolean | undefined {
  if (goal === undefined) return undefined
  const [, sign, number] = /^(<=|>=) (\d+(?:\.\d+)?)$/.exec(goal) ?? []
  if (number === undefined) throw new RangeError(`a goal is "<= n" or ">= n", not "${goal}"`)
  return sign === '<=' ? value <= Number(number) : value >= Number(number)
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low, high] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]]
  if (low === undefined || high === undefined) throw new RangeError('there is no median of nothing')
  return (low + high) / 2
}

/** At most two decimals, none where they would be noise. */
export const rounded = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100
