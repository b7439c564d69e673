import { all, mainPart } from '#web/citizen/enhance/dom.ts'

/** News about what the page shows: fetch the page again and put its <main> in place. News, not data: the GET decides what may be seen. */
export function watchLive(changed: () => void): void {
  const topic = mainPart()?.dataset['live']
  if (!topic || !('EventSource' in window)) return
  const source = new EventSource(`/api/live?topics=${encodeURIComponent(topic)}`)
  let timer = 0
  const news = (): void => {
    clearTimeout(timer)
    timer = window.setTimeout(() => refresh(changed), 200)
  }
  source.addEventListener('news', news)
  // Between the drawing of the page and the first opening a quick check may have passed, and over a lost line anything:
  // every opening looks once.
  source.addEventListener('open', news)
  addEventListener('pagehide', () => source.close())
}

/** XHR parses the document itself: no string of markup passes through a script (Trusted Types stay strict). `failed`: no answer came. */
export function refresh(changed: () => void, failed?: () => void): void {
  // Somebody is writing or sending: look again a little later.
  if (isBusy()) {
    window.setTimeout(() => refresh(changed, failed), 5000)
    return
  }
  const request = new XMLHttpRequest()
  request.open('GET', location.href)
  request.responseType = 'document'
  if (failed) request.onerror = failed
  request.onload = () => {
    // Sent elsewhere: what is there is another page, with its own address.
    if (request.responseURL && request.responseURL.split('#')[0] !== location.href.split('#')[0]) {
      location.assign(request.responseURL)
      return
    }
    const next = request.status === 200 ? request.responseXML?.getElementById('main') : null
    const main = mainPart()
    if (!next || !main || isBusy()) {
      failed?.()
      return
    }
    document.title = request.responseXML?.title || document.title
    const focused = document.activeElement?.id
    const open = all<HTMLDetailsElement>('details', main).map((d) => d.open)
    main.replaceWith(document.adoptNode(next))
    all<HTMLDetailsElement>('details', next).forEach((d, i) => (d.open = open[i] || false))
    if (focused) document.getElementById(focused)?.focus()
    changed()
  }
  request.send()
}

/** Never pull a page away under somebody who is writing or just sent something. */
function isBusy(): boolean {
  const main = mainPart()
  if (!main || main.querySelector('form[aria-busy]')) return true
  return all<HTMLInputElement | HTMLTextAreaElement>('textarea, input:not([type=hidden])', main).some(
    (field) => ('checked' in field && field.checked !== field.defaultChecked) || field.value !== field.defaultValue,
  )
}
