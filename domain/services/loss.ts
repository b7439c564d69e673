import type { FieldError } from '../fields.ts'
import { unfit } from '../form.ts'
import type { FormContext } from '../service.ts'

/** A car is lost after its registration and not in the future. */
export function lossFits({ form, today, subject }: FormContext): FieldError[] {
  const when = form['when']
  if (typeof when !== 'string' || when === '') return []
  if (when > today) return [unfit('when', '灭失时间不能晚于今天', 'Not later than today')]
  return subject.kind === 'vehicle' && when < subject.vehicle.registeredOn
    ? [unfit('when', '灭失时间早于该车注册登记的日期', 'Earlier than the registration of the car')]
    : []
}
