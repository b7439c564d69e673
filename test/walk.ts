import { isOpen, type Service, type StepKind } from '#domain/service.ts'
import { after, caseOf, GOOD } from './cases.ts'

/** The items that have cases: neither a page of the site nor waiting for their machinery. */
export const working = (services: readonly Service[]): Service[] => services.filter((s) => isOpen(s) && !s.page)

export interface Walk {
  code: string
  steps: StepKind[]
  /** The state it ended in; 'open' when it stood still. */
  end: string
}

/** Walks a case of every item from its first step to its last when all goes well, by decisions alone. */
export const walkAll = (services: readonly Service[]): Walk[] => working(services).map(walk)

function walk(service: Service): Walk {
  const steps: StepKind[] = []
  let c = caseOf(service)
  // No item has twenty steps; one that turns in a circle is seen by its end.
  while (c.state === 'open' && steps.length < 20) {
    steps.push(c.step)
    const [actor, command] = GOOD[c.step]
    c = after(c, service, actor, command)
  }
  return { code: service.code, steps, end: c.state }
}
