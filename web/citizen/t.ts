import { citizenTexts, type CitizenKey } from '#web/citizen/texts.ts'
import { kitTexts, makeTr, type KitKey, type Lang, type Tr } from '#web/kit/i18n.ts'

export type T = Tr<KitKey | CitizenKey>

/** The citizen site's text function in one language. */
export const speak = (lang: Lang): T => makeTr<KitKey | CitizenKey>(lang, { ...kitTexts, ...citizenTexts })
