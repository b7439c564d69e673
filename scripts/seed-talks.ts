import type { Officer } from '#server/kit/serve.ts'
import { LIN, ZHOU } from './seed-officers.ts'

/** One conversation of the past: when, with whom, about what and how it ended. `gone`: left the line before anybody answered. */
export interface Talk {
  /** Working days ago, 0 being today: then `at` is minutes before now. */
  day: number
  at: number
  officer: Officer
  ends: 'papers' | 'question' | 'counter' | 'gone'
  /** Minutes in the line and in the conversation. */
  waits: number
  minutes: number
  lost?: true
  stars?: number
  says?: string
  complaint?: true
}

/** A quiet week at the window; the board of today has its figures, review and recordings have something to look at. */
export const TALKS: readonly Talk[] = [
  {
    day: 2,
    at: 9 * 60 + 40,
    officer: ZHOU,
    ends: 'papers',
    waits: 3,
    minutes: 11,
    stars: 5,
    says: '不用跑一趟,讲得很清楚',
  },
  { day: 1, at: 10 * 60 + 15, officer: LIN, ends: 'papers', waits: 6, minutes: 14, lost: true, stars: 4 },
  {
    day: 1,
    at: 14 * 60 + 30,
    officer: ZHOU,
    ends: 'counter',
    waits: 12,
    minutes: 5,
    stars: 2,
    says: '等了十几分钟,最后还是要去窗口',
    complaint: true,
  },
  { day: 0, at: 200, officer: LIN, ends: 'question', waits: 2, minutes: 6, stars: 5 },
  { day: 0, at: 150, officer: ZHOU, ends: 'papers', waits: 2, minutes: 12, stars: 5 },
  { day: 0, at: 95, officer: ZHOU, ends: 'gone', waits: 4, minutes: 0 },
  { day: 0, at: 50, officer: LIN, ends: 'question', waits: 4, minutes: 8, lost: true, stars: 4 },
]
