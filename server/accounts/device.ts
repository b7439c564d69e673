import type { FastifyRequest } from 'fastify'

/** The browser's own words, shortened, so that a person recognises the device in the list. */
export const deviceOf = (request: FastifyRequest): string =>
  (request.headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, 120) || '未知设备'
