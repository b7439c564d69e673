import { typed } from '#domain/rules/input.ts'

/**
 * What a person types and other systems compare letter by letter, in the one form in which it is kept and asked about. The rules
 * accept more than that (full-width digits of a Chinese keyboard, the dot that is painted on a plate, blanks), so whatever a rule has
 * accepted goes through here before it is kept, looked up or sent.
 */

/** A plate, a vehicle's number, an engine's, a credit code: half-width, upper case, without separators. */
export const asCode = (text: string): string => typed(text) ?? text

/** An identity number: half-width, upper case, without blanks. */
export const asIdNumber = (text: string): string => typed(text, /\s/g) ?? text

/**
 * A name as the police write it: composed letters, no blanks around it, nothing invisible, and one dot of all that keyboards offer
 * between the parts of a name (阿依古丽·买买提). Many write 李 明 as forms on paper are filled in: no Chinese name has a blank inside.
 */
export const asName = (text: string): string =>
  asWords(text).replaceAll(DOTS, '·').replaceAll(BETWEEN, '·').replaceAll(APART, '').trim()

/** Two characters at least, with nothing but the marks that stand between the parts of a name; rare characters may have a private place. */
export const isName = (name: string): boolean => /^[\p{L}\p{Co}〇][\p{L}\p{M}\p{Co}〇·.'’ -]+$/u.test(name)

/** Words without what nobody can see: an answer of joiners or of fillers is none. */
export const asWords = (text: string): string => text.normalize('NFC').replaceAll(INVISIBLE, '').trim()

const INVISIBLE = /[\u00ad\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u3164\ufeff\uffa0]/gu

/** Control characters, lone surrogates and right-to-left overrides have no place in words; they break papers and logs. */
export const UNPRINTABLE = String.raw`[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff\p{Surrogate}]`
/** What nobody can see: blanks, control and joining characters, fillers. */
const UNSEEN = String.raw`\s\p{Cc}\p{Cf}\p{Cs}\u115f\u1160\u3164\uffa0`
/** For schemas: words with at least so many characters that can be seen. Linear: the two classes share nothing. */
export const wordsPattern = (min: number): string => `^(?![^]*${UNPRINTABLE})(?:[${UNSEEN}]*[^${UNSEEN}]){${min}}`
const DOTS = /[•‧∙⋅・･]/gu
/** A full stop stands between the parts of a Chinese name only where the keyboard has no dot. */
const BETWEEN = /(?<=\p{Script=Han})[..](?=\p{Script=Han})/gu
const APART = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu
