import { say } from '#web/citizen/enhance/line.ts'
import { word } from '#web/citizen/enhance/words.ts'

/** What one request carries at most, in bytes: at 8 Mbit/s it takes the ten seconds the server waits. */
const GROUP_BYTES = 10_000_000

/**
 * Any number of files in one press: sent in groups one after the other, all under the press's own key, so that the result page
 * has every file. When the line breaks the press can be repeated: what has arrived is not sent into anything twice.
 */
export function watchManyFiles(input: HTMLInputElement): void {
  const { form } = input
  const most = Number(input.dataset['many'])
  form?.addEventListener('submit', (event) => {
    const files = Array.from(input.files || [])
    if (files.length === 0 || groupsOf(files, most).length < 2) return
    event.preventDefault()
    const button = form.querySelector('button')
    void send(form, input.name, groupsOf(files, most), (done) => {
      if (button) button.textContent = `${done} / ${files.length}`
    })
  })
}

async function send(
  form: HTMLFormElement,
  name: string,
  groups: readonly (readonly File[])[],
  tell: (done: number) => void,
): Promise<void> {
  const key = (form.elements.namedItem('_key') as HTMLInputElement).value
  let done = 0
  tell(done)
  for (const group of groups) {
    const body = new FormData()
    body.append('_key', key)
    group.forEach((file) => body.append(name, file, file.name))
    // The answer is a way to the result page: not followed here, it would be drawn once for each group.
    const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => undefined)
    if (!answer || !(answer.ok || answer.type === 'opaqueredirect')) {
      form.removeAttribute('aria-busy')
      say(word('unsent'))
      return
    }
    done += group.length
    tell(done)
  }
  location.href = `${form.action}/${key}`
}

function groupsOf(files: readonly File[], most: number): File[][] {
  const groups: File[][] = []
  let bytes = 0
  for (const file of files) {
    const last = groups[groups.length - 1]
    if (last && last.length < most && bytes + file.size <= GROUP_BYTES) last.push(file)
    else {
      groups.push([file])
      bytes = 0
    }
    bytes += file.size
  }
  return groups
}
