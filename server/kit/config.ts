import { resolve } from 'node:path'

export const ROLES = ['web', 'jobs', 'media'] as const
export type Role = (typeof ROLES)[number]

export interface Config {
  host: string
  port: number
  dataDir: string
  /** An outside PostgreSQL; without it the embedded one is started in `dataDir`. */
  databaseUrl: string | undefined
  sandboxUrl: string
  /** How people reach the house; decides whether cookies are Secure. */
  publicUrl: string
  roles: ReadonlySet<Role>
  cryptoSuite: 'sm' | 'intl'
  logLevel: 'silent' | 'info' | 'warn' | 'error'
  /** Milliseconds added to the clock, for drills that need tomorrow. */
  nowOffsetMs: number
  poolSize: number
  /** Addresses of the proxies in front (comma-separated); only they may say who the visitor is. Without them nobody may. */
  trustProxy: string[]
}

/** Reads the environment once, at the border; a wrong value stops the start with the name of the variable. */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[] = []): Config {
  const port = integer(env, 'PORT', 3700, 0, 65_535)
  const publicUrl = env['PUBLIC_URL'] || `http://localhost:${port}`
  return {
    host: env['HOST'] ?? '127.0.0.1',
    port,
    dataDir: resolve(env['DATA_DIR'] ?? '.data'),
    databaseUrl: env['DATABASE_URL'] || undefined,
    sandboxUrl: env['SANDBOX_URL'] || `http://127.0.0.1:${port + 1}`,
    publicUrl,
    roles: roles(argv, env),
    cryptoSuite: choice(env, 'CRYPTO_SUITE', ['sm', 'intl'], 'sm'),
    logLevel: choice(env, 'LOG_LEVEL', ['silent', 'info', 'warn', 'error'], 'info'),
    nowOffsetMs: integer(env, 'NOW_OFFSET', 0, -3.2e11, 3.2e11),
    poolSize: integer(env, 'POOL_SIZE', 12, 2, 60),
    trustProxy: (env['TRUST_PROXY'] ?? '')
      .split(',')
      .map((address) => address.trim())
      .filter(Boolean),
  }
}

function roles(argv: readonly string[], env: NodeJS.ProcessEnv): ReadonlySet<Role> {
  const given = argv.find((a) => a.startsWith('--roles='))?.slice('--roles='.length) ?? env['ROLES'] ?? 'web,jobs,media'
  const names = given.split(',').map((name) => name.trim())
  return new Set(
    names.map((name) => {
      const role = ROLES.find((r) => r === name)
      if (!role) throw new Error(`--roles: "${name}" is not one of ${ROLES.join(', ')}`)
      return role
    }),
  )
}

function integer(env: NodeJS.ProcessEnv, name: string, standard: number, min: number, max: number): number {
  const text = env[name]
  if (text === undefined || text === '') return standard
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max)
    throw new Error(`${name}: "${text}" is not a whole number from ${min} to ${max}`)
  return value
}

function choice<T extends string>(env: NodeJS.ProcessEnv, name: string, options: readonly T[], standard: T): T {
  const text = env[name]
  if (text === undefined || text === '') return standard
  const option = options.find((o) => o === text)
  if (!option) throw new Error(`${name}: "${text}" is not one of ${options.join(', ')}`)
  return option
}
