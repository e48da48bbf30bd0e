import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../src/app/modules.ts'
import { type County, county } from './county.ts'
import {
  complaintsOf,
  firstLeak,
  foreignOfRoles,
  type Matrix,
  spareSeats,
} from './isolation/matrix.ts'
import { readsOnlyBehindOthers } from './isolation/row-modes.ts'
import { makeRows, samples } from './isolation/samples.ts'

// Every route as every role, on rows of the own place, of a sibling station, of a sibling county
// and of another city: 401 without a session, 403 without the permission, 404 outside the scope,
// and in no reply an id of a row from elsewhere. Streams: isolation-live.test.ts.

let c: County
let matrix: Matrix
beforeAll(async () => {
  c = await county()
  const rows = {
    A1: await makeRows(c, 'A1'),
    A2: await makeRows(c, 'A2'),
    B1: await makeRows(c, 'B1'),
    C1: await makeRows(c, 'C1'),
  }
  const permissions = modules.flatMap((module) => Object.entries(module.permissions))
  const spare = await spareSeats(c)
  matrix = { c, rows, spare, holders: new Map(permissions), foreign: await foreignOfRoles(c) }
})
afterAll(() => c.close())

const keyOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`

describe('every route as every role from everywhere', () => {
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
    for (const [role, ids] of matrix.foreign) expect([role, ids.size > 20]).toEqual([role, true])
  })

  for (const [key, sample] of Object.entries(samples)) {
    it(key, async () => {
      const found = c.product.routes.find(({ endpoint }) => keyOf(endpoint) === key)
      if (!found) throw new Error(`${key} is no route.`)
      expect(await complaintsOf(matrix, found.endpoint, sample)).toEqual([])
    })
  }
})

// Each policy for reading is opened on purpose; what writes is probed in isolation-rows.test.ts.
describe.runIf(process.env.ANYUAN_ORACLES === '1')('a policy opened on purpose', () => {
  it('turns the matrix red, unless its rows are only read behind another table', async () => {
    const routes = c.product.routes.flatMap(({ endpoint }) => {
      const sample = samples[keyOf(endpoint)]
      return sample ? [{ endpoint, sample }] : []
    })
    expect(await firstLeak(matrix, routes)).toBeNull()
    const policies = await c.sql(
      `select schemaname || '.' || tablename as name, policyname as policy, qual
       from pg_policies where cmd = 'SELECT' and schemaname || '.' || tablename <> all ($1)
       order by 1, 2`,
      [readsOnlyBehindOthers],
    )
    const unnoticed: string[] = []
    for (const { name, policy, qual } of policies) {
      await c.sql(`alter policy ${policy} on ${name} using (true)`)
      const leak = await firstLeak(matrix, nearestFirst(routes, String(name)))
      await c.sql(`alter policy ${policy} on ${name} using (${qual})`)
      if (leak === null) unnoticed.push(`${name} ${policy}`)
    }
    expect(policies.length).toBeGreaterThan(8)
    expect(unnoticed).toEqual([])
  }, 600_000)
})

/** Routes of the table's module first, since one of them most likely shows the leak. */
function nearestFirst<T extends { endpoint: { path: string } }>(
  routes: readonly T[],
  table: string,
): T[] {
  const [module = ''] = table.split('.')
  const isNear = ({ endpoint }: T) => endpoint.path.startsWith(`/api/${module}`)
  return [...routes.filter(isNear), ...routes.filter((one) => !isNear(one))]
}
