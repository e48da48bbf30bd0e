import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'

let c: County
beforeAll(async () => {
  c = await county()
  await c.stepUp(c.as('systemAdministrator'))
})
afterAll(() => c.close())

const id = () => newId(c.clock.now())
const admin = () => c.as('systemAdministrator')
const areasPath = '/api/identity/areas'
const agenciesPath = '/api/identity/agencies'

type Territory = { id: string; name: string; agencies: { name: string; kind: string }[] }
const territory = async (query = ''): Promise<Territory[]> =>
  (await admin().get(`/api/identity/territory${query}`)).body.rows

/** A station with its agency, as the page enters them. */
async function enterStation(name: string, agencyName = name) {
  const body = {
    id: id(),
    parentId: c.ids.areas.countyA.id,
    level: 'station',
    name,
    agency: { id: id(), kind: 'police', name: agencyName },
  }
  const made = await admin().post(areasPath, body)
  expect([name, made.status]).toEqual([name, 200])
  return { body, agencyId: body.agency.id, areaId: body.id }
}

const person = (agencyId: string) => ({ id: id(), agencyId, name: '钟能', dutyRole: 'police' })

describe('the territory', () => {
  it('is the own scope down to stations, each area with its agencies', async () => {
    const rows = await territory()
    const names = rows.map(({ name }) => name)
    // Stations stand in the order of their ids, which were made in one moment here.
    expect([names[0], ...names.slice(1).sort()]).toEqual(['安和县', '城关派出所', '河西派出所'])
    expect(rows.find(({ name }) => name === '城关派出所')).toMatchObject({
      parentName: '安和县',
      agencies: [{ name: '城关派出所', kind: 'police' }],
    })
    expect((await territory('?level=station&search=河西')).map(({ name }) => name)).toEqual([
      '河西派出所',
    ])
    const pages = await admin().get('/api/identity/territory?limit=2')
    expect([pages.body.rows.length, pages.body.total]).toEqual([2, 3])
    const rest = await territory(`?limit=2&after=${pages.body.next}`)
    expect(rest.map(({ name }) => name)).toEqual([names[2]])
    expect(await c.as('countyCommander').get('/api/identity/territory')).toBeRefused(
      'request.forbidden',
    )
  })
})

describe('a station', () => {
  it('comes with its agency in one step, and people can be entered there', async () => {
    const { body, agencyId, areaId } = await enterStation('南湖派出所')
    expect((await admin().post(areasPath, body)).body.id).toBe(areaId)
    expect(await territory(`?id=${areaId}`)).toMatchObject([
      { name: '南湖派出所', agencies: [{ id: agencyId, name: '南湖派出所' }] },
    ])
    expect((await admin().post('/api/identity/people', person(agencyId))).status).toBe(200)
  })

  it('is entered with its agency or not at all', async () => {
    const { agencyId } = await enterStation('北山派出所')
    const taken = {
      id: id(),
      parentId: c.ids.areas.countyA.id,
      level: 'station',
      name: '东湖派出所',
      agency: { id: agencyId, kind: 'police', name: '东湖派出所' },
    }
    expect(await admin().post(areasPath, taken)).toBeRefused('request.conflict')
    expect(await territory('?search=东湖')).toEqual([])
  })

  it('has its name alone below one area, by entering and by renaming', async () => {
    const { areaId } = await enterStation('西苑派出所')
    const twice = {
      id: id(),
      parentId: c.ids.areas.countyA.id,
      level: 'station',
      name: '西苑派出所',
    }
    expect(await admin().post(areasPath, twice)).toBeRefused('identity.areaNamed')
    const change = { version: 1, name: '城关派出所' }
    expect(await admin().patch(`${areasPath}/${areaId}`, change)).toBeRefused('identity.areaNamed')
    const others = ['西亭派出所', '西桥派出所', '西门派出所', '西站派出所']
    const entered = await Promise.all(others.map((name) => enterStation(name)))
    const same = { version: 1, name: '西园派出所' }
    const answers = await Promise.all(
      entered.map((other) => admin().patch(`${areasPath}/${other.areaId}`, same)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  })

  it('is renamed alone, or together with the agency of its name', async () => {
    const { areaId } = await enterStation('旧名派出所')
    await admin().post(agenciesPath, { id: id(), areaId, kind: 'guardCompany', name: '保安公司' })
    const alone = { version: 1, name: '中名派出所' }
    await admin().patch(`${areasPath}/${areaId}`, alone)
    const names = async () =>
      (await territory(`?id=${areaId}`))[0]?.agencies.map(({ name }) => name)
    expect(await names()).toEqual(['旧名派出所', '保安公司'])
    await admin().patch(`${areasPath}/${areaId}`, { version: 2, name: '旧名派出所' })
    const both = { version: 3, name: '新名派出所', withAgencies: true }
    await admin().patch(`${areasPath}/${areaId}`, both)
    expect(await names()).toEqual(['新名派出所', '保安公司'])
  })

  it('goes again, with its agency, until something is done there', async () => {
    const { areaId } = await enterStation('误登派出所')
    expect((await admin().delete(`${areasPath}/${areaId}`)).status).toBe(204)
    expect(await territory('?search=误登')).toEqual([])
    const trail = await c.sql(
      `select action from identity.audit_entry where subject_id = $1 order by sequence`,
      [areaId],
    )
    expect(trail).toEqual([{ action: 'identity.area.create' }, { action: 'identity.area.remove' }])
    const used = await enterStation('在用派出所')
    await admin().post('/api/identity/people', person(used.agencyId))
    expect(await admin().delete(`${areasPath}/${used.areaId}`)).toBeRefused('identity.areaInUse')
    expect(await admin().delete(`${areasPath}/${c.ids.areas.countyA.id}`)).toBeRefused(
      'identity.areaStays',
    )
    expect(await admin().delete(`${areasPath}/${c.ids.areas.stationB1.id}`)).toBeRefused(
      'request.notFound',
    )
  })

  it('stays for what was done there in a class of rows that its administrator does not see', async () => {
    const { areaId } = await enterStation('涉警派出所')
    const [{ path, county_id } = {}] = await c.sql(
      'select path, county_id from identity.area where id = $1',
      [areaId],
    )
    await c.sql(
      `insert into identity.audit_entry select * from jsonb_populate_record(
         (select e from identity.audit_entry e where county_id = $1 order by sequence desc limit 1),
         jsonb_build_object('sequence', 999999, 'area_path', $2::text, 'class', 'police',
           'action', 'duty.incident.open'))`,
      [county_id, path],
    )
    expect(await admin().delete(`${areasPath}/${areaId}`)).toBeRefused('identity.areaInUse')
  })
})

describe('a school', () => {
  it('is called as the register of schools says: neither its area nor its agency is renamed', async () => {
    const area = c.ids.areas.schoolA1.id
    const [{ version } = {}] = await c.sql('select version from identity.area where id = $1', [
      area,
    ])
    for (const named of [{ name: '改名小学' }, { nameEn: 'Other School' }]) {
      const change = await admin().patch(`${areasPath}/${area}`, { version, ...named })
      expect(change).toBeRefused('identity.schoolNamed')
    }
    const agency = `${agenciesPath}/${c.ids.agencies.schoolA1}`
    const renamed = await admin().patch(agency, { version: 1, name: '改名小学' })
    expect(renamed).toBeRefused('identity.schoolNamed')
    expect((await admin().patch(agency, { version: 1, code: '4701' })).body.code).toBe('4701')
  })
})

describe('an agency', () => {
  const enter = async (name: string) => {
    const body = { id: id(), areaId: c.ids.areas.countyA.id, kind: 'education', name }
    expect((await admin().post(agenciesPath, body)).status).toBe(200)
    return body
  }

  it('has its name alone at one area', async () => {
    const body = await enter('安和县教育局')
    expect((await admin().post(agenciesPath, body)).body.id).toBe(body.id)
    const twice = { ...body, id: id() }
    expect(await admin().post(agenciesPath, twice)).toBeRefused('identity.agencyNamed')
    const once = ['公安局', '公安局', '公安局', '公安局'].map((name) => ({
      ...body,
      id: id(),
      name,
    }))
    const answers = await Promise.all(once.map((each) => admin().post(agenciesPath, each)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  })

  it('is renamed once per version', async () => {
    const body = await enter('教育局')
    const path = `${agenciesPath}/${body.id}`
    const change = { version: 1, name: '教体局', code: '47' }
    expect((await admin().patch(path, change)).body).toMatchObject({
      name: '教体局',
      code: '47',
      version: 2,
    })
    expect(await admin().patch(path, change)).toBeRefused('request.stale')
  })

  it('goes again while it has nobody', async () => {
    const body = await enter('保安公司')
    expect((await admin().delete(`${agenciesPath}/${body.id}`)).status).toBe(204)
    const used = c.ids.agencies.stationA1
    expect(await admin().delete(`${agenciesPath}/${used}`)).toBeRefused('identity.agencyInUse')
    const ofSchool = c.ids.agencies.schoolA1
    expect(await admin().delete(`${agenciesPath}/${ofSchool}`)).toBeRefused('identity.areaStays')
    const elsewhere = c.ids.agencies.stationB1
    expect(await admin().delete(`${agenciesPath}/${elsewhere}`)).toBeRefused('request.notFound')
  })
})
