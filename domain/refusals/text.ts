import type { Text } from '../text.ts'

/** One refusal: what cannot be done, and what to do next. */
export interface RefusalText {
  message: Text
  next: Text
}
