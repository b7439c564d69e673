import { pino } from 'pino'

/** Only these keys reach a log line, whatever the caller hands over: an allow-list, because a deny-list forgets. */
const ALLOWED = new Set([
  'route',
  'method',
  'status',
  'ms',
  'requestId',
  'job',
  'attempt',
  'case',
  'step',
  'agency',
  'operation',
  'outcome',
  'code',
  'sqlState',
  'constraint',
  'port',
  'roles',
  'count',
  'errorName',
  'where',
  'adopted',
])

type Fields = Readonly<Record<string, string | number | boolean | undefined>>

export interface Log {
  info(what: string, fields?: Fields): void
  warn(what: string, fields?: Fields): void
  /** An unexpected error: its name and place, never its message, which may quote what a person typed. */
  error(what: string, error: unknown, fields?: Fields): void
}

export function createLog(
  level: 'silent' | 'info' | 'warn' | 'error',
  destination?: { write(line: string): void },
): Log {
  const options = { level, base: null, timestamp: () => `,"at":"${new Date().toISOString()}"` }
  const logger = destination ? pino(options, destination) : pino(options)
  return {
    info: (what, fields) => logger.info(allowed(fields), what),
    warn: (what, fields) => logger.warn(allowed(fields), what),
    error: (what, error, fields) => logger.error({ ...allowed(fields), ...describe(error) }, what),
  }
}

function allowed(fields: Fields = {}): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => ALLOWED.has(key)))
}

/** Name, SQLSTATE, constraint and the code places of the stack; a message may carry personal data and stays out. */
function describe(error: unknown): Fields {
  if (!(error instanceof Error)) return { errorName: typeof error }
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' | ')
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined
  return { errorName: error.name, sqlState: code, constraint, where: places }
}
