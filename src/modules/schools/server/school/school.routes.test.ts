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
    const nul = await c.as('countyCommander').get('/api/schools?text=%00')
    expect(nul).toBeRefused('request.malformed')
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

  it('refuses a taken code, impossible numbers, and an area too high', async () => {
    const school = {
      id: id(),
      withinAreaId: c.ids.areas.countyA.id,
      name: '城西学校',
      kind: 'primary',
    }
    const post = (more: object) =>
      c.as('countyCommander').post('/api/schools', { ...school, ...more })
    const taken = await post({ code: '2153000017' })
    expect(taken).toBeRefused('schools.codeTaken')
    expect(taken.body.detail).toContain('城南实验学校')
    expect(await post({ code: '2099000017' })).toBeRefused('request.invalid')
    expect(await post({ enrolment: 10, boarders: 11 })).toBeRefused(
      'schools.boardersExceedEnrolment',
    )
    const city = c.ids.areas.cityA.id
    expect(await post({ withinAreaId: city })).toBeRefused('schools.areaMustBeCountyOrStation')
    expect((await c.as('countyCommander').get(`/api/schools/${school.id}`)).status).toBe(404)
  })

  it('is changed against the version that was read, and its history says what changed', async () => {
    const { id: schoolId } = c.ids.schools.schoolA2
    const path = `/api/schools/${schoolId}`
    const commander = c.as('countyCommander')
    const { version } = (await commander.get(path)).body
    c.clock.advance(1000)
    const changed = await commander.patch(path, { version, boarding: true, boarders: 300 })
    expect(changed.body).toMatchObject({ boarding: true, boarders: 300, version: version + 1 })
    expect(changed.body.name).toBe('河西中学')
    const stale = await commander.patch(path, { version, boarding: false })
    expect(stale).toBeRefused('request.stale')
    expect(await commander.patch(path, { version: version + 1, enrolment: 5 })).toBeRefused(
      'schools.boardersExceedEnrolment',
    )
    const { body } = await c.as('schoolCadre', { at: 'schoolA2' }).get(`${path}/history`)
    expect(body.rows[0]).toMatchObject({
      subjectKind: 'school',
      change: 'updated',
      fields: ['boarding', 'boarders'],
      before: { boarding: false, boarders: null },
      after: { boarding: true, boarders: 300 },
      person: { personId: commander.personId },
    })
    expect(body.rows[0].person.name).not.toBe('')
  })

  it('is called by its new name wherever it is named: area, agency, role, audit', async () => {
    const { id: schoolId, name } = c.ids.schools.schoolA2
    const areaId = c.ids.areas.schoolA2.id
    const path = `/api/schools/${schoolId}`
    const [commander, admin] = [c.as('countyCommander'), c.as('systemAdministrator')]
    const cadre = c.as('schoolCadre', { at: 'schoolA2' })
    const rename = async (fields: object) => {
      const { version } = (await commander.get(path)).body
      expect((await commander.patch(path, { version, ...fields })).status).toBe(200)
    }
    const agencies = async () => (await admin.get('/api/identity/agencies?kind=school')).body.rows
    const agency = async () =>
      (await agencies()).find((one: { areaId: string }) => one.areaId === areaId)
    const { id: agencyId } = await agency()
    const audited = async (subjectId: string) => {
      const trail = c.as('auditAdministrator')
      const { body } = await trail.get(`/api/identity/audit?subjectId=${subjectId}`)
      return body.rows.filter(({ action }: { action: string }) => action.endsWith('.change'))
    }
    await rename({ name: '河西第二中学', nameEn: 'Hexi Second Middle School' })
    const area = (await commander.get(`/api/identity/areas/${areaId}`)).body
    expect(area).toMatchObject({ name: '河西第二中学', nameEn: 'Hexi Second Middle School' })
    expect((await cadre.get('/api/identity/me')).body.area).toMatchObject({ name: '河西第二中学' })
    expect((await agency()).name).toBe('河西第二中学')
    const detail = { from: [null, name], to: [null, '河西第二中学'] }
    expect(await audited(areaId)).toMatchObject([{ action: 'identity.area.change', detail }])
    expect(await audited(agencyId)).toMatchObject([{ action: 'identity.agency.change', detail }])
    await rename({ boarding: false })
    expect((await commander.get(`/api/identity/areas/${areaId}`)).body.version).toBe(area.version)
    await rename({ nameEn: '' })
    expect(await audited(agencyId)).toHaveLength(1)
    await rename({ name })
    expect((await cadre.get('/api/identity/me')).body.area).toMatchObject({ name, nameEn: '' })
    expect((await agency()).name).toBe(name)
  })

  it('goes through its states and stays closed', async () => {
    const school = {
      id: id(),
      withinAreaId: c.ids.areas.stationA1.id,
      name: '老校',
      kind: 'primary',
    }
    const commander = c.as('countyCommander')
    await commander.post('/api/schools', school)
    const step = (version: number, state: string) =>
      commander.post(`/api/schools/${school.id}/state`, { version, state })
    expect((await step(1, 'suspended')).body.state).toBe('suspended')
    expect((await step(2, 'operating')).body.state).toBe('operating')
    // For good: not by a device that somebody left open.
    for (const state of ['closed', 'merged']) {
      expect(await step(3, state)).toBeRefused('request.stepUpNeeded')
    }
    await c.stepUp(commander)
    expect((await step(3, 'closed')).body.state).toBe('closed')
    expect(await step(4, 'operating')).toBeRefused('schools.stateStep')
    const listed = (await commander.get('/api/schools?text=老校')).body
    expect(listed.total).toBe(0)
    expect((await commander.get('/api/schools?text=老校&state=closed')).body.total).toBe(1)
  })

  it('moves to another station with all that belongs to it, people included', async () => {
    const { id: schoolId, gateId } = c.ids.schools.schoolA1
    const commander = c.as('countyCommander')
    const officer = c.as('stationOfficer', { at: 'stationA2' })
    expect((await officer.get(`/api/schools/${schoolId}`)).status).toBe(404)
    const { version } = (await commander.get(`/api/schools/${schoolId}`)).body
    const elsewhere = await commander.post(`/api/schools/${schoolId}/move`, {
      version,
      withinAreaId: c.ids.areas.countyB.id,
    })
    expect(elsewhere).toBeRefused('request.notFound')
    const moved = await commander.post(`/api/schools/${schoolId}/move`, {
      version,
      withinAreaId: c.ids.areas.stationA2.id,
    })
    expect(moved.body).toMatchObject({ stationName: '河西派出所', version: version + 1 })
    expect((await officer.get(`/api/schools/${schoolId}`)).status).toBe(200)
    expect((await officer.get(`/api/schools/${schoolId}/gates`)).body[0].id).toBe(gateId)
    expect((await officer.get(`/api/schools/${schoolId}/history`)).body.total).toBeGreaterThan(0)
    const former = c.as('stationOfficer', { at: 'stationA1' })
    expect((await former.get(`/api/schools/${schoolId}`)).status).toBe(404)
    // A new session of the school's own cadre has the new scope.
    const [left] = await c.product.ground.database.inWork(systemBinding, (work) =>
      work.query<{ rows: number }>(
        `select (select count(*) from schools.bell where area_path <@ $1::ltree)
           + (select count(*) from schools.change_entry where area_path <@ $1::ltree) as rows`,
        [c.ids.areas.schoolA1.path],
      ),
    )
    expect(left?.rows).toBe(0)
    await c.deliverFacts()
  })
})

describe('saving many', () => {
  it('tells new, changed and unchanged apart, with what was there before', async () => {
    const news = ['一小', '二小', '三小'].map((name) => ({
      id: id(),
      withinAreaId: c.ids.areas.stationB1.id,
      name,
      kind: 'primary' as const,
      sourceIds: [`X-${name}`],
    }))
    const save = (schools: typeof news) =>
      c.product.ground.database.inWork(systemBinding, (work) => saveSchools(work, schools))
    expect((await save(news)).map(({ change }) => change)).toEqual([
      'created',
      'created',
      'created',
    ])
    const [first, ...others] = news.map((school) => ({ ...school }))
    if (first) first.name = '第一小学'
    const saved = await save(first ? [first, ...others] : [])
    expect(saved.map(({ change }) => change)).toEqual(['updated', 'unchanged', 'unchanged'])
    expect(saved[0]?.before).toMatchObject({ name: '一小', sourceIds: ['X-一小'] })
    expect(saved[0]?.version).toBe(2)
  })
})
