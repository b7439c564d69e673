import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generateKeyPair, loadPrivateKey, loadPublicKey } from '#server/kit/crypto-signatures.ts'
import { agencyUrls, signQuestion, signReply, verifyQuestion, verifyReply, type Signer, type Verifier } from './wire.ts'

describe.each(['sm', 'intl'] as const)('signed messages in suite %s', (suite) => {
  const pem = generateKeyPair(suite)
  const pair = { privateKey: loadPrivateKey(pem.privatePem), publicKey: loadPublicKey(pem.publicPem) }
  const at = new Date('2026-11-22T02:00:00Z')
  const signer: Signer = { keyId: 'agency.tax', pair, suite, now: () => at }
  const verifier: Verifier = { keyId: 'agency.tax', publicKey: pair.publicKey, suite, now: () => at }

  test('hold as they were sent, and for nothing else', () => {
    const messageId = fc.stringMatching(/^[\w.:-]{1,40}$/)
    fc.assert(
      fc.property(messageId, fc.json(), fc.json(), (id, body, other) => {
        const headers = signQuestion(signer, '/tax/invoice', id, body)
        expect(verifyQuestion(verifier, '/tax/invoice', headers, body)).toMatchObject({ ok: true, messageId: id })
        expect(verifyQuestion(verifier, '/tax/invoice', headers, other).ok).toBe(body === other)
        expect(verifyQuestion(verifier, '/tax/other', headers, body)).toEqual({ ok: false, why: 'bad-signature' })
        expect(verifyQuestion(verifier, '/tax/invoice', { ...headers, 'x-message-id': `${id}x` }, body).ok).toBe(false)
        const sooner = { ...headers, 'x-sent-at': '2026-11-22T02:00:01.000Z' }
        expect(verifyQuestion(verifier, '/tax/invoice', sooner, body).ok).toBe(false)
        // A question cannot be turned into an answer, nor an answer of one status into another.
        expect(verifyReply(verifier, 200, headers, body).ok).toBe(false)
        const reply = signReply(signer, 409, id, body)
        expect(verifyReply(verifier, 409, reply, body).ok).toBe(true)
        expect(verifyReply(verifier, 200, reply, body).ok).toBe(false)
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    [299_000, true],
    [-299_000, true],
    [301_000, false],
    [-301_000, false],
  ])('with the clocks %i ms apart', (skew, holds) => {
    const headers = signReply(signer, 200, 'm', '{}')
    const verdict = verifyReply({ ...verifier, now: () => new Date(at.getTime() + skew) }, 200, headers, '{}')
    expect(verdict).toMatchObject(holds ? { ok: true } : { ok: false, why: 'stale' })
  })

  test('unsigned, of another sender, with a broken time or id', () => {
    const headers = signReply(signer, 200, 'm', '{}')
    expect(verifyReply(verifier, 200, {}, '{}')).toEqual({ ok: false, why: 'unsigned' })
    expect(verifyReply(verifier, 200, { ...headers, 'x-key-id': 'agency.pay' }, '{}')).toEqual({
      ok: false,
      why: 'bad-signature',
    })
    expect(verifyReply(verifier, 200, { ...headers, 'x-signature': ['a', 'b'] }, '{}')).toEqual({
      ok: false,
      why: 'unsigned',
    })
    expect(verifyReply({ ...verifier, now: () => new Date(Number.NaN) }, 200, headers, '{}')).toEqual({
      ok: false,
      why: 'stale',
    })
    expect(() => signReply(signer, 200, 'a\nb', '{}')).toThrow(TypeError)
  })
})

test('each agency may have an address of its own', () => {
  expect(agencyUrls({ AGENCY_TAX_URL: 'http://t', AGENCY_PAY_URL: '' }, 'http://all')).toEqual({
    default: 'http://all',
    tax: 'http://t',
  })
})
