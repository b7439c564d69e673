import { all, one } from '#web/citizen/enhance/dom.ts'

/**
 * One keyboard for all numbers that are composed: the characters that are gone at the present place are grey. A real keyboard works as
 * well; what cannot stand at a place is not taken and said why.
 */
export function watchPlateKeys(list: HTMLElement): void {
  const board = one('[data-keys]')
  const said = one('[data-keys-at]')
  const places = (list.dataset['places'] || '').split(' ')
  const fields = all<HTMLInputElement>('input', list)
  const keys = all<HTMLButtonElement>('[data-key]')
  let at = Math.max(
    0,
    fields.findIndex((field) => field.value.length < places.length),
  )
  if (!board || !said || fields.length === 0) return
  board.hidden = false
  all('[data-by-hand]').forEach((help) => (help.hidden = true))

  const show = (words?: string): void => {
    const field = fields[at]
    const place = field ? field.value.length : 0
    const left = places[place] || ''
    keys.forEach((key) => {
      const sign = key.dataset['key'] || ''
      key.setAttribute('aria-disabled', String(sign !== '' && left.indexOf(sign) < 0))
    })
    fields.forEach((one, i) => one.parentElement?.classList.toggle('now', i === at))
    said.textContent =
      words ||
      (list.dataset['at'] || '').replace('#', String(at + 1)).replace('%', String(Math.min(place + 1, places.length)))
  }
  const none = (place: number, sign: string): string =>
    `${(list.dataset['none'] || '').replace('%', String(place + 1))} ${sign}`

  fields.forEach((field, i) => {
    // The telephone's own keyboard would cover ours.
    field.inputMode = 'none'
    field.addEventListener('focus', () => {
      at = i
      show()
    })
    field.addEventListener('input', () => {
      let refused = ''
      let kept = ''
      field.value
        .toUpperCase()
        .split('')
        .forEach((sign) => {
          if ((places[kept.length] || '').indexOf(sign) >= 0) kept += sign
          else if (sign.trim()) refused = none(kept.length, sign)
        })
      field.value = kept
      show(refused)
    })
  })
  board.addEventListener('click', (event) => {
    const key = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null
    const field = fields[at]
    if (!key || !field) return
    const sign = key.dataset['key'] || ''
    if (!sign) {
      if (field.value === '' && at > 0) at -= 1
      const last = fields[at]
      if (last) last.value = last.value.slice(0, -1)
      show()
      return
    }
    const place = field.value.length
    if ((places[place] || '').indexOf(sign) < 0) {
      show(place < places.length ? none(place, sign) : undefined)
      return
    }
    field.value += sign
    if (field.value.length === places.length && at < fields.length - 1) at += 1
    show()
  })
  show()
}
