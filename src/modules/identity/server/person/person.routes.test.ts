import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { separatedAdministrators } from '../../contract/role.ts'
import { skills } from '../../contract/skill.ts'
import { spellings } from './person-name.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

const path = '/api/identity/people'
const phone = '19900001234'

const newPerson = (more: object = {}) => ({
  id: newId(c.clock.now()),
  agencyId: c.ids.agencies.stationA1,
  name: '张明远',
  dutyRole: 'police',
  ...more,
})

describe('who is let go', () => {
  const letGo = async (by: Client, personId: string | undefined, active = false) => {
    const { version } = (await c.as('countyCommander').get(`${path}/${personId}`)).body
    return by.patch(`${path}/${personId}`, { version, active })
  }

  it('is nobody by themselves', async () => {
    const commander = c.as('countyCommander')
    expect(await letGo(commander, commander.personId)).toBeRefused('identity.ownLeaving')
  })

  it('is an administrator only by who manages accounts, after a fresh check', async () => {
    const [system, ...others] = separatedAdministrators.map((role) => c.as(role))
    const commander = await c.stepUp(c.as('countyCommander'))
    for (const { personId } of others) {
      expect(await letGo(commander, personId)).toBeRefused('identity.administratorStays')
    }
    const by = await c.stepUp(system ?? c.anonymous, 0)
    const { personId } = c.as('auditAdministrator')
    expect(await letGo(by, personId)).toBeRefused('request.stepUpNeeded')
    await c.stepUp(by)
    expect((await letGo(by, personId)).body.active).toBe(false)
    expect(await letGo(commander, personId, true)).toBeRefused('identity.administratorReturns')
    expect((await letGo(by, personId, true)).body.active).toBe(true)
  })

  it('comes back to their roles only after a fresh check, as for a grant', async () => {
    const commander = c.as('countyCommander', { at: 'countyB' })
    const { personId } = c.as('stationOfficer', { at: 'stationB1' })
    const change = async (active: boolean) => {
      const { version } = (await commander.get(`${path}/${personId}`)).body
      return commander.patch(`${path}/${personId}`, { version, active })
    }
    expect((await change(false)).body.active).toBe(false)
    expect(await change(true)).toBeRefused('request.stepUpNeeded')
    await c.stepUp(commander)
    expect((await change(true)).body.active).toBe(true)
  })
})

describe('people', () => {
  it('are entered, found again by the same id, and never overwritten by another content', async () => {
    const officer = c.as('stationOfficer')
    const person = newPerson({ badge: 'A-0107', skills: ['drone'] })
    const made = await officer.post(path, person)
    expect(made.body).toMatchObject({
      name: '张明远',
      pinyin: 'zhang ming yuan',
      initials: 'zmy',
      badge: 'A-0107',
      agencyName: '城关派出所',
      areaName: '城关派出所',
      version: 1,
    })
    expect((await officer.post(path, person)).body).toEqual(made.body)
    for (const other of [{ name: '张远' }, { skills: [] }, { maxDutiesPerWeek: 3 }]) {
      expect(await officer.post(path, { ...person, ...other })).toBeRefused('request.conflict')
    }
  })

  it('are never entered under the id of somebody else, beside, above or below', async () => {
    const [commander, officer] = [c.as('countyCommander'), c.as('stationOfficer')]
    const tries = [
      [commander, c.ids.people.stationB1?.[0]?.id],
      [commander, c.as('cityBureau').personId],
      [officer, commander.personId],
      [commander, officer.personId],
    ] as const
    for (const [by, id = ''] of tries) {
      expect(await by.post(path, newPerson({ id }))).toBeRefused('request.conflict')
      expect(await c.sql('select from identity.person where id = $1', [id])).toHaveLength(1)
    }
    const place = { id: newId(c.clock.now()), kind: 'guard', source: 'own', startsOn: '2026-11-23' }
    const staffPath = `/api/schools/${c.ids.schools.schoolA1.id}/staff`
    const somebody = { personId: commander.personId, newPersonName: '张明远' }
    const staff = await c.as('schoolCadre').post(staffPath, { ...place, ...somebody })
    expect(staff).toBeRefused('request.conflict')
  })

  it('are found by signs, by pinyin and by initials, inside the scope only', async () => {
    const commander = c.as('countyCommander')
    const other = c.as('countyCommander', { at: 'countyB' })
    const person = newPerson({ name: '欧阳雪松' })
    await commander.post(path, person)
    for (const search of ['欧阳', '雪松', 'ouyang', 'ou yang', 'oyx', 'OYXS']) {
      const query = `${path}?search=${encodeURIComponent(search)}`
      const { body } = await commander.get(query)
      expect(body.rows.map((row: { id: string }) => row.id)).toEqual([person.id])
      expect(body.total).toBe(1)
      expect((await other.get(query)).body.rows).toEqual([])
    }
    expect((await commander.get(`${path}?search=${encodeURIComponent('%')}`)).body.total).toBe(0)
  })

  it('have skills of the list and no other words', async () => {
    const officer = c.as('stationOfficer')
    const able = newPerson({ name: '高能', skills: [...skills] })
    expect((await officer.post(path, able)).body.skills).toEqual([...skills])
    const free = newPerson({ name: '高能', skills: ['脾气急'] })
    expect(await officer.post(path, free)).toBeRefused('request.invalid')
    const change = { version: 1, skills: ['armed'] }
    expect(await officer.patch(`${path}/${able.id}`, change)).toBeRefused('request.invalid')
    const written = c.sql(`update identity.person set skills = '{脾气急}' where id = $1`, [able.id])
    await expect(written).rejects.toThrow('person_skills')
  })

  it('reads surnames as surnames', () => {
    expect(spellings('单雄')).toEqual({ pinyin: 'shan xiong', initials: 'sx' })
    expect(spellings('曾华')).toEqual({ pinyin: 'zeng hua', initials: 'zh' })
  })

  it('come page by page, each once', async () => {
    const commander = c.as('countyCommander')
    const seen: string[] = []
    let after = ''
    let total = 0
    do {
      const { body } = await commander.get(`${path}?limit=7${after}`)
      seen.push(...body.rows.map((row: { id: string }) => row.id))
      total = body.total
      after = body.next ? `&after=${body.next}` : ''
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(total)
  })

  it('refuses a key that is none', async () => {
    const reply = await c.as('countyCommander').get(`${path}?after=nonsense`)
    expect(reply).toBeRefused('request.malformed')
  })

  it('are corrected by version, and move to another agency with what is theirs', async () => {
    const commander = c.as('countyCommander')
    const person = newPerson({
      name: '沈禾',
      contact: { workPhone: phone, legalBasis: '岗位职责' },
    })
    await commander.post(path, person)
    const one = `${path}/${person.id}`
    const renamed = await commander.patch(one, { version: 1, name: '沈小禾' })
    expect(renamed.body).toMatchObject({ name: '沈小禾', initials: 'sxh', version: 2 })
    expect(await commander.patch(one, { version: 1, name: '沈' })).toBeRefused('request.stale')
    const agencyId = c.ids.agencies.stationA2
    const moved = await commander.patch(one, { version: 2, agencyId })
    expect(moved.body.areaName).toBe('河西派出所')
    const there = c.as('stationOfficer', { at: 'stationA2' })
    expect((await there.get(`${one}/contact`)).body.workPhone).toBe(phone)
    expect(await c.as('stationOfficer').get(one)).toBeRefused('request.notFound')
  })

  it('cannot move to another county: that is a secondment', async () => {
    const bureau = c.as('systemAdministrator')
    const person = newPerson({ name: '卫川' })
    await bureau.post(path, person)
    const elsewhere = await bureau.patch(`${path}/${person.id}`, {
      version: 1,
      agencyId: c.ids.agencies.stationB1,
    })
    expect(elsewhere).toBeRefused('request.notFound')
  })

  it('tells open screens of the scope', async () => {
    const heard: string[] = []
    const { hub } = c.product.ground
    const stop = hub.subscribe(
      {
        actor: { ...actorLike(c.ids.areas.countyA.path) },
        changed: ({ topic, keys }) => heard.push(`${topic} ${keys.join()}`),
        resync: () => undefined,
        end: () => undefined,
      },
      undefined,
    )
    const person = newPerson({ name: '韩青' })
    await c.as('countyCommander').post(path, person)
    await expect.poll(() => heard).toContain(`identity.person ${person.id}`)
    stop()
  })
})

const actorLike = (scope: string) => ({
  accountId: '',
  personId: '',
  sessionId: '',
  role: 'countyCommander',
  scope,
  areaId: '',
  countyId: '',
  classes: ['joint' as const],
  permissions: new Set<string>(),
  steppedUpUntil: null,
})

describe('a contact', () => {
  it('is read with a trace, kept out of lists and of the trail, and erased for good', async () => {
    const commander = await c.stepUp(c.as('countyCommander'))
    const person = newPerson({
      name: '蒋平',
      contact: { workPhone: phone, legalBasis: '岗位职责' },
    })
    await commander.post(path, person)
    const one = `${path}/${person.id}`
    const list = await commander.get(`${path}?search=${encodeURIComponent('蒋平')}`)
    expect(list.body.rows[0].hasContact).toBe(true)
    expect(JSON.stringify(list.body)).not.toContain(phone)
    const contact = await commander.get(`${one}/contact`)
    expect(contact.body).toMatchObject({ workPhone: phone, legalBasis: '岗位职责' })
    const trail = await c.sql(
      'select action, detail::text, digests from identity.audit_entry where subject_id = $1',
      [person.id],
    )
    const actions = trail.map((entry) => entry.action)
    expect(actions).toContain('identity.contact.read')
    expect(JSON.stringify(trail)).not.toMatch(/蒋平|19900001234/)
    expect(JSON.stringify(trail)).toMatch(/"workPhone":"[0-9a-f]{64}"/)
    expect((await commander.delete(`${one}/contact`)).status).toBe(204)
    expect((await commander.get(`${one}/contact`)).body.workPhone).toBeNull()
    const rows = await c.sql('select from identity.person_contact where person_id = $1', [
      person.id,
    ])
    expect(rows).toEqual([])
  })

  it('goes by itself when its last day has passed', async () => {
    const commander = c.as('countyCommander')
    const person = newPerson({ name: '冯柏' })
    await commander.post(path, person)
    const one = `${path}/${person.id}`
    await commander.put(`${one}/contact`, {
      workPhone: phone,
      legalBasis: '志愿服务',
      deleteAfter: '2026-11-30',
    })
    const started = c.clock.now()
    c.clock.set(new Date('2026-11-30T12:00:00+08:00'))
    expect(await c.product.sweeps.get('identity.erase-contacts')?.()).toBe(0)
    c.clock.set(new Date('2026-12-01T00:10:00+08:00'))
    expect(await c.product.sweeps.get('identity.erase-contacts')?.()).toBe(1)
    c.clock.set(started)
    expect((await commander.get(`${one}/contact`)).body.workPhone).toBeNull()
  })
})

describe('agencies', () => {
  it('are entered at an area and seen from below', async () => {
    const admin = c.as('systemAdministrator')
    const agency = {
      id: newId(c.clock.now()),
      areaId: c.ids.areas.countyA.id,
      kind: 'guardCompany',
      name: '安和保安服务公司',
    }
    const made = await admin.post('/api/identity/agencies', agency)
    expect(made.body).toMatchObject({ name: '安和保安服务公司', areaName: '安和县' })
    const cadre = c.as('schoolCadre')
    const { body } = await cadre.get('/api/identity/agencies?kind=guardCompany')
    expect(body.rows.map((row: { id: string }) => row.id)).toEqual([agency.id])
    const elsewhere = c.as('schoolCadre', { at: 'schoolB1' })
    const none = await elsewhere.get('/api/identity/agencies?kind=guardCompany')
    expect(none.body.rows).toEqual([])
  })
})
