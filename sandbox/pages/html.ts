import { shanghaiTime } from '#domain/calendar.ts'
import type { FastifyReply } from 'fastify'

/** Text that is already HTML; everything else put into html`…` is escaped. */
export interface Html {
  readonly html: string
}

type Part = Html | string | number | readonly Part[]

export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: texts.map((text, at) => text + (at < parts.length ? written(parts[at] ?? '') : '')).join('') }
}

function written(part: Part): string {
  if (typeof part === 'string') return part.replaceAll(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
  if (typeof part === 'number') return String(part)
  return 'html' in part ? part.html : part.map(written).join('')
}

export function table(heads: readonly string[], rows: readonly Html[]): Html {
  const head =
    heads.length > 0
      ? html`<thead>
          <tr>
            ${heads.map((text) => html`<th scope="col">${text}</th>`)}
          </tr>
        </thead>`
      : ''
  return html`<div class="scroll">
    <table>
      ${head}
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`
}

export const row = (...cells: readonly Part[]): Html =>
  html`<tr>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr>`

/** A whole page of the sandbox: plain, calm, readable on a phone. */
export function page(reply: FastifyReply, title: string, body: Html): FastifyReply {
  const document = html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · 沙箱</title>
        <style>
          ${{ html: CSS }}
        </style>
      </head>
      <body>
        <header>
          <strong>沙箱 · 外部系统</strong>
          <nav>
            <a href="/">总览</a> <a href="/sms">短信</a> <a href="/post">邮政</a> <a href="/maker">车企</a>
            <a href="/files">外地车管所</a>
          </nav>
        </header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    )
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .send(document.html)
}

/** 'MM-DD HH:mm:ss' in Beijing time. */
export function clock(instant: string): string {
  return shanghaiTime(new Date(instant)).slice(5)
}

export const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}元`

const CSS = `
:root { font: 1rem/1.6 system-ui, "Noto Sans SC", "PingFang SC", sans-serif; color: #1d2733; background: #f4f6f8 }
* { box-sizing: border-box } body { margin: 0 }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; padding: .75rem 1rem; background: #fff; border-bottom: 1px solid #d9dfe5 }
nav a { margin-right: 1rem } main { max-width: 68rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.5rem; margin: .5rem 0 1rem } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
a { color: #0b5cad } p { margin: .5rem 0 }
.card { background: #fff; border: 1px solid #d9dfe5; border-radius: .5rem; padding: 1rem; margin: 0 0 1rem }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; background: #fff }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #e4e9ee; vertical-align: top }
th, td:first-child { white-space: nowrap }
form.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 0 }
select, input, button { font: inherit; padding: .4rem .7rem; min-height: 2.75rem; border: 1px solid #8795a3; border-radius: .4rem; background: #fff; color: inherit }
input[type=number] { width: 6rem } button { cursor: pointer } button.main { background: #0b5cad; border-color: #0b5cad; color: #fff; font-size: 1.15rem; padding: .6rem 2rem }
.muted { color: #5a6875 } .bad { color: #a3261c } .big { font-size: 1.6rem; font-weight: 600 } .sum { white-space: nowrap }
:focus-visible { outline: 3px solid #f0a500; outline-offset: 2px }
@media (max-width: 40rem) { th, td { padding: .4rem } }
`
