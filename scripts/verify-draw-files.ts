import { createHash, createHmac } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Checked, checkDraws, type Hashes } from '#domain/plates/check-draw.ts'
import type { DrawFiles } from '#domain/plates/published.ts'

/** The hashes of a suite, by the machine's own library. */
export function hashesOf(suite: string): Hashes | undefined {
  if (suite !== 'sm' && suite !== 'intl') return undefined
  const name = suite === 'sm' ? 'sm3' : 'sha256'
  return {
    hash: (data) => createHash(name).update(data).digest('hex'),
    mac: (key, text) => createHmac(name, key).update(text).digest(),
  }
}

/** Checks draws, first to last, from nothing but their files. */
export const verifyDraws = (draws: readonly DrawFiles[], tag?: string): Checked[] => checkDraws(draws, hashesOf, tag)

/** The four files of a draw from a folder or from its address. Throws Error with a sentence for whoever asked. */
export async function filesAt(where: string): Promise<DrawFiles> {
  const read = /^https?:/.test(where) ? fetched : onDisk
  const [epoch, snapshot, opening, log] = await Promise.all(
    ['epoch.json', 'snapshot.txt', 'opening.txt', 'log.txt'].map((name) => read(where, name)),
  )
  return { epoch: epoch ?? '', snapshot: snapshot ?? '', opening: opening ?? '', log: log ?? '' }
}

async function onDisk(where: string, name: string): Promise<string> {
  if (!existsSync(where) || !statSync(where).isDirectory())
    throw new Error(`${where}:没有这个文件夹 · there is no such folder`)
  const path = join(where, name)
  if (!existsSync(path)) throw new Error(`${path}:缺少这个文件 · this file is missing`)
  return readFileSync(path, 'utf8')
}

async function fetched(where: string, name: string): Promise<string> {
  const address = `${where.replace(/\/$/, '')}/${name}`
  const answer = await fetch(address).catch(() => undefined)
  if (!answer) throw new Error(`${address}:连接不上 · it cannot be reached`)
  if (answer.status === 409)
    throw new Error(
      `${where}:这一期还没有结束,结束后才公布文件 · this draw is still running; its files are told when it ends`,
    )
  if (answer.status === 404) throw new Error(`${where}:没有这一期 · there is no such draw`)
  if (!answer.ok) throw new Error(`${address}:答复 ${answer.status} · it answers ${answer.status}`)
  return answer.text()
}
