import { all, one } from '#web/citizen/enhance/dom.ts'

interface Board {
  list: HTMLElement
  fields: HTMLInputElement[]
  keys: HTMLButtonElement[]
  said: HTMLElement
  places: string[]
  /** Which number is being written. */
  at: number
}

/**
 * One keyboard for all numbers that are composed: the characters that are gone at the present place are grey. A real keyboard works as
 * well; what cannot stand at a place is not taken and said why.
 */
export function watchPlateKeys(list: HTMLElement): void {
  const box = one('[data-keys]')
  const said = one('[data-keys-at]')
  if (!box || !said) return
  const places = (list.dataset['places'] || '').split(' ')
  const fields = all<HTMLInputElement>('input', list)
  const first = fields.findIndex((field) => field.value.length < places.length)
  const board: Board = { list, fields, keys: all('[data-key]'), said, places, at: Math.max(0, first) }
  box.hidden = false
  all('[data-by-hand]').forEach((help) => (help.hidden = true))
  fields.forEach((field, i) => watchField(board, field, i))
  box.addEventListener('click', (event) => {
    const key = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null
    if (key) press(board, key.dataset['key'] || '')
  })
  show(board)
  // What is wrong is read first; otherwise the number that is written stands above the keys.
  if (!one('[data-focus]')) reveal(board)
}

const reveal = ({ fields, at }: Board): void => fields[at]?.parentElement?.scrollIntoView({ block: 'nearest' })

const left = (board: Board, place: number): string => board.places[place] || ''
const may = (board: Board, place: number, sign: string): boolean => left(board, place).indexOf(sign) >= 0
const none = ({ list }: Board, place: number, sign: string): string =>
  `${(list.dataset['none'] || '').replace('%', String(place + 1))} ${sign}`

function show(board: Board, words?: string): void {
  const field = board.fields[board.at]
  const place = field ? field.value.length : 0
  board.keys.forEach((key) => {
    const sign = key.dataset['key'] || ''
    key.setAttribute('aria-disabled', String(sign !== '' && !may(board, place, sign)))
  })
  board.fields.forEach((other, i) => other.parentElement?.classList.toggle('now', i === board.at))
  const where = (board.list.dataset['at'] || '').replace('#', String(board.at + 1))
  const now = where.replace('%', String(Math.min(place + 1, board.places.length)))
  // With what is written so far: on a small phone the field itself may be out of sight.
  board.said.textContent = words || `${now}: ${board.list.dataset['prefix'] || ''}${field ? field.value : ''}`
}

function watchField(board: Board, field: HTMLInputElement, i: number): void {
  // The telephone's own keyboard would cover ours.
  field.inputMode = 'none'
  field.addEventListener('focus', () => {
    board.at = i
    show(board)
  })
  field.addEventListener('input', () => {
    let refused = ''
    let kept = ''
    for (const sign of field.value.toUpperCase().split('')) {
      if (may(board, kept.length, sign)) kept += sign
      else if (sign.trim()) refused = none(board, kept.length, sign)
    }
    field.value = kept
    show(board, refused)
  })
}

function press(board: Board, sign: string): void {
  const field = board.fields[board.at]
  if (!field) return
  if (!sign) return erase(board)
  const place = field.value.length
  if (!may(board, place, sign)) return show(board, place < board.places.length ? none(board, place, sign) : undefined)
  field.value += sign
  if (field.value.length === board.places.length && board.at < board.fields.length - 1) board.at += 1
  reveal(board)
  show(board)
}

function erase(board: Board): void {
  if (board.fields[board.at]?.value === '' && board.at > 0) board.at -= 1
  const field = board.fields[board.at]
  if (field) field.value = field.value.slice(0, -1)
  show(board)
}
