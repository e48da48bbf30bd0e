import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, type GatePost, gatePost, monday, shiftOf, sweep } from '../../../../../test/duty.ts'
import { upload } from '../../../../../test/uploads.ts'
import { newId } from '../../../../platform/database/new-id.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

describe('a patrol task', () => {
  let world: County
  let post: GatePost
  let commander: Client
  let officer: Client
  let auxiliary: Client

  beforeAll(async () => {
    world = await county()
    post = await gatePost(world, 'schoolA1')
    commander = world.as('countyCommander', { at: 'countyA' })
    officer = world.as('stationOfficer', { at: 'stationA1' })
    auxiliary = world.as('auxiliary', { at: 'stationA1' })
    const shiftId = await shiftOf(world, post, 'arrival')
    const assigned = await commander.put(`/api/duty/assignments/${newId(at('07:00'))}`, {
      shiftId,
      personId: auxiliary.personId,
      role: 'auxiliary',
    })
    expect(assigned.status).toBe(200)
    await commander.post(`/api/duty/weeks/${monday}/publish`, { revision: 0 })
    world.clock.set(at('07:10'))
  })
  afterAll(() => world.close())

  const task = (fields: Json = {}) => ({
    id: newId(at('07:10')),
    postId: post.id,
    startsAt: at('07:15').toISOString(),
    endsAt: at('07:55').toISOString(),
    places: ['校门周边 200 米', '东侧小巷'],
    note: '留意流动摊贩',
    ...fields,
  })
  const give = (body: Json, client = officer) => client.post('/api/duty/patrols', body)
  const report = (client: Client, patrolId: string, fields: Json = {}) => {
    const record = {
      kind: 'patrolReport',
      id: newId(world.clock.now()),
      patrolId,
      places: ['东侧小巷'],
      at: world.clock.now().toISOString(),
      ...fields,
    }
    const deviceNow = world.clock.now().toISOString()
    return client.post('/api/duty/patrol-reports', { deviceNow, record })
  }
  const listed = async (query = '', client = commander): Promise<Json> =>
    (await client.get(`/api/duty/patrols${query}`)).body
  const one = async (id: string): Promise<Json> =>
    (await listed()).rows.find((row: Json) => row.id === id)
  const onPhone = async (client: Client, id: string): Promise<Json> =>
    (await client.get('/api/duty/mine')).body.patrols.find((row: Json) => row.id === id)

  it('is given to a post once, and is on the phone of who serves there', async () => {
    const body = task()
    const given = await give(body)
    expect(given.body).toMatchObject({ id: body.id, state: 'open', day: monday, reports: 0 })
    expect((await give(body)).status).toBe(200)
    expect(await give({ ...body, places: ['别处'] })).toBeRefused('request.conflict')
    expect(await onPhone(auxiliary, body.id)).toMatchObject({
      postId: post.id,
      place: '安和县第一小学 正门',
      places: ['校门周边 200 米', '东侧小巷'],
      state: 'open',
    })
    const { notices } = (await auxiliary.get('/api/duty/mine')).body
    expect(notices).toContainEqual(
      expect.objectContaining({ kind: 'patrolGiven', subjectId: body.id }),
    )
    // In sight of the post, but not told to serve there on that day.
    expect(await onPhone(officer, body.id)).toBeUndefined()
  })

  it('is given to a person wherever they serve', async () => {
    const body = task({ postId: null, personId: officer.personId })
    expect((await give(body, commander)).body.personName).not.toBe('')
    expect(await onPhone(officer, body.id)).toMatchObject({ place: null, state: 'open' })
    expect(await onPhone(auxiliary, body.id)).toBeUndefined()
  })

  it('is done by its first report; a repeat is recognised, other content refused', async () => {
    const { id } = (await give(task())).body
    world.clock.set(at('07:40'))
    const reportId = newId(at('07:40'))
    const stored = await report(auxiliary, id, { id: reportId, note: '已劝离', offline: true })
    expect(stored.body).toMatchObject({ outcome: 'stored', report: { id: reportId, late: false } })
    const again = await report(auxiliary, id, { id: reportId, note: '已劝离', offline: true })
    expect(again.body.outcome).toBe('duplicate')
    const other = await report(auxiliary, id, { id: reportId, note: '其他' })
    expect(other).toBeRefused('request.conflict')
    world.clock.set(at('07:41'))
    await report(officer, id)
    expect(await one(id)).toMatchObject({
      state: 'done',
      reports: 2,
      report: { id: reportId, places: ['东侧小巷'], note: '已劝离', offline: true },
    })
    expect(await officer.post(`/api/duty/patrols/${id}/withdraw`)).toBeRefused('duty.stateForbids')
    world.clock.set(at('07:10'))
  })

  it('is missed after its end, until a report comes that was written in time', async () => {
    const { id } = (await give(task())).body
    world.clock.set(at('07:56'))
    await sweep(world, 'duty.patrol')
    expect(await one(id)).toMatchObject({ state: 'missed', report: null })
    expect((await listed('?state=missed')).rows.map((row: Json) => row.id)).toContain(id)
    await report(auxiliary, id, { at: at('07:50').toISOString(), offline: true })
    expect(await one(id)).toMatchObject({ state: 'done', report: { late: false } })
    const { id: second } = (await give(task({ endsAt: at('07:58').toISOString() }))).body
    world.clock.set(at('08:10'))
    await sweep(world, 'duty.patrol')
    await report(auxiliary, second)
    expect(await one(second)).toMatchObject({ state: 'done', report: { late: true } })
    world.clock.set(at('07:10'))
  })

  it('is taken back before anybody reported, and a late report of it is kept', async () => {
    const { id } = (await give(task())).body
    const withdrawn = await officer.post(`/api/duty/patrols/${id}/withdraw`)
    expect(withdrawn.body.state).toBe('withdrawn')
    expect((await officer.post(`/api/duty/patrols/${id}/withdraw`)).status).toBe(200)
    expect(await onPhone(auxiliary, id)).toMatchObject({ state: 'withdrawn' })
    expect((await report(auxiliary, id)).status).toBe(200)
    expect(await one(id)).toMatchObject({ state: 'withdrawn', reports: 1 })
  })

  it('carries the picture that its report announced, and only that one', async () => {
    const { id } = (await give(task())).body
    const bytes = Buffer.from('ffd8ffe000104a46494600010100', 'hex')
    const other = Buffer.concat([bytes, Buffer.from([0])])
    const photoSha256 = createHash('sha256').update(bytes).digest('hex')
    const photoFileId = newId(at('07:10'))
    await report(auxiliary, id, { photoFileId, photoSha256 })
    const send = (sent: Buffer) =>
      upload(world, auxiliary, '/api/duty/photos', {
        name: 'p.jpg',
        bytes: sent,
        fields: { id: photoFileId },
      })
    expect(await send(other)).toBeRefused('duty.otherPhoto')
    expect((await send(bytes)).body).toEqual({ id: photoFileId, sha256: photoSha256 })
    const picture = await officer.get(`/api/duty/photos/${photoFileId}`)
    expect(picture.body.equals(bytes)).toBe(true)
    expect((await one(id)).report).toMatchObject({ photoFileId, photoSha256 })
    const abroad = world.as('countyCommander', { at: 'countyB' })
    expect(await abroad.get(`/api/duty/photos/${photoFileId}`)).toBeRefused('request.notFound')
  })

  it('needs a session, a permission, a shape, and its own county', async () => {
    const body = task()
    expect(await give(body, world.anonymous)).toBeRefused('request.notSignedIn')
    expect(await give(body, auxiliary)).toBeRefused('request.forbidden')
    expect(await give({ ...body, postId: null })).toBeRefused('request.invalid')
    expect(await give({ ...body, places: [] })).toBeRefused('request.invalid')
    expect(await give({ ...body, endsAt: body.startsAt })).toBeRefused('request.invalid')
    const past = { startsAt: at('06:00').toISOString(), endsAt: at('07:00').toISOString() }
    expect(await give({ ...body, ...past })).toBeRefused('duty.patrolPast')
    const volunteer = world.as('volunteer', { at: 'schoolA1' })
    const toVolunteer = { ...body, postId: null, personId: volunteer.personId }
    expect(await give(toVolunteer)).toBeRefused('duty.volunteerAssigned')
    const abroad = world.as('stationOfficer', { at: 'stationB1' })
    expect(await give(body, abroad)).toBeRefused('request.notFound')
    const { id } = (await give(body)).body
    expect(await abroad.post(`/api/duty/patrols/${id}/withdraw`)).toBeRefused('request.notFound')
    expect(await report(abroad, id)).toBeRefused('request.notFound')
    expect(await report(volunteer, id)).toBeRefused('request.forbidden')
    expect(await report(world.anonymous, id)).toBeRefused('request.notSignedIn')
    expect((await listed('', abroad)).total).toBe(0)
    expect(await commander.get('/api/duty/patrols?state=walked')).toBeRefused('request.invalid')
  })

  it('is listed by pages, the latest first', async () => {
    const all = await listed()
    const first = await listed('?limit=2')
    expect(first).toMatchObject({ total: all.total, rows: all.rows.slice(0, 2) })
    const second = await listed(`?limit=2&after=${first.next}`)
    expect(second.rows).toEqual(all.rows.slice(2, 4))
    expect((await listed(`?firstDay=2026-11-24`)).total).toBe(0)
    expect((await listed(`?postId=${post.id}&lastDay=${monday}`)).total).toBe(all.total - 1)
  })

  it('goes with its school to another station, its reports too', async () => {
    const neighbour = world.as('stationOfficer', { at: 'stationA2' })
    expect((await listed('', neighbour)).total).toBe(0)
    const path = `/api/schools/${world.ids.schools.schoolA1.id}`
    const { version } = (await commander.get(path)).body
    const within = { version, withinAreaId: world.ids.areas.stationA2.id }
    expect((await commander.post(`${path}/move`, within)).status).toBe(200)
    await world.deliverFacts()
    const all = await listed(`?postId=${post.id}`)
    const moved = await listed('', neighbour)
    expect(moved).toMatchObject({ total: all.total })
    expect(moved.rows.some(({ reports }: Json) => reports > 0)).toBe(true)
    // What was given to a person by name stays where the person is.
    expect((await listed('', officer)).total).toBe(1)
  })
})
