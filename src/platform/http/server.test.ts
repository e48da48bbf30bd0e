import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { systemClock } from '../clock/clock.ts'
import { createLogger } from '../observability/logger.ts'
import { createHttp, type HttpOptions } from './server.ts'

const bare = (trustProxy: boolean) =>
  createHttp({
    routes: [],
    clock: systemClock,
    logger: createLogger('silent'),
    trustProxy,
    // Nothing here reaches a database or a session.
    database: undefined as unknown as HttpOptions['database'],
    sessions: undefined as unknown as HttpOptions['sessions'],
  })

it.each([
  [true, '203.0.113.7'],
  [false, '127.0.0.1'],
])(
  'behind a proxy (%s) the caller is who the proxy saw, not who the caller says',
  async (trust, ip) => {
    const http = await bare(trust)
    http.get('/ip', (request) => ({ ip: request.ip }))
    const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.7' }
    expect((await http.inject({ url: '/ip', headers })).json()).toEqual({ ip })
    await http.close()
  },
)

it('a request under way is answered before the server ends', async () => {
  const http = await bare(false)
  const [begun, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  http.get('/slow', async () => {
    begun.resolve()
    await mayEnd.promise
    return { done: true }
  })
  await http.listen({ host: '127.0.0.1', port: 0 })
  const { port } = http.server.address() as AddressInfo
  const reply = fetch(`http://127.0.0.1:${port}/slow`)
  await begun.promise
  const closed = http.close()
  await expect.poll(() => http.server.listening).toBe(false)
  mayEnd.resolve()
  expect(await (await reply).json()).toEqual({ done: true })
  await closed
})
