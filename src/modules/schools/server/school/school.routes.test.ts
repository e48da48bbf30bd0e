import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { saveSchools } from '../../index.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

const id = () => newId(c.clock.now())
const ownNames = ['安和县第一小学', '河西中学']

describe('the list', () => {
  it('holds the schools of the scope in the order of their initials', async () => {
    await c.product.ground.database.inWork(systemBinding, (work) =>
      saveSchools(
        work,
        Object.values(c.ids.schools).map(({ id: schoolId, name }) => ({
          id: schoolId,
          name,
          town: '城关镇',
        })),
      ),
    )
    const { status, body } = await c.as('countyCommander').get('/api/schools')
    expect(status).toBe(200)
    expect(body.total).toBe(2)
    expect(body.rows.map((row: { name: string }) => row.name)).toEqual(ownNames)
    expect(body.rows[0]).toMatchObject({
      stationName: '城关派出所',
      gates: 1,
      position: { lon: 102.5, lat: 24.9 },
      linkedOfficer: null,
    })
    expect((await c.as('stationOfficer').get('/api/schools')).body.total).toBe(1)
    expect((await c.as('cityBureau').get('/api/schools')).body.total).toBe(4)
  })

  it('is paged by key without loss or repeat', async () => {
    const seen: string[] = []
    let after = ''
    do {
      const { body } = await c.as('cityBureau').get(`/api/schools?limit=1${after}`)
      seen.push(...body.rows.map((row: { id: string }) => row.id))
      after = body.next ? `&after=${body.next}` : ''
    } while (after)
    expect(seen).toHaveLength(4)
    expect(new Set(seen).size).toBe(4)
    expect(await c.as('cityBureau').get('/api/schools?after=x')).toBeRefused('request.malformed')
  })

  it('is searched by name, initials, pinyin and code, inside the scope only', async () => {
    const found = async (text: string) => {
      const { body } = await c
        .as('countyCommander')
        .get(`/api/schools?text=${encodeURIComponent(text)}`)
      return body.rows.map((row: { name: string }) => row.name)
    }
    expect(await found('第一小')).toEqual(['安和县第一小学'])
    expect(await found('hxzx')).toEqual(['河西中学'])
    expect(await found('HEXIzh')).toEqual(['河西中学'])
    expect(await found('安和縣第一小學')).toEqual(['安和县第一小学'])
    expect(await found('%')).toEqual([])
    expect(await found('永乐')).toEqual([])
    const map = await c.as('countyCommander').get('/api/schools/map?text=hxzx')
    expect(map.body).toMatchObject({ withoutPosition: 0, truncated: false })
    expect(map.body.positions).toEqual([[c.ids.schools.schoolA2.id, 102.52, 24.91, 'junior']])
  })

  it('is filtered, and says by what it can be', async () => {
    const total = async (query: string) =>
      (await c.as('countyCommander').get(`/api/schools?${query}`)).body.total
    expect(await total('kind=primary')).toBe(1)
    expect(await total('boarding=true')).toBe(0)
    expect(await total(`stationAreaId=${c.ids.areas.stationA2.id}`)).toBe(1)
    expect(await total('hasOfficer=false')).toBe(2)
    expect(await total('state=closed')).toBe(0)
    expect(await c.as('countyCommander').get('/api/schools?kind=castle')).toBeRefused(
      'request.invalid',
    )
    const { body } = await c.as('countyCommander').get('/api/schools/facets')
    expect(body.kinds).toEqual([
      { value: 'junior', count: 1 },
      { value: 'primary', count: 1 },
    ])
    expect(body.stations.map((one: { name: string }) => one.name)).toHaveLength(2)
  })
})

describe('one school', () => {
  it('is entered by the county, once, with its area and agency', async () => {
    const school = {
      id: id(),
      withinAreaId: c.ids.areas.stationA1.id,
      name: '城南实验学校',
      kind: 'nineYear',
      code: '2153000017',
      enrolment: 1200,
      position: { lon: 102.51, lat: 24.91, system: 'gcj02', source: 'map', accuracyM: 20 },
      tags: ['试点'],
    }
    const first = await c.as('countyCommander').post('/api/schools', school)
    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({
      name: '城南实验学校',
      stationName: '城关派出所',
      version: 1,
    })
    expect(first.body.position).toMatchObject({
      source: 'map',
      accuracyM: 20,
      original: { lon: 102.51, lat: 24.91, system: 'gcj02' },
    })
    expect(first.body.position.lon).not.toBe(102.51)
    const again = await c.as('countyCommander').post('/api/schools', school)
    expect(again.body).toEqual(first.body)
    const other = await c.as('countyCommander').post('/api/schools', { ...school, name: '别的' })
    expect(other).toBeRefused('request.conflict')
    expect((await c.as('stationOfficer').get(`/api/schools/${school.id}`)).status).toBe(200)
  })
})
