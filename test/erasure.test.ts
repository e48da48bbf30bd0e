import { afterAll, beforeAll, expect, it } from 'vitest'
import { saltedDigest } from '../src/platform/database/content-hash.ts'
import { newId } from '../src/platform/database/new-id.ts'
import { type County, county } from './county.ts'
import { tablesHolding, verifiedTrail } from './traces.ts'

// docs/decisions/0002-erasure-beside-the-fact.md

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

const dayMs = 86_400_000
const workPhone = '19900005678'

async function enteredPerson() {
  const id = newId(c.clock.now())
  const reply = await c.as('countyCommander').post('/api/identity/people', {
    id,
    agencyId: c.ids.agencies.stationA1,
    name: '周松',
    dutyRole: 'police',
    contact: { workPhone, legalBasis: '岗位职责', deleteAfter: '2026-12-20' },
  })
  expect(reply.status).toBe(200)
  return id
}

const digestsOf = async (personId: string) => {
  const [entry] = await c.sql(
    `select digests ->> 'workPhone' as digest from identity.audit_entry
     where subject_id = $1 and action = 'identity.person.create'`,
    [personId],
  )
  return entry?.digest
}

it('proves which number it was while it is kept', async () => {
  const id = await enteredPerson()
  const [contact] = await c.sql('select salt from identity.person_contact where person_id = $1', [
    id,
  ])
  expect(await digestsOf(id)).toBe(saltedDigest(contact?.salt as Buffer, workPhone))
  expect(await verifiedTrail(c)).toMatchObject({ intact: true })
})

it('verifies the same after erasure, 31 days later and a year later', async () => {
  const id = await enteredPerson()
  const digest = await digestsOf(id)
  const before = await verifiedTrail(c)
  const started = c.clock.now()
  for (const days of [31, 366]) {
    c.clock.set(new Date(started.getTime() + days * dayMs))
    for (const name of c.product.sweeps.keys()) await c.product.sweeps.get(name)?.()
    const after = await verifiedTrail(c)
    expect(after).toMatchObject({ intact: true, broken: [] })
    expect(after.entries).toBeGreaterThan(before.entries)
    const left = await c.sql('select from identity.person_contact where person_id = $1', [id])
    expect(left).toEqual([])
    expect(await digestsOf(id)).toBe(digest)
  }
})

it('leaves nothing in the database from which the number could be had', async () => {
  expect(await tablesHolding(c, workPhone)).toEqual([])
})
