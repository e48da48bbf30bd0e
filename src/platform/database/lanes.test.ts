import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type County, county, type Reply } from '../../../test/county.ts'
import { sweep } from '../../../test/duty.ts'
import { systemBinding } from '../ports/actor.ts'
import { newId } from './new-id.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

const connectionsMax = 20

/** Runs while every ordinary connection is taken and others wait for one. */
async function inCrowd(run: () => Promise<void>): Promise<void> {
  const { database } = c.product.ground
  const { promise: over, resolve: letGo } = Promise.withResolvers<void>()
  const guests = Array.from({ length: connectionsMax + 2 }, () =>
    database.inWork(systemBinding, () => over),
  )
  await expect.poll(() => database.stats().waiting).toBeGreaterThan(0)
  await run().finally(letGo)
  await Promise.all(guests)
}

it('a call for help is answered while every ordinary connection is taken', async () => {
  let board: Promise<Reply> | undefined
  await inCrowd(async () => {
    board = c.as('countyCommander').get('/api/duty/board')
    const isAnswered = vi.fn()
    void board.then(isAnswered)
    const path = `/api/duty/help-requests/${newId(c.clock.now())}/answer`
    expect(await c.as('guard').post(path, { answer: 'accepted' })).toBeRefused('request.notFound')
    expect((await c.anonymous.get('/healthz')).status).toBe(200)
    expect(isAnswered).not.toHaveBeenCalled()
  })
  expect((await board)?.status).toBe(200)
})

it('the watch over the gates looks on meanwhile', async () => {
  await inCrowd(async () => {
    await sweep(c, 'duty.watch')
    await sweep(c, 'duty.help')
  })
})
