import { expect, it } from 'vitest'
import { freePort } from '../../test/load/server-process.ts'
import { systemClock } from '../platform/clock/clock.ts'
import { readConfig } from '../platform/config/config.ts'
import { health } from '../platform/contract/health.ts'
import { openWaitingRoom } from './waiting-room.ts'

it('answers while the demonstration is made, says how far it is, and leaves the port', async () => {
  const port = await freePort()
  const config = readConfig({ PORT: String(port), HOST: '127.0.0.1' })
  const address = `http://127.0.0.1:${port}`
  const room = await openWaitingRoom(config, systemClock)
  await expect(openWaitingRoom(config, systemClock)).rejects.toThrow('EADDRINUSE')
  room.say({ zh: '演示县：<第 1 所>', en: 'demo county: <2026-11-20>' })
  const answer = await fetch(`${address}/healthz`)
  expect(answer.status).toBe(200)
  expect(health.reply?.parse(await answer.json())).toMatchObject({ ready: false, database: true })
  const page = await fetch(`${address}/m/today`)
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '2'])
  const text = await page.text()
  expect(text).toContain('安园正在准备')
  expect(text).toContain('演示县：&#60;第 1 所&#62;')
  expect(text).toContain('demo county: &#60;2026-11-20&#62;')
  await room.close()
  await room.close()
  await (await openWaitingRoom(config, systemClock)).close()
})
