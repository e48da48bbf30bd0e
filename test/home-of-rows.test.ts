import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAgency } from '../src/modules/identity/index.ts'
import { newId } from '../src/platform/database/new-id.ts'
import type { Binding } from '../src/platform/ports/actor.ts'
import { type Client, type County, county } from './county.ts'

// docs/decisions/0001-home-of-rows.md

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

/** Sees and may do what the client's role may, without a route in between. */
const boundTo = (client: Client): Binding => ({
  scope: client.areaPath ?? '',
  classes: ['joint', 'police'],
  personId: client.personId ?? null,
  actor: null,
})

const ask = <R>(client: Client, text: string, values: unknown[] = []) =>
  c.product.ground.database.inWork(boundTo(client), (work) => work.query<R>(text, values))

describe('a row of a body above the counties', () => {
  const day = '2026-12-31'
  const enter = (client: Client, at: 'cityA' | 'countyA') =>
    ask(
      client,
      `insert into schools.calendar_day (county_id, id, area_path, day, kind, name, source)
       values ($1, $2, $3, $4, 'special', '全市停课', '市教育局')`,
      [c.ids.areas[at].countyId, newId(c.clock.now()), c.ids.areas[at].path, day],
    )
  const read = (client: Client) =>
    ask<{ county_id: string }>(
      client,
      'select county_id from schools.calendar_day where day = $1',
      [day],
    )

  it('has the body itself as its home', async () => {
    const { id, countyId } = c.ids.areas.cityA
    expect(countyId).toBe(id)
    await enter(c.as('cityBureau'), 'cityA')
    expect(await read(c.as('cityBureau'))).toEqual([{ county_id: id }])
  })

  it('is read in its counties and schools, not in another city', async () => {
    const home = [{ county_id: c.ids.areas.cityA.id }]
    expect(await read(c.as('countyCommander'))).toEqual(home)
    expect(await read(c.as('schoolCadre', { at: 'schoolB1' }))).toEqual(home)
    expect(await read(c.as('cityBureau', { at: 'cityB' }))).toEqual([])
  })

  it('is not made or changed from below', async () => {
    await expect(enter(c.as('countyCommander'), 'cityA')).rejects.toThrow('request.notFound')
    const changed = await ask(
      c.as('countyCommander'),
      `update schools.calendar_day set name = 'x' where day = $1 returning id`,
      [day],
    )
    expect(changed).toEqual([])
  })

  it('has an audit chain of its own', async () => {
    const chain = () =>
      c.sql('select sequence from platform.chain_head where county_id = $1', [c.ids.areas.cityA.id])
    const [before] = await chain()
    await c.product.ground.database.inWork(boundTo(c.as('cityBureau')), async (work) => {
      const areaId = c.ids.areas.cityA.id
      const id = newId(c.clock.now())
      await createAgency(work, { id, areaId, kind: 'police', name: '市局治安支队' })
    })
    const [after] = await chain()
    expect(Number(after?.sequence)).toBe(Number(before?.sequence) + 1)
  })
})

describe('somebody from a body above, acting in a county', () => {
  const link = (client: Client, personId: string | undefined) =>
    ask(
      client,
      `insert into schools.linked_officer (county_id, id, area_path, school_id, person_id, kind,
         starts_on)
       values ($1, $2, $3, $4, $5, 'leader', '2026-11-23')`,
      [
        c.ids.areas.countyA.id,
        newId(c.clock.now()),
        c.ids.areas.schoolA1.path,
        c.ids.schools.schoolA1.id,
        personId,
      ],
    )

  it('is unknown to the keys of the county until seconded there', async () => {
    const { personId } = c.as('cityBureau')
    await expect(link(c.as('countyCommander'), personId)).rejects.toThrow('request.referenced')
    const bureau = await c.stepUp(c.as('cityBureau'))
    const seconded = await bureau.post('/api/identity/secondments', {
      id: newId(c.clock.now()),
      personId,
      homeCountyId: c.ids.areas.cityA.id,
      agencyId: c.ids.agencies.stationA1,
      startsOn: '2026-11-23',
      reason: '领导包点',
    })
    expect(seconded.status).toBe(200)
    await link(c.as('countyCommander'), personId)
  })

  it('has one row at home and one in the county, and no key that crosses', async () => {
    const { personId } = c.as('cityBureau')
    const rows = await c.sql(
      `select county_id, home_county_id from identity.person where id = $1
       order by home_county_id nulls first`,
      [personId],
    )
    expect(rows).toEqual([
      { county_id: c.ids.areas.cityA.id, home_county_id: null },
      { county_id: c.ids.areas.countyA.id, home_county_id: c.ids.areas.cityA.id },
    ])
    const crossing = await c.sql(
      `select conname from pg_constraint
       where contype = 'f' and confrelid = 'identity.person'::regclass
         and not conkey @> (select array[attnum] from pg_attribute
           where attrelid = conrelid and attname = 'county_id')`,
    )
    expect(crossing).toEqual([])
  })

  it('keeps the one account at home', async () => {
    const { accountId } = c.as('cityBureau')
    const [account] = await c.sql('select county_id from identity.account where id = $1', [
      accountId,
    ])
    expect(account?.county_id).toBe(c.ids.areas.cityA.id)
  })
})
