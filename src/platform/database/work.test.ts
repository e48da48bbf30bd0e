import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type County, county } from '../../../test/county.ts'
import { systemBinding } from '../ports/actor.ts'
import type { Work } from './work.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

const inWork = <T>(run: (work: Work) => Promise<T>) =>
  c.product.ground.database.inWork(systemBinding, run)

const announce = (work: Work, areaPath: string) =>
  work.announce({
    topic: 'duty.gap-opened',
    countyId: c.ids.areas.countyA.id,
    areaPath,
    payload: {},
  })

const announced = async () => (await c.sql('select from platform.outbox')).length

describe('a unit of work', () => {
  it('whose transaction failed unseen is no success: its commit would be a rollback', async () => {
    const afterwards = vi.fn()
    const done = inWork(async (work) => {
      work.afterCommit(afterwards)
      announce(work, c.ids.areas.countyA.path)
      await work.query('select 1 / 0').catch(() => undefined)
    })
    await expect(done).rejects.toThrow()
    expect([await announced(), afterwards.mock.calls.length]).toEqual([0, 0])
  })

  it('that declared nothing after a failure says so too', async () => {
    const done = inWork((work) => work.query('select 1 / 0').catch(() => undefined))
    await expect(done).rejects.toThrow('was rolled back')
  })

  it.each([false, true])(
    'names what failed first of all that is sent, audited: %s',
    async (audited) => {
      const afterwards = vi.fn()
      const { id: countyId, path: areaPath } = c.ids.areas.countyA
      const entry = {
        action: 'duty.test',
        subjectKind: 'test',
        subjectId: null,
        countyId,
        areaPath,
      }
      const done = inWork(async (work) => {
        work.afterCommit(afterwards)
        if (audited) work.audit(entry)
        announce(work, 'no area path!')
        work.touch({ topic: 'duty.board', areaPath: 'a', rowClass: 'joint', keys: ['k'] })
      })
      await expect(done).rejects.toThrow(/ltree/)
      expect([await announced(), afterwards.mock.calls.length]).toEqual([0, 0])
    },
  )

  it('after any of them leaves a connection that serves the next', async () => {
    for (let time = 0; time < 30; time += 1) {
      expect(await inWork((work) => work.query('select 1 as one'))).toEqual([{ one: 1 }])
    }
  })
})
