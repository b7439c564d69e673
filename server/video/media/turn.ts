import { createHmac } from 'node:crypto'

export interface IceServer {
  urls: string[]
  username: string
  credential: string
}

/**
 * A credential for the TURN server that ends by itself (coturn's `use-auth-secret`): user name `expiry:user`, password the
 * base64 HMAC-SHA1 of it. `user` is an id that means nothing outside, never a person's number; `ttlSeconds` as short as a call
 * takes to begin: the relay's allocation outlives it.
 */
export function turnCredential(
  turn: { urls: readonly string[]; secret: string },
  user: string,
  now: Date,
  ttlSeconds = 600,
): IceServer {
  const username = `${Math.floor(now.getTime() / 1000) + ttlSeconds}:${user}`
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64')
  return { urls: [...turn.urls], username, credential }
}
