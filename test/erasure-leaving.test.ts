import { afterAll, beforeAll, expect, it } from 'vitest'
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

it('erases the phone and the certificate number of who left, 30 days later', async () => {
  const guard = c.ids.people.schoolA1?.find(({ dutyRole }) => dutyRole === 'guard')
  const one = `/api/identity/people/${guard?.id}`
  const phone = '19900007788'
  const certificateNo = '保安530007788'
  const started = c.clock.now()
  const commander = c.as('countyCommander', { at: 'countyA' })
  const cadre = c.as('schoolCadre', { at: 'schoolA1' })
  const contact = { workPhone: phone, legalBasis: '岗位职责' }
  const staff = { id: newId(started), personId: guard?.id, kind: 'guard', source: 'own' }
  const place = { certificateNo, startsOn: '2026-09-01' }
  const replies = [
    await commander.put(`${one}/contact`, contact),
    await cadre.post(`/api/schools/${c.ids.schools.schoolA1.id}/staff`, { ...staff, ...place }),
    await commander.patch(one, { version: 1, active: false }),
  ]
  expect(replies.map(({ body }) => body?.code)).toEqual([undefined, undefined, undefined])
  const holders = ['identity.person_contact', 'schools.staff']
  for (const [days, left] of [
    [30, holders],
    [31, []],
    [366, []],
  ] as const) {
    c.clock.set(new Date(started.getTime() + days * dayMs))
    for (const name of c.product.sweeps.keys()) await c.product.sweeps.get(name)?.()
    expect([days, await tablesHolding(c, '0007788')]).toEqual([days, left])
    expect(await verifiedTrail(c)).toMatchObject({ intact: true, broken: [] })
  }
  const [kept] = await c.sql('select ends_on from schools.staff where id = $1', [staff.id])
  expect(kept).toEqual({ ends_on: null })
})
