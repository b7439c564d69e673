import { expect, test } from 'vitest'
import { readMediaConfig } from './engines.ts'
import { turnCredential } from './turn.ts'

test('a TURN credential is what coturn computes from the shared secret, and ends', () => {
  const now = new Date('2026-11-22T03:00:00Z')
  const server = turnCredential({ urls: ['turns:turn.example.cn:443?transport=tcp'], secret: 'north' }, 'seat-7', now)
  expect(server).toEqual({
    urls: ['turns:turn.example.cn:443?transport=tcp'],
    username: '1795317000:seat-7',
    // printf '<username>' | openssl dgst -sha1 -hmac north -binary | base64
    credential: 'dH5jTF0vQdjCTcyFN3uRIPm04k4=',
  })
})

test('a wrong value of the environment is named', () => {
  expect(() => readMediaConfig({ MEDIA_ENGINE: 'mcu' })).toThrow(/MEDIA_ENGINE.*node-datachannel, janus/)
  expect(() => readMediaConfig({ MEDIA_PORT: '70000' })).toThrow(/MEDIA_PORT/)
  expect(() => readMediaConfig({ TURN_URLS: 'turn:x' })).toThrow(/TURN_SECRET/)
  expect(readMediaConfig({ PORT: '4700', TURN_URLS: 'turn:a, turns:b', TURN_SECRET: 's' })).toMatchObject({
    engine: 'node-datachannel',
    port: 4702,
    turn: { urls: ['turn:a', 'turns:b'], secret: 's' },
  })
})
