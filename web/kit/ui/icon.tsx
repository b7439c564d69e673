import type { JSX } from 'preact'

/** Own strokes on a 24 grid; one path each keeps a page small. */
const PATHS = {
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  id: 'M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM8.5 9a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM5.500 16c.6-1.600 1.700-2 3-2s2.400.4 3 2M14 10h4M14 13.500h4',
  message: 'M4 5h16v11H9l-5 4z',
  me: 'M12 4.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM5 20c1-4 4-5 7-5s6 1 7 5',
  car: 'M3 13l2-6a2 2 0 0 1 2-1h10a2 2 0 0 1 2 1l2 6v5h-3v-2H6v2H3zM7.500 12.500v2M16.500 12.500v2',
  camera: 'M5 6h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM15 10l6-3v10l-6-3z',
  calendar: 'M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM4 10h16M8 3v4M16 3v4',
  fine: 'M6 3h9l4 4v14H6zM9 12h7M9 16h5M14 3v5h5',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  cross: 'M6 6l12 12M18 6L6 18',
  find: 'M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15.500 15.500L20 20',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.500l3 2',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.500 2h-15zM10 20.500h4',
  alert: 'M12 4l9 16H3zM12 10v4.500M12 17.300v.01',
  info: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 11v5M12 8v.01',
  dash: 'M6 12h12',
  pause: 'M9 6v12M15 6v12',
  truck: 'M3 7h11v9H3zM14 10h4l3 3v3h-7M6.500 16a1.800 1.800 0 1 0 .01 0M17.500 16a1.800 1.800 0 1 0 .01 0',
  money: 'M6 4l6 7 6-7M12 11v9M7 12h10M7 16h10',
  phone:
    'M6 4h4l1.500 5-2.500 1.500a11 11 0 0 0 4.500 4.500l1.500-2.500 5 1.500v4a2 2 0 0 1-2 2A15 15 0 0 1 4 6a2 2 0 0 1 2-2z',
  sound: 'M4 10v4h3.500L12 18V6L7.500 10zM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11',
  view: 'M4 19L9 6h1l5 13M5.800 15h7.400M16 19l2.500-7h.8l2.500 7M17 16.500h4',
  right: 'M9 5l7 7-7 7',
  left: 'M15 5l-7 7 7 7',
  print: 'M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z',
  shield: 'M12 3l7 3v6c0 4.500-3 7.500-7 9-4-1.500-7-4.500-7-9V6zM9 12l2.200 2.200L15 10',
  offline: 'M3 3l18 18M5 12a10 10 0 0 1 4-2.400M13.500 9.300A10 10 0 0 1 19 12M8.500 15.500a5 5 0 0 1 5-1M12 19v.01',
  people:
    'M9 5.500a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3 19c.7-3.500 3-4.500 6-4.500s5.300 1 6 4.500M16 6a2.500 2.500 0 0 1 0 5M17.500 14.500c2 .4 3 1.700 3.500 4',
} as const

export type IconName = keyof typeof PATHS

/** A decoration beside words: hidden from readers. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
