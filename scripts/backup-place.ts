import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '#server/backup/backup.ts'
import type { Config } from '#server/kit/config.ts'
import { createCrypto } from '#server/kit/crypto.ts'
import { loadMasterKey } from '#server/kit/master-key.ts'
import { startPostgres } from '#server/kit/postgres.ts'

/** The house of the environment as `backup` and `restore` need it. Makes no key: a new one would open nothing. */
export async function placeOf(config: Config): Promise<Place & { close: () => Promise<void> }> {
  const keyFile = process.env['MASTER_KEY_FILE'] ?? join(config.dataDir, 'keys', 'master.key')
  if (!existsSync(keyFile))
    throw new Error(
      `there is no master key at ${keyFile}. Put the keys there first: they are kept apart from the backups.`,
    )
  const crypto = createCrypto({ suite: config.cryptoSuite, masterKey: loadMasterKey(config.dataDir, keyFile) })
  const postgres = config.databaseUrl ? undefined : await startPostgres(join(config.dataDir, 'pg'))
  return {
    ownerUrl: config.databaseUrl ?? postgres?.url ?? '',
    dataDir: config.dataDir,
    keysDir: process.env['KEYS_DIR'] ?? join(config.dataDir, 'keys'),
    crypto,
    close: async () => {
      if (postgres && !postgres.adopted) await postgres.stop()
    },
  }
}
