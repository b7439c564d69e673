/*
 * Makes pages nicer where scripts run. Nothing here is needed: every form posts and every page reads without it.
 * Only syntax and interfaces of Chrome 71 / Safari 12.1, or guarded. No markup is ever made from text.
 */
import { watchAgain } from '#web/citizen/enhance/again.ts'
import { watchAutosave } from '#web/citizen/enhance/autosave.ts'
import { watchCountdowns } from '#web/citizen/enhance/countdown.ts'
import { all, one } from '#web/citizen/enhance/dom.ts'
import { watchForms } from '#web/citizen/enhance/forms.ts'
import { watchLine } from '#web/citizen/enhance/line.ts'
import { watchLive } from '#web/citizen/enhance/live.ts'
import { watchPhotos } from '#web/citizen/enhance/photo.ts'
import { readAloud, sayNumbers } from '#web/citizen/enhance/read-aloud.ts'
import { watchSignature } from '#web/citizen/enhance/signature.ts'
import { showSmallThings } from '#web/citizen/enhance/small.ts'

/** Runs once for the page and again for each <main> that live news brings. */
function enhanceMain(): void {
  showSmallThings()
  watchSignature()
  watchCountdowns()
  watchAgain(enhanceMain)
  sayNumbers()
  const wishes = one('[data-places]')
  if (wishes) void import('#web/citizen/enhance/plate-keys.ts').then(({ watchPlateKeys }) => watchPlateKeys(wishes))
  const many = one<HTMLInputElement>('[data-many]')
  if (many) void import('#web/citizen/enhance/many-files.ts').then(({ watchManyFiles }) => watchManyFiles(many))
  const draws = all<HTMLFormElement>('[data-draw]')
  if (draws.length > 0) void import('#web/citizen/enhance/check-draw.ts').then(({ watchDraws }) => watchDraws(draws))
  const island = one('[data-video]')
  // The video window's script is large and belongs to a few pages only.
  if (island) void import('#web/citizen/video/main.tsx').then(({ show }) => show(island))
}

watchForms()
watchLine()
watchAutosave()
watchPhotos()
readAloud()
enhanceMain()
watchLive(enhanceMain)
