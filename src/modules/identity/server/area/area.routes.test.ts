import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { ensureArea, loadAreas } from './area-table.actions.ts'
import { readAreaTable } from './area-table.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

const path = '/api/identity/areas'
type Row = { id: string; name: string; path: string; code: string | null; level: string }

describe('areas', () => {
  it('are seen in the scope and above it, parents before children', async () => {
    const { body } = await c.as('stationOfficer').get(path)
    const names = body.rows.map((row: Row) => row.name)
    expect(names).toEqual(['中国', '云岭省', '安宁川市', '安和县', '城关派出所', '安和县第一小学'])
    expect(body.total).toBe(6)
  })

  it('are entered below the own area only', async () => {
    const admin = c.as('systemAdministrator')
    const station = {
      id: newId(c.clock.now()),
      parentId: c.ids.areas.countyA.id,
      level: 'station',
      name: '南湖派出所',
    }
    const made = await admin.post(path, station)
    expect(made.body).toMatchObject({ name: '南湖派出所', countyId: c.ids.areas.countyA.id })
    expect(made.body.path).toMatch(/^cn\.a990000\.a990100\.a990121\.s[0-9a-f]{32}$/)
    expect((await admin.post(path, station)).body.id).toBe(station.id)
    const other = { ...station, id: newId(c.clock.now()), parentId: c.ids.areas.countyB.id }
    expect(await admin.post(path, other)).toBeRefused('request.notFound')
    const sibling = { ...station, id: newId(c.clock.now()), parentId: c.ids.areas.cityA.id }
    expect(await admin.post(path, sibling)).toBeRefused('request.notFound')
    const upward = { ...station, id: newId(c.clock.now()), parentId: station.id, level: 'county' }
    expect(await admin.post(path, upward)).toBeRefused('request.violated')
  })

  it('keep their path when they are renamed and recoded', async () => {
    const admin = c.as('systemAdministrator')
    const { id } = c.ids.areas.countyA
    const before = (await admin.get(`${path}/${id}`)).body
    const change = { version: before.version, name: '安和区', code: '990105' }
    const after = (await admin.patch(`${path}/${id}`, change)).body
    expect(after).toMatchObject({ name: '安和区', code: '990105', path: before.path })
    expect(await admin.patch(`${path}/${id}`, change)).toBeRefused('request.stale')
  })

  it('leave their code to the area that really has it, once it was corrected', async () => {
    const admin = c.as('systemAdministrator')
    const parentId = c.ids.areas.countyA.id
    const enter = async (name: string) => {
      const station = { id: newId(c.clock.now()), parentId, level: 'station', name }
      const made = await admin.post(path, { ...station, code: '990121001' })
      expect([made.status, made.body.code]).toEqual([200, '990121001'])
      expect((await admin.post(path, { ...station, code: '990121001' })).body).toEqual(made.body)
      return made.body
    }
    const mistyped = await enter('北湖派出所')
    const change = { version: mistyped.version, code: '990121002' }
    expect((await admin.patch(`${path}/${mistyped.id}`, change)).body.code).toBe('990121002')
    const right = await enter('西湖派出所')
    expect(right.path).not.toBe(mistyped.path)
  })
})

const table = `\ufeffid,pid,deep,name,pinyin_prefix,pinyin,ext_id,ext_name
98,0,0,"东岭","d","dong ling","980000000000","东岭省"
9801,98,1,"清水","q","qing shui","980100000000","清水市"
980102,9801,2,"河东","h","he dong","980102000000","河东区"
980102001,980102,3,"河东街","h","he dong jie","980102001000","河东街道"
980103,9801,2,"河西","h","he xi","980103000000","河西区"
9819,98,1,"石桥","s","shi qiao","981900000000","石桥市"
981900,9819,2,"石桥","s","shi qiao","981900000000","石桥市"
97,0,0,"西岭","x","xi ling","970000000000","西岭省"
`

describe('a table of administrative areas', () => {
  it('is loaded as far as an area needs it, once', async () => {
    const load = (code: string) =>
      c.product.ground.database.inWork(systemBinding, (work) =>
        loadAreas(work, readAreaTable(table), code),
      )
    const first = await load('980102')
    expect(first.map(({ name, level }) => [name, level])).toEqual([
      ['东岭省', 'province'],
      ['清水市', 'city'],
      ['河东区', 'county'],
    ])
    const second = await load('9801'.padEnd(6, '0'))
    expect(second.map(({ name }) => name)).toEqual(['河西区'])
    expect(second[0]?.path).toBe('cn.a980000.a980100.a980103')
    expect(await load('980100')).toEqual([])
  })

  it('gives a city without districts a county of the same code', async () => {
    const made = await c.product.ground.database.inWork(systemBinding, (work) =>
      loadAreas(work, readAreaTable(table), '981900'),
    )
    expect(made.map(({ level, code }) => [level, code])).toEqual([
      ['city', '981900'],
      ['county', null],
    ])
  })

  it('need not have an area that the operator names', async () => {
    const ensure = () =>
      c.product.ground.database.inWork(systemBinding, (work) =>
        ensureArea(work, '810000', '香港特别行政区'),
      )
    const made = await ensure()
    expect(made).toMatchObject({ level: 'province', path: 'cn.a810000', countyId: made.id })
    expect(await ensure()).toEqual(made)
  })
})
