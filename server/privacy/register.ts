import { houseTables } from './tables-house.ts'
import { plateTables } from './tables-plates.ts'
import { videoTables } from './tables-video.ts'

/**
 * The register of personal data (PIPL arts. 6, 19 and 51; GB/T 22239 8.1.4.11): every column of text, bytes, lists or JSON with its
 * class, every table with its purpose and how long it is kept. A column that is missing here fails `register.test.ts`.
 */
export const CLASSES = {
  /** Personal, in an envelope that only the master key opens. */
  sealed: 'personal, sealed',
  /** Keyed hash of something personal: to find it again, never to read it. */
  index: 'keyed hash',
  /** 张*, 鲁B···45: for lists. */
  masked: 'masked words',
  /** What an officer or an agency wrote by hand; seen by those whom it concerns. */
  words: 'words by hand',
  /** Numbers of officers, ids of accounts, browsers' names: a person stands behind, whom others than the house cannot name. */
  pseudonym: 'pseudonym',
  /** A number of a car, a VIN, a company: public or the maker's, no owner beside it. */
  vehicle: 'vehicle or company',
  /** Keys, codes, hashes of passwords, MACs. */
  secret: 'secret',
  /** Hashes and signatures of records. */
  digest: 'digest or signature',
  /** States, codes, settings, public texts. */
  none: 'not personal',
} as const
export type DataClass = keyof typeof CLASSES

export const PURPOSES = {
  account: 'who uses the house, and that it is this person',
  service: 'doing what a person asked for',
  record: 'proving what was done, by whom and why',
  contact: 'telling people about their business',
  money: 'what was billed, paid and paid back',
  papers: 'making papers and bringing them',
  plates: 'giving out plate numbers fairly, and proving it',
  video: 'meeting an officer by video',
  makers: 'what makers declare about their cars',
  safety: 'stopping and finding misuse',
  running: 'running the house',
} as const
export type Purpose = keyof typeof PURPOSES

/**
 * How long. `days` after the time of `retention.ts`; `archive`: with the file of the case, which the house never deletes (the office
 * hands it over under the rules of archives); `log`: append-only, at least three years, removed by the owner of the database alone;
 * `call`: with the recording, `config/video.json`; `while`: as long as what it belongs to is there; `settings`: until it is set anew.
 */
export type Keep = 'days' | 'archive' | 'log' | 'call' | 'while' | 'settings'

export interface TableFacts {
  purpose: Purpose
  keep: Keep
  /** Names of columns, separated by a blank, under their class. Uuids, numbers and times are not listed. */
  columns: Partial<Record<DataClass, string>>
}

export const REGISTER: Readonly<Record<string, TableFacts>> = { ...houseTables, ...plateTables, ...videoTables }

/** Class by 'table.column'. */
export function declaredColumns(): Map<string, DataClass> {
  const found = new Map<string, DataClass>()
  for (const [table, facts] of Object.entries(REGISTER))
    for (const dataClass of Object.keys(CLASSES) as DataClass[])
      for (const column of (facts.columns[dataClass] ?? '').split(' ').filter(Boolean)) {
        if (found.has(`${table}.${column}`)) throw new Error(`${table}.${column} is declared twice`)
        found.set(`${table}.${column}`, dataClass)
      }
  return found
}
