import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDeviceSession } from '../src/modules/identity/index.ts'
import { systemBinding } from '../src/platform/ports/actor.ts'
import { type County, county } from './county.ts'
import { behindOthers, withinFilters } from './isolation/exemptions.ts'
import { keyOf, type MadeMatrix, makeMatrix } from './isolation/make-matrix.ts'
import { type Called, firstChange, type Readings, readingsOf } from './isolation/readings.ts'

// Each policy for reading is opened on purpose, and what the roles are told over HTTP must change.
// What writes, and each policy by itself below HTTP: isolation-rows.test.ts. Takes minutes, so the
// full proof asks for it once (ANYUAN_POLICIES=1).

/** Half an hour for minutes: what is slow is the machine; what is found is so in every try. */
const unhurried = { timeout: 1_800_000, retry: 0 }

describe('a policy opened on purpose', () => {
  let c: County
  let made: MadeMatrix
  let closed: Readings
  let policies: readonly { name: string; policy: string; qual: string }[]

  beforeAll(async () => {
    c = await county()
    made = await makeMatrix(c)
    closed = await readings()
    policies = (await c.sql(
      `select schemaname || '.' || tablename as name, policyname as policy, qual
       from pg_policies where cmd = 'SELECT' order by 1, 2`,
    )) as unknown as typeof policies
    expect(policies.length).toBeGreaterThan(50)
  }, 180_000)
  afterAll(() => c.close())

  const readings = (called: readonly Called[] = made.called) =>
    readingsOf(made.matrix, called, ['A1', 'C1'])
  const isExempt = ({ name }: { name: string }) => name in behindOthers || name in withinFilters

  const setOpen = async (chosen: readonly (typeof policies)[number][], open: boolean) => {
    for (const { name, policy, qual } of chosen) {
      await c.sql(`alter policy ${policy} on ${name} using (${open ? 'true' : qual})`)
    }
  }

  /** The first change of a reply, with this policy open and no other. */
  const changeByAlone = async (policy: (typeof policies)[number], routes: readonly Called[]) => {
    await setOpen([policy], true)
    const change = await firstChange(made.matrix, routes, closed)
    await setOpen([policy], false)
    return change
  }

  it('turns the matrix red, unless others stand before it', unhurried, async () => {
    expect(await firstChange(made.matrix, made.called, closed)).toBeNull()
    const unnoticed: string[] = []
    for (const policy of policies.filter((one) => !isExempt(one))) {
      const change = await changeByAlone(policy, nearestFirst(made.called, policy.name))
      if (change === null) unnoticed.push(`${policy.name} ${policy.policy}`)
    }
    expect(unnoticed).toEqual([])
  })

  it('is exempt from that only where it is needed', unhurried, async () => {
    const noticed: string[] = []
    for (const policy of policies.filter(isExempt)) {
      // Routes of the own module: one of another that shows such a table would be a great surprise.
      const change = await changeByAlone(policy, nearest(made.called, policy.name))
      if (change) noticed.push(`${policy.name}: ${change}`)
    }
    // No exemption for these: take them out of isolation/exemptions.ts.
    expect(noticed).toEqual([])
  })

  it('is the last to hide its rows once all others are open', unhurried, async () => {
    // With the policy of accounts open, calls from afar have ended the sessions that lay there.
    await c.product.ground.database.inWork(systemBinding, (work) =>
      openDeviceSession(work, made.matrix.rows.C1['accountId'] ?? '', 'matrix'),
    )
    const reading = made.called.filter(({ endpoint }) => endpoint.method === 'GET')
    await setOpen(policies, true)
    const open = await readings(reading)
    const idle: string[] = []
    const busy: string[] = []
    for (const [name, { route }] of Object.entries(behindOthers)) {
      const own = policies.filter((one) => one.name === name)
      const called = reading.filter(({ endpoint }) => keyOf(endpoint) === route)
      await setOpen(own, false)
      if ((await firstChange(made.matrix, called, open)) === null) idle.push(`${name} ${route}`)
      await setOpen(own, true)
    }
    for (const name of Object.keys(withinFilters)) {
      const own = policies.filter((one) => one.name === name)
      await setOpen(own, false)
      const change = await firstChange(made.matrix, nearestFirst(reading, name), open)
      if (change) busy.push(`${name} ${change}`)
      await setOpen(own, true)
    }
    await setOpen(policies, false)
    // `idle`: the route does not show it. `busy`: a route shows it: name that route.
    expect({ idle, busy }).toEqual({ idle: [], busy: [] })
  })
})

const isNear = ({ endpoint }: Called, table: string): boolean =>
  endpoint.path.startsWith(`/api/${table.split('.')[0]}/`)

const nearest = (routes: readonly Called[], table: string): Called[] =>
  routes.filter((one) => isNear(one, table))

/** Routes of the table's module first, since one of them most likely shows the leak. */
const nearestFirst = (routes: readonly Called[], table: string): Called[] => [
  ...nearest(routes, table),
  ...routes.filter((one) => !isNear(one, table)),
]
