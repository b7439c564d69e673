import type { Text } from '../text.ts'

/** One refusal: what cannot be done, and what to do next. */
export interface RefusalText {
  message: Text
  next: Text
}

/** A refusal in its two languages. */
export const refusalText = (zh: string, en: string, zhNext: string, enNext: string): RefusalText => ({
  message: { zh, en },
  next: { zh: zhNext, en: enNext },
})
