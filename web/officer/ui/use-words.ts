import { useState } from 'preact/hooks'

/** A person's words that an act cannot do without. */
export interface NeededWords {
  words: string
  set: (words: string) => void
  /** Asked for in vain: the place says what is missing. */
  short: boolean
  /** The words when there are enough of them; otherwise undefined, and the box of this id takes the focus. */
  given: () => string | undefined
}

/** Keeps the words of the box `id`, at least `least` characters. `kept` is where they live when they outlast their screen. */
export function useWords(id: string, least = 2, kept?: readonly [string, (words: string) => void]): NeededWords {
  const own = useState('')
  const [words, set] = kept ?? own
  const [short, setShort] = useState(false)
  const given = (): string | undefined => {
    const trimmed = words.trim()
    setShort(trimmed.length < least)
    if (trimmed.length >= least) return trimmed
    document.getElementById(id)?.focus()
    return undefined
  }
  return { words, set, short, given }
}
