import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { Static, TSchema } from 'typebox'
import { fits, parseJson } from '#server/connectors/exchange.ts'

export type Store = ReturnType<typeof openStore>

/** The sandbox's own small database: `sandbox.db` in `dataDir`, or in memory when there is none. */
export function openStore(dataDir: string | undefined) {
  if (dataDir) mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const db = new DatabaseSync(dataDir ? join(dataDir, 'sandbox.db') : ':memory:')
  // Losing the last second in a power cut is fine for a stand-in; waiting for the disk at every message is not.
  db.exec('pragma journal_mode = wal; pragma synchronous = off; pragma busy_timeout = 5000;')
  db.exec(SCHEMA)
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  const statement = (sql: string) => {
    let one = prepared.get(sql)
    if (!one) prepared.set(sql, (one = db.prepare(sql)))
    return one
  }

  /** Rows as the schema says; throws when the database holds something else. */
  function all<S extends TSchema>(schema: S, sql: string, ...values: SQLInputValue[]): NoInfer<Static<S>>[] {
    return statement(sql)
      .all(...values)
      .map((row) => checked(schema, { ...row }, sql))
  }

  return {
    all,
    one: <S extends TSchema>(schema: S, sql: string, ...values: SQLInputValue[]): NoInfer<Static<S>> | undefined =>
      all(schema, sql, ...values)[0],
    /** Number of rows changed. */
    run: (sql: string, ...values: SQLInputValue[]): number => Number(statement(sql).run(...values).changes),
    /** The values of a column `doc` that holds JSON. */
    docs: <S extends TSchema>(schema: S, sql: string, ...values: SQLInputValue[]): NoInfer<Static<S>>[] =>
      statement(sql)
        .all(...values)
        .map((row) => checked(schema, parseJson(String(row['doc'])), sql)),
    /** All or nothing; synchronous, so that nothing else can come in between. */
    together: <T>(work: () => T): T => {
      db.exec('begin immediate')
      try {
        const result = work()
        db.exec('commit')
        return result
      } catch (error) {
        db.exec('rollback')
        throw error
      }
    },
    /** The next number of a named sequence, from 1. */
    next: (name: string): number =>
      Number(
        statement(
          'insert into sequence values (?, 1) on conflict (name) do update set last = last + 1 returning last',
        ).get(name)?.['last'],
      ),
    close: () => db.close(),
  }
}

/** `NoInfer`, else the type checker works backwards from what is expected through every kind of schema (a second, measured). */
function checked<S extends TSchema>(schema: S, value: unknown, sql: string): NoInfer<Static<S>> {
  if (!fits(schema, value)) throw new Error(`a row is not what is expected of: ${sql}`)
  return value
}

const SCHEMA = `
create table if not exists sequence (name text primary key, last integer not null) strict;
create table if not exists mode (agency text primary key, mode text not null, seconds real, until text) strict;
create table if not exists person (id_number text primary key, touched integer not null default 0, doc text not null) strict;
create table if not exists car (vin text primary key, plate text, plate_type text, owner text, invoice_no text,
  touched integer not null default 0, doc text not null) strict;
create unique index if not exists car_plate on car (plate, plate_type) where plate is not null;
create index if not exists car_owner on car (owner);
create index if not exists car_invoice on car (invoice_no);
create table if not exists company (credit_code text primary key, doc text not null) strict;
create table if not exists message (agency text not null, message_id text not null, operation text not null, body_hash text not null,
  status integer not null, answer text not null, at text not null, primary key (agency, message_id)) strict;
create table if not exists traffic (no integer primary key, agency text not null, operation text not null, message_id text not null,
  at text not null, ms integer not null, status integer not null, note text not null) strict;
create table if not exists act (message_id text primary key, case_no text not null, doc text not null, outcome text, due text) strict;
create table if not exists file_request (no text primary key, vin text not null, plate text not null, to_office integer not null, to_name text not null,
  state text not null, note text not null, tries integer not null default 0, at text not null) strict;
create table if not exists outbox (no integer primary key, agency text not null, path text not null, message_id text not null, body text not null,
  due text not null, tries integer not null default 0, done integer not null default 0, last text not null default '') strict;
create index if not exists outbox_due on outbox (due) where done = 0;
create table if not exists bill (code text primary key, bill_no text not null, amount_fen integer not null, title text not null, payee text not null,
  state text not null, expires_at text not null, paid_at text, bank_no text, receipt_no text, check_code text,
  refunded_fen integer not null default 0) strict;
create index if not exists bill_no on bill (bill_no);
create table if not exists refund (refund_no text primary key, code text not null, amount_fen integer not null, reason text not null, at text not null) strict;
create table if not exists parcel (waybill text primary key, parcel_no text not null unique, recipient text not null, events text not null,
  state text not null, due text) strict;
create table if not exists sms (no integer primary key, "to" text not null, text text not null, at text not null) strict;
`
