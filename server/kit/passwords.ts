import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto'

/** 19 MiB and two passes: OWASP's first choice for argon2id; 29 ms of CPU here. */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
/** More at once would make the log-in page a lever against the whole process. */
const AT_ONCE = 2

/** Text in the PHC form `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive({
    message: password.normalize('NFKC'),
    nonce,
    memory: MEMORY_KIB,
    passes: PASSES,
    parallelism: LANES,
    tagLength: 32,
  })
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${base64(nonce)}$${base64(tag)}`
}

/**
 * False for a wrong password and for a stored text that is not one of ours.
 * Give `undefined` when there is no such account: it costs the same time, so that nobody learns who has one.
 */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const parts = PHC.exec(stored ?? NOBODY)
  const [, memory, passes, lanes, salt, hash] = parts ?? []
  if (!memory || !passes || !lanes || !salt || !hash) return false
  const want = Buffer.from(hash, 'base64')
  const got = await derive({
    message: password.normalize('NFKC'),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(lanes),
    tagLength: want.length,
  })
  return timingSafeEqual(got, want) && stored !== undefined
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/
const base64 = (data: Buffer) => data.toString('base64').replace(/=+$/, '')
const NOBODY = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${'A'.repeat(22)}$${'A'.repeat(43)}`

let running = 0
const waiting: (() => void)[] = []

async function derive(parameters: Argon2Parameters): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await new Promise((resolve, reject) =>
      argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag))),
    )
  } finally {
    // The place is handed over, not given back, so that a newcomer cannot slip in between.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
