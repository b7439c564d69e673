import fastify from 'fastify'
import pg from 'pg'
import { httpLine } from '../../server/kit/http-line.ts'
import { dbosEngine } from './dbos-engine.ts'
import { plainEngine } from './plain-engine.ts'

/**
 * 遗失补证 as a program on another engine: durable steps, waiting for what people and agencies do, plain statements for the rest.
 * `ENGINE`: `dbos`, or `plain` for none.
 */
export interface Engine {
  launch(work: Work): Promise<void>
  start(work: Work, id: string): Promise<void>
  step<T>(run: () => Promise<T>, name: string): Promise<T>
  wait(id: string, topic: string): Promise<void>
  tell(id: string, topic: string): Promise<void>
}
type Work = (id: string) => Promise<void>

const engine: Engine =
  process.env['ENGINE'] === 'plain' ? plainEngine() : await dbosEngine(process.env['DBOS_DATABASE_URL'] ?? '')

const SCHEMA = `
create table drafts (id uuid primary key, data jsonb not null, version int not null default 1);
create table cases (id uuid primary key, state text not null, step text not null, version int not null, data jsonb not null, updated_at timestamptz not null default now());
create table events (case_id uuid not null, seq int not null, at timestamptz not null default now(), kind text not null, body jsonb not null, primary key (case_id, seq));
create table messages (id bigint generated always as identity primary key, case_id uuid not null, template text not null, sent_at timestamptz, unique (case_id, template));
create table bills (case_id uuid not null, kind text not null, amount int not null, state text not null, code text, primary key (case_id, kind));
create table papers (case_id uuid primary key, state text not null, serial text);
create table parcels (case_id uuid primary key, waybill text, state text not null, scans int not null default 0);
create index papers_queued on papers (case_id) where state = 'queued';`

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 12 })
const base = new URL(process.env['AGENCY_URL'] ?? '')
const agencies = httpLine(base.origin)

async function ask(path: string, body: object): Promise<{ code: string; waybill: string }> {
  const headers = { 'content-type': 'application/json' }
  const answer = await agencies.post({ path, headers, body: JSON.stringify(body), timeoutMs: 5_000 })
  if (answer.kind !== 'answer') throw new Error(`${path}: ${answer.kind}`)
  return JSON.parse(answer.text) as { code: string; waybill: string }
}

const sql = (name: string, text: string, values: unknown[]) => pool.query({ name, text, values })

/** Case, event and message in one statement, repeatable as a step must be. */
async function move(id: string, version: number, step: string, template: string, state = 'open'): Promise<void> {
  await sql(
    'move',
    `with c as (update cases set state = $3, step = $4, version = $2, updated_at = now() where id = $1 and version = $2 - 1 returning id),
          e as (insert into events (case_id, seq, kind, body) select id, $2, $4, jsonb_build_object('to', $4::text) from c)
     insert into messages (case_id, template) select id, $5 from c on conflict do nothing`,
    [id, version, state, step, template],
  )
  process.send?.({ id, version })
}

const moved = (id: string, version: number, step: string, template: string, state?: string): Promise<void> =>
  engine.step(() => move(id, version, step, template, state), `to ${step}`)

const told = (id: string, template: string): Promise<void> =>
  engine.step(async () => {
    await ask('/sms/send', { to: '13800138000', text: template })
    await sql('told', `update messages set sent_at = now() where case_id = $1 and template = $2`, [id, template])
  }, `sms ${template}`)

async function licenceReplaceLost(id: string): Promise<void> {
  await moved(id, 2, 'review', 'accepted')
  await engine.wait(id, 'pass')
  await engine.step(
    async () =>
      void (await sql(
        'bills',
        `insert into bills (case_id, kind, amount, state) values ($1, 'papers', 1000, 'draft'), ($1, 'post', 2000, 'draft') on conflict do nothing`,
        [id],
      )),
    'bills',
  )
  await engine.step(async () => {
    const { code } = await ask('/pay/codes', { bills: [id] })
    await sql('codes', `update bills set code = $2, state = 'open' where case_id = $1 and state = 'draft'`, [id, code])
  }, 'codes')
  await moved(id, 3, 'pay', 'pay')
  await told(id, 'pay')
  await engine.wait(id, 'paid')
  await engine.step(
    async () => void (await sql('paid', `update bills set state = 'paid' where case_id = $1`, [id])),
    'paid',
  )
  await moved(id, 4, 'register', 'paid')
  await engine.step(async () => void (await ask('/registry/register', { id })), 'register')
  await engine.step(
    async () =>
      void (await sql(
        'make',
        `with p as (insert into papers (case_id, state) values ($1, 'queued') on conflict do nothing) insert into parcels (case_id, state) values ($1, 'ready') on conflict do nothing`,
        [id],
      )),
    'make',
  )
  await moved(id, 5, 'make', 'making')
  await engine.wait(id, 'bagged')
  await engine.step(async () => {
    const { waybill } = await ask('/post/accept', { id })
    await sql('waybill', `update parcels set waybill = $2, state = 'bagged' where case_id = $1`, [id, waybill])
    process.send?.({ id, version: 5.5 })
  }, 'waybill')
  await engine.wait(id, 'handed-over')
  await moved(id, 6, 'deliver', 'posted')
  await told(id, 'posted')
  await engine.wait(id, 'delivered')
  await moved(id, 7, 'deliver', 'delivered', 'done')
  await told(id, 'delivered')
}

await pool.query(SCHEMA)
await engine.launch(licenceReplaceLost)

type Handler = (id: string, body: Record<string, unknown>) => Promise<unknown>

const HANDLERS: Record<string, Handler> = {
  draft: (id) => sql('draft', `insert into drafts (id, data) values ($1, '{}')`, [id]),
  check: async (id) => {
    const answers = await Promise.all(
      ['/identity/verify', '/registry/driver', '/registry/violations'].map((path) => ask(path, { id })),
    )
    return sql('checked', `update drafts set data = data || $2::jsonb, version = version + 1 where id = $1`, [
      id,
      JSON.stringify({ checks: answers }),
    ])
  },
  part: (id, body) =>
    sql('part', `update drafts set data = data || $2::jsonb, version = version + 1 where id = $1`, [
      id,
      JSON.stringify(body),
    ]),
  submit: async (id) => {
    await sql(
      'submit',
      `with d as (delete from drafts where id = $1 returning id, data), c as (insert into cases (id, state, step, version, data) select id, 'open', 'check', 1, data from d returning id),
            e as (insert into events (case_id, seq, kind, body) select id, 1, 'submit', '{}' from c)
       insert into messages (case_id, template) select id, 'submitted' from c`,
      [id],
    )
    await engine.start(licenceReplaceLost, id)
  },
  read: (id) => sql('read', `select * from cases where id = $1`, [id]),
  bills: (id) => sql('bills-of', `select * from bills where case_id = $1`, [id]),
  press: (id) => sql('press', `update bills set state = state where case_id = $1`, [id]),
  queue: () => sql('queue', `select case_id from papers where state = 'queued' order by case_id limit 100`, []),
  print: (id) =>
    sql('print', `update papers set state = 'printed', serial = 'A1' where case_id = $1 and state = 'queued'`, [id]),
  scan: (id) => sql('scan', `update papers set state = 'checked' where case_id = $1 and state = 'printed'`, [id]),
  track: (id) => sql('track', `update parcels set scans = scans + 1 where case_id = $1`, [id]),
  signal: (id, body) => engine.tell(id, String(body['topic'])),
}

const app = fastify()
app.get('/healthz', () => ({ ok: true }))
app.post<{ Params: { id: string; act: string }; Body: Record<string, unknown> }>(
  '/cases/:id/:act',
  async ({ params, body }) => {
    const answer = await HANDLERS[params.act]?.(params.id, body)
    return { ok: true, rows: typeof answer === 'object' && answer !== null && 'rows' in answer ? answer.rows : [] }
  },
)
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) })
