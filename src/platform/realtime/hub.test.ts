import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from '../../../test/county.ts'
import { LiveHub } from './hub.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

it('goes on when a notice could not be acted on, and says it again until it is', async () => {
  const heard: string[] = []
  const hub = new LiveHub()
  await hub.start(c.product.ground.database, async (channel, payload) => {
    heard.push(`${channel} ${payload}`)
    if (heard.length === 1) throw new Error('no connection came free')
  })
  await c.sql(`select pg_notify('sessions', 'ended')`)
  await expect.poll(() => heard).toEqual(['sessions ended', 'sessions '])
  await hub.close()
})
