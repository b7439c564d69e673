import type { Visitor } from '#test/people.ts'

export interface Form {
  action: string
  multipart: boolean
  /** What the page itself puts in: hidden fields, typed values, ticked boxes, chosen options. */
  values: Record<string, string>
  html: string
}

export interface Sheet {
  status: number
  path: string
  html: string
  headers: Headers
  forms: Form[]
  /** The form that posts to an address ending like this. Throws when the page has none. */
  form: (action: string | RegExp) => Form
}

/** A browser without scripts: follows redirects inside the house, reads forms, posts them. */
/** `patient: false` stays on a page that waits, to look at it. */
export function surfer({ raw }: Pick<Visitor, 'raw'>, { patient = true } = {}) {
  const open = async (path: string, init: RequestInit = {}): Promise<Sheet> => {
    const headers = new Headers(init.headers)
    headers.set('accept', 'text/html,application/xhtml+xml')
    const response = await raw(path, { ...init, headers })
    const to = response.headers.get('location')
    if (to?.startsWith('/')) return open(to)
    const html = await response.text()
    // As a browser without scripts does: a page that waits is opened again after its seconds (here at once).
    if (patient && /<meta http-equiv="refresh"/.test(html)) return open(to ?? path)
    return sheet(response.status, to ?? path, html, response.headers)
  }
  const post = (form: Form, given: Record<string, string> = {}): Promise<Sheet> => {
    if (!form.multipart)
      return open(form.action, {
        method: 'POST',
        body: new URLSearchParams({ ...form.values, ...given }),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    throw new Error('a form with a file: use upload')
  }
  const upload = (form: Form, bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Sheet> => {
    const body = new FormData()
    for (const [name, value] of Object.entries(form.values)) body.set(name, value)
    body.set('file', new Blob([bytes], { type }), 'photo.jpg')
    return open(form.action, { method: 'POST', body })
  }
  return { open, post, upload }
}

function sheet(status: number, path: string, html: string, headers: Headers): Sheet {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, head = '']) => /method="post"/.test(head))
    .map(([, head = '', body = '']) => formOf(head, body))
  return {
    status,
    path,
    html,
    headers,
    forms,
    form: (wanted) => {
      const found = forms.find((f) =>
        typeof wanted === 'string' ? f.action.split('?')[0]?.endsWith(wanted) : wanted.test(f.action),
      )
      if (!found)
        throw new Error(
          `${path} (${status}) has no form for ${String(wanted)}, only ${forms.map((f) => f.action).join(' ')}: ${/<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? ''}`,
        )
      return found
    },
  }
}

function formOf(head: string, body: string): Form {
  const values = Object.fromEntries([...inputs(body), ...areas(body), ...selects(body)])
  return { action: attribute(head, 'action') ?? '', multipart: /multipart/.test(head), values, html: body }
}

/** What an untouched form would send: no file, no box or radio that is not ticked. */
const inputs = (body: string): [string, string][] =>
  [...body.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]): [string, string][] => {
    const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type')]
    const quiet = type === 'file' || ((type === 'radio' || type === 'checkbox') && !/\bchecked\b/.test(tag))
    return name && !quiet ? [[name, attribute(tag, 'value') ?? '']] : []
  })

const areas = (body: string): [string, string][] =>
  [...body.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].map(([, tag = '', text = '']) => [
    attribute(tag, 'name') ?? '',
    plain(text),
  ])

const selects = (body: string): [string, string][] =>
  [...body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(([, tag = '', options = '']) => {
    const chosen = /<option\b[^>]*\bselected\b[^>]*>/.exec(options)?.[0] ?? ''
    return [attribute(tag, 'name') ?? '', attribute(chosen, 'value') ?? '']
  })

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : plain(found)
}

const plain = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
