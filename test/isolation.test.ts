import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from './county.ts'
import { triedAbove } from './isolation/above.ts'
import { leakedOf } from './isolation/foreign.ts'
import { keyOf, type MadeMatrix, makeMatrix } from './isolation/make-matrix.ts'
import { complaintsOf } from './isolation/matrix.ts'
import { firstChange } from './isolation/readings.ts'
import { textOf } from './isolation/reply-text.ts'
import { samples } from './isolation/samples.ts'

// Every route as every role, on rows of the own place, of a sibling station, of a sibling county
// and of another city: 401 without a session, 403 without the permission, 404 outside the scope,
// and in no reply an id or a name from elsewhere. Streams: isolation-live.test.ts. What the matrix
// says to a policy that was opened on purpose: isolation-policies.proof.ts.

let c: County
let made: MadeMatrix
beforeAll(async () => {
  c = await county()
  made = await makeMatrix(c)
}, 120_000)
afterAll(() => c.close())

// Tried once, in the full proof too: a write that should have been refused may use up its row.
describe('every route as every role from everywhere', { retry: 0 }, () => {
  it('has a sample, and no sample is without its route', () => {
    // A new route: add how to call it to test/isolation/<module>.ts.
    const keys = c.product.routes.map(({ endpoint }) => keyOf(endpoint))
    const [withoutSample, withoutRoute] = [
      keys.filter((key) => !(key in samples)),
      Object.keys(samples).filter((key) => !keys.includes(key)),
    ]
    expect({ withoutSample, withoutRoute }).toEqual({ withoutSample: [], withoutRoute: [] })
  })

  it('has rows of other places to look for', () => {
    for (const [role, { ids, names }] of made.matrix.foreign) {
      expect([role, ids.size > 20, names.length > 3]).toEqual([role, true, true])
    }
  })

  it('looks inside workbooks: another county finds its export full of foreign names', async () => {
    const other = await c.stepUp(c.as('countyCommander', { at: 'countyB' }))
    const text = await textOf(await other.get('/api/schools/export'))
    const foreign = made.matrix.foreign.get('countyCommander')
    expect(leakedOf(text, foreign)).toContain(c.ids.schools.schoolB1.name)
  })

  // Before the calls below, which change what is told.
  it('is told the same, whatever another city enters', async () => {
    expect(made.before.size).toBeGreaterThan(300)
    expect(await firstChange(made.matrix, made.called, made.before)).toBeNull()
  }, 120_000)

  it('writes nothing at an area above the own one, which it may see', async () => {
    const accepted: string[] = []
    let tried = 0
    for (const { endpoint } of c.product.routes) {
      const sample = samples[keyOf(endpoint)]
      const found = sample && (await triedAbove(made.matrix, endpoint, sample))
      tried += found?.tried ?? 0
      accepted.push(...(found?.accepted ?? []))
    }
    expect(accepted).toEqual([])
    expect(tried).toBeGreaterThan(30)
  }, 120_000)

  for (const [key, sample] of Object.entries(samples)) {
    it(key, async () => {
      const found = c.product.routes.find(({ endpoint }) => keyOf(endpoint) === key)
      if (!found) throw new Error(`${key} is no route.`)
      expect(await complaintsOf(made.matrix, found.endpoint, sample)).toEqual([])
    })
  }
})
