import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { parseGateCode } from '../../contract/gate-code.ts'
import { gateCodeAt, verifyGateCode } from '../../index.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())
const id = () => newId(c.clock.now())
const wgs84 = (lon: number, lat: number) => ({
  lon,
  lat,
  system: 'wgs84',
  source: 'survey',
  accuracyM: 3,
})

describe('gates', () => {
  it('are entered once, by name, in any datum, and repeats are success', async () => {
    const path = `/api/schools/${c.ids.schools.schoolA1.id}/gates`
    const officer = c.as('stationOfficer')
    const gate = {
      id: id(),
      name: '北门',
      use: 'pedestrian',
      position: { ...wgs84(102.51, 24.91), system: 'bd09' },
    }
    const first = await officer.post(path, gate)
    expect(first.body).toMatchObject({ name: '北门', opened: true, version: 1 })
    expect(first.body.position.original).toEqual({ lon: 102.51, lat: 24.91, system: 'bd09' })
    expect(Math.abs(first.body.position.lon - 102.51)).toBeGreaterThan(0.005)
    expect(first.body).not.toHaveProperty('qrSecret')
    expect((await officer.post(path, gate)).body).toEqual(first.body)
    expect(await officer.post(path, { ...gate, use: 'vehicle' })).toBeRefused('request.conflict')
    expect(await officer.post(path, { ...gate, id: id() })).toBeRefused('schools.gateNameTaken')
  })

  it('belong to a campus of their own school', async () => {
    const campus = { id: id(), name: '南校区', address: '' }
    const commander = c.as('countyCommander')
    await commander.post(`/api/schools/${c.ids.schools.schoolA2.id}/campuses`, campus)
    const gate = { id: id(), name: '南门', campusId: campus.id }
    const there = await commander.post(`/api/schools/${c.ids.schools.schoolA1.id}/gates`, gate)
    expect(there).toBeRefused('schools.campusOfOtherSchool')
    const here = await commander.post(`/api/schools/${c.ids.schools.schoolA2.id}/gates`, gate)
    expect(here.body.campusId).toBe(campus.id)
  })

  it('are changed in part, and a lost update is refused', async () => {
    const { gateId } = c.ids.schools.schoolA2
    const officer = c.as('stationOfficer', { at: 'stationA2' })
    const changed = await officer.patch(`/api/schools/gates/${gateId}`, {
      version: 1,
      opened: false,
    })
    expect(changed.body).toMatchObject({ name: '正门', opened: false, version: 2 })
    const late = await officer.patch(`/api/schools/gates/${gateId}`, { version: 1, name: '大门' })
    expect(late).toBeRefused('request.stale')
    const same = await officer.patch(`/api/schools/gates/${gateId}`, { version: 2, opened: false })
    expect(same.body.version).toBe(2)
  })
})

describe('the rotating code', () => {
  it('is shown to the school with those of the next minutes, and verifies', async () => {
    const { gateId } = c.ids.schools.schoolA1
    const { body } = await c.as('guard').get(`/api/schools/gates/${gateId}/codes`)
    expect(body).toMatchObject({ stepS: 30, gateName: '正门', schoolName: '安和县第一小学' })
    expect(body.codes).toHaveLength(20)
    const secret = Buffer.alloc(20, 7)
    const [shown, , third] = body.codes.map((one: { text: string }) => parseGateCode(one.text))
    expect(shown).toEqual({ gateId, code: gateCodeAt(secret, c.clock.now()) })
    expect(verifyGateCode(secret, shown.code, c.clock.now())).toBe(true)
    expect(verifyGateCode(secret, third.code, c.clock.now())).toBe(false)
  })

  it('of a gate with a new key is another', async () => {
    const { gateId } = c.ids.schools.schoolA1
    const codes = async () =>
      (await c.as('guard').get(`/api/schools/gates/${gateId}/codes`)).body.codes[0].text
    const before = await codes()
    const path = `/api/schools/gates/${gateId}/renew-key`
    const reply = await c.as('countyCommander').post(path, { version: 1 })
    expect(reply.body.version).toBe(2)
    expect(await codes()).not.toBe(before)
  })
})

describe('police rooms', () => {
  it('near a school are those in use within 500 metres of an opened gate', async () => {
    const { id: schoolId, lon, lat } = c.ids.schools.schoolA1
    const officer = c.as('stationOfficer')
    const enter = (name: string, metresNorth: number, more: object = {}) =>
      officer.post('/api/schools/police-rooms', {
        id: id(),
        kind: 'booth',
        name,
        position: wgs84(lon, lat + metresNorth / 111_195),
        activeFrom: '2026-01-01',
        ...more,
      })
    expect((await enter('近', 120)).status).toBe(200)
    await enter('远', -700)
    await enter('撤销', 50, { activeUntil: '2026-10-31' })
    await enter('校内', 10, { kind: 'campus', schoolId })
    const { body } = await officer.get(`/api/schools/${schoolId}/police-rooms`)
    expect(body.map((room: { name: string }) => room.name)).toEqual(['校内', '近'])
    expect(Math.round(body[1].distanceM)).toBe(120)
    const listed = (await officer.get('/api/schools/police-rooms?limit=2')).body
    expect(listed).toMatchObject({ total: 4 })
    expect(listed.next).toBeDefined()
    const [inside, near] = body
    const one = await officer.get(`/api/schools/police-rooms/${near.id}`)
    expect(one.body).toMatchObject({ name: '近', areaName: '城关派出所' })
    expect(inside).toMatchObject({ schoolId, areaName: '安和县第一小学' })
    const ended = await enter('反', 5, { activeUntil: '2025-01-01' })
    expect(ended).toBeRefused('schools.endsBeforeStart')
  })

  it('keep a log in the order of time, with the names of those who wrote', async () => {
    const officer = c.as('stationOfficer')
    const room = { id: id(), kind: 'street', name: '城关警务室', activeFrom: '2026-01-01' }
    await officer.post('/api/schools/police-rooms', { ...room, position: wgs84(102.5, 24.9) })
    const path = `/api/schools/police-rooms/${room.id}/entries`
    const entry = { id: id(), at: '2026-11-23T06:45:00+08:00', kind: 'opened' }
    const first = await c.as('auxiliary').post(path, entry)
    expect(first.body).toMatchObject({ kind: 'opened', note: '' })
    expect((await c.as('auxiliary').post(path, entry)).body).toEqual(first.body)
    await officer.post(path, { id: id(), at: '2026-11-23T06:55:00+08:00', kind: 'patrol' })
    const future = { id: id(), at: '2026-11-23T09:00:00+08:00', kind: 'closed' }
    expect(await officer.post(path, future)).toBeRefused('schools.inFuture')
    const { body } = await officer.get(`${path}?limit=1`)
    expect(body).toMatchObject({ total: 2, rows: [{ kind: 'patrol' }] })
    const rest = (await officer.get(`${path}?limit=1&after=${body.next}`)).body
    expect(rest.rows[0].person.name).not.toBe('')
    expect(rest.next).toBeUndefined()
  })

  it('know an entry again whose note was erased since', async () => {
    const officer = c.as('stationOfficer')
    const room = { id: id(), kind: 'street', name: '东门警务室', activeFrom: '2026-01-01' }
    await officer.post('/api/schools/police-rooms', { ...room, position: wgs84(102.5, 24.9) })
    const path = `/api/schools/police-rooms/${room.id}/entries`
    const at = '2026-11-23T06:45:00+08:00'
    const entry = { id: id(), at, kind: 'patrol', note: '东门外有人徘徊' }
    expect((await officer.post(path, entry)).status).toBe(200)
    await c.sql('delete from platform.remark where subject_id = $1', [entry.id])
    expect((await officer.post(path, entry)).status).toBe(200)
    expect(await officer.post(path, { ...entry, kind: 'opened' })).toBeRefused('request.conflict')
  })
})
