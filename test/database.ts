import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** Every migration done, nothing in it. */
export const MIGRATED = 'template_house'

/** The URL of another database on the same server. */
export function onDatabase(url: string, name: string): string {
  return url.replace(/^(postgresql:\/\/[^/]*)\/[^?]*/, `$1/${name}`)
}

export async function createDatabase(url: string, name: string, template?: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`create database ${name}${template ? ` template ${template}` : ''}`)
  } finally {
    await client.end()
  }
  return onDatabase(url, name)
}

/** A database of one's own in about 0.1 s, empty unless another template is named; gone with the run. */
export const freshDatabase = (url: string, template = MIGRATED): Promise<string> =>
  createDatabase(url, `t_${randomBytes(6).toString('hex')}`, template)
