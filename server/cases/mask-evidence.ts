import { maskAddress, maskIdNumber, maskMobile, maskName, maskVin } from '#domain/mask.ts'

/** How each personal member of an agency's message is shown to an officer; whoever needs one in full unmasks it with a reason. */
const MASKS: Readonly<Record<string, (text: string) => string>> = {
  name: maskName,
  buyerName: maskName,
  idNumber: maskIdNumber,
  buyerIdNumber: maskIdNumber,
  mobile: maskMobile,
  contactMobile: maskMobile,
  address: maskAddress,
  vin: maskVin,
  engineNo: maskVin,
  fileNo: maskVin,
  certificateNo: maskVin,
}

/** The text of an exchange with its personal members masked; text that is no JSON is not shown at all. */
export function maskEvidence(text: string): string {
  try {
    return JSON.stringify(masked(JSON.parse(text)))
  } catch {
    return ''
  }
}

function masked(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => masked(one, key))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one, name)]))
  const mask = Object.hasOwn(MASKS, key) ? MASKS[key] : undefined
  return typeof value === 'string' && mask ? mask(value) : value
}
