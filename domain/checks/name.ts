import type { Text } from '../text.ts'

/** A check's name on screen and the agency that answers it. */
export const named = <A extends string>(agency: A, zh: string, en: string): { label: Text; agency: A } => ({
  label: { zh, en },
  agency,
})
