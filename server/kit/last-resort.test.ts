import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'

/** A process of its own in which something goes wrong that nobody waits for. */
async function run(code: string): Promise<{ status: number | null; out: string; err: string }> {
  const program = `
    import { lastResort } from '#server/kit/last-resort.ts'
    import { createLog } from '#server/kit/log.ts'
    const alive = setInterval(() => undefined, 1_000)
    lastResort(createLog('info'), async () => { console.log('closed in order'); clearInterval(alive) })
    ${code}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (data: Buffer) => (out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (err += data.toString()))
  const status = await new Promise<number | null>((done) => child.on('close', done))
  return { status, out, err }
}

const PERSON = '张伟 370000198502280111'

test('a promise that nobody waits for is written down without its words, and the house goes on', async () => {
  const { status, out, err } = await run(`
    void Promise.reject(new TypeError('${PERSON}'))
    setTimeout(() => { console.log('still here'); process.exit(0) }, 200)`)
  expect(status).toBe(0)
  expect(out).toContain('still here')
  expect(JSON.parse(out.split('\n')[0] ?? '')).toMatchObject({
    errorName: 'TypeError',
    msg: 'a promise failed and nobody waited for it',
  })
  expect(out + err).not.toContain(PERSON)
})

test('after an exception it closes in order, once, and ends with 1', async () => {
  const { status, out, err } = await run(`
    setTimeout(() => { throw new RangeError('${PERSON}') }, 10)
    setTimeout(() => { throw new RangeError('${PERSON}') }, 10)`)
  expect(status).toBe(1)
  expect(out.match(/closed in order/g)).toHaveLength(1)
  expect(out).toContain('"errorName":"RangeError"')
  expect(out + err).not.toContain(PERSON)
})

test('what cannot close ends all the same', async () => {
  const { status, out } = await run(`
    lastResort(createLog('info'), () => Promise.reject(new Error('no')))
    setTimeout(() => { throw new Error('x') }, 10)`)
  expect(status).toBe(1)
  expect(out).toContain('a fault outside of requests and jobs')
})
