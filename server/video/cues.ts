import { randomInt } from 'node:crypto'
import type { Text } from '#domain/text.ts'

/** Movements that a recorded face does not make on demand. */
export const POSES: Readonly<Record<string, Text>> = {
  left: { zh: '慢慢向左转头', en: 'Turn your head slowly to the left' },
  right: { zh: '慢慢向右转头', en: 'Turn your head slowly to the right' },
  up: { zh: '抬头看上方', en: 'Look up' },
  hand: { zh: '用手在脸前慢慢划过', en: 'Move your hand slowly across your face' },
  ear: { zh: '用手摸一下右耳', en: 'Touch your right ear' },
  closer: { zh: '靠近镜头再退回', en: 'Come closer to the camera and go back' },
}
const COLOURS = ['#d32f2f', '#1976d2', '#388e3c', '#fbc02d', '#ffffff', '#7b1fa2'] as const

/** What the house asks at random: six digits to read aloud, one movement, three colours the screen shows in turn. */
export function drawCues(): { digits: string; pose: string; colours: string[] } {
  const names = Object.keys(POSES)
  const colours: string[] = []
  while (colours.length < 3) {
    const colour = COLOURS[randomInt(COLOURS.length)] ?? COLOURS[0]
    if (colours.at(-1) !== colour) colours.push(colour)
  }
  return {
    digits: String(randomInt(1_000_000)).padStart(6, '0'),
    pose: names[randomInt(names.length)] ?? 'left',
    colours,
  }
}
