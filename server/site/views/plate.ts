import type { Case } from '#domain/case.ts'
import type { PlateView } from '#web/citizen/views.ts'
import type { PlateColor } from '#web/kit/ui/plate.tsx'

/** 号牌种类 to colour: 52 small new-energy, 51 large new-energy, 01 large, everything else a small car's blue. */
export const plateColor = (type: string): PlateColor => COLORS[type] ?? 'blue'

const COLORS: Readonly<Record<string, PlateColor>> = { '52': 'green', '51': 'green-large', '01': 'yellow' }

/** The plate a case is about, if there is one. */
export function platePart(c: Case): { plate?: PlateView } {
  const { plate, subject } = c.data
  if (plate) return { plate: { text: plate.number, color: plateColor(plate.type) } }
  return subject.kind === 'vehicle'
    ? { plate: { text: subject.vehicle.plate, color: plateColor(subject.vehicle.plateType) } }
    : {}
}
