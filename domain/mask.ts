/** Masking for display. Done by the server; a browser never gets what it must not show. */

/** 王秀英 → 王*英, 张伟 → 张*; one character stays as it is. */
export function maskName(name: string): string {
  const letters = Array.from(name)
  if (letters.length <= 1) return name
  return letters.length === 2 ? `${letters[0]}*` : `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`
}

/** 张* for labels and lists that strangers see. */
export const surnameOnly = (name: string): string => `${Array.from(name)[0] ?? ''}*`

/** First six and last four, as the catalogue's forms show it to the holder. */
export const maskIdNumber = (id: string): string =>
  id.length >= 12 ? `${id.slice(0, 6)}${'*'.repeat(id.length - 10)}${id.slice(-4)}` : '*'.repeat(id.length)

export const maskMobile = (mobile: string): string =>
  mobile.length >= 7 ? `${mobile.slice(0, 3)}****${mobile.slice(-4)}` : '*'.repeat(mobile.length)

/** 鲁B12345 → 鲁B·1***5 in lists; the owner sees it whole. */
export const maskPlate = (plate: string): string =>
  plate.length >= 5 ? `${plate.slice(0, 2)}·${plate[2]}${'*'.repeat(plate.length - 4)}${plate.at(-1)}` : plate

export const maskVin = (vin: string): string => `${'*'.repeat(Math.max(0, vin.length - 6))}${vin.slice(-6)}`

/** An answer of a form, by what kind of answer it is. */
export function maskAnswer({ kind, name }: { kind: string; name: string }, value: string): string {
  if (kind === 'mobile') return maskMobile(value)
  if (kind === 'id-number') return maskIdNumber(value)
  return kind === 'person-name' || name === 'recipient' ? maskName(value) : maskAddress(value)
}

/** To the street: the numbers that name a door are hidden, from whatever keyboard, written out too where a door follows (十八号). */
export const maskAddress = (address: string): string => address.replace(DOOR, '**')
const DOOR = /[\p{Nd}①-⒛]+|[〇零一二三四五六七八九十百千]+(?=号|栋|幢|座|楼|单元|层|室|户)/gu
