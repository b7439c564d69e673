import { makeMobile } from '#domain/rules/generate.ts'
import type { Random } from './random.ts'

/** Plates of Qingdao: 鲁B and 鲁U; five characters, or for new energy a letter and five. */
export function plate(random: Random, newEnergy: boolean): string {
  const office = random.chance(0.8) ? '鲁B' : '鲁U'
  if (newEnergy)
    return `${office}${letter(random, 'DDAF')}${letter(random, '0123456789ABCDEFGH')}${random.digits(3)}${random.int(1, 9)}`
  const body = Array.from({ length: 4 }, () => String(random.int(0, 9)))
  for (let n = random.int(0, 2); n > 0; n -= 1) body[random.int(0, 3)] = letter(random, 'ABCDEFGHJKLMNPQRSTUVWXYZ')
  return office + body.join('') + String(random.int(1, 9))
}

/** The mobile of the n-th person; none ends in 0000, which the SMS gateway refuses. */
export const mobileOf = (n: number): string => makeMobile(10_000 * (1 + Math.floor(n / 9999)) + 1 + (n % 9999))

const letter = (random: Random, letters: string): string => letters.charAt(random.int(0, letters.length - 1))
