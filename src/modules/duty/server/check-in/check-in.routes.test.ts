import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import {
  at,
  checkIn,
  checkInRecord,
  type GatePost,
  gatePost,
  shiftOf,
  sweep,
} from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { grantRole } from '../../../identity/index.ts'
import { gateCodeAt } from '../../../schools/index.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

describe('checking in', () => {
  let world: County
  let post: GatePost
  let shift: string
  let guard: Client
  let officer: Client
  let commander: Client

  beforeAll(async () => {
    world = await county()
    post = await gatePost(world, 'schoolA1')
    shift = await shiftOf(world, post, 'arrival')
    guard = world.as('guard', { at: 'schoolA1' })
    officer = world.as('stationOfficer', { at: 'stationA1' })
    commander = world.as('countyCommander', { at: 'countyA' })
    world.clock.set(at('07:45'))
  })
  afterAll(() => world.close())

  const send = (client: Client, record: Json, deviceNow = at('07:45')) =>
    client.post('/api/duty/check-ins', { deviceNow: deviceNow.toISOString(), record })
  const batch = (client: Client, records: Json[], deviceNow = at('07:45')) =>
    client.post('/api/duty/check-ins/batch', { deviceNow: deviceNow.toISOString(), records })
  /** A check-in by the code that the gate showed at an instant. */
  const byCode = (shownAt: Date, fields: Json = {}): Json => ({
    kind: 'checkIn',
    id: newId(at('07:45')),
    shiftId: shift,
    direction: 'in',
    at: at('07:45').toISOString(),
    method: 'gateCode',
    gateCode: gateCodeAt(Buffer.alloc(20, 7), shownAt),
    ...fields,
  })
  const row = async (): Promise<Json> =>
    (await commander.get(`/api/duty/board/rows?shiftIds=${shift}`)).body.rows[0]

  it('is stored once, however often the phone sends it', async () => {
    const record = checkInRecord(shift, { at: at('07:44'), gate: post })
    const stored = await send(guard, record)
    expect(stored.body).toMatchObject({ outcome: 'stored', checkIn: { counts: true } })
    const again = await send(guard, record)
    expect(again.status).toBe(200)
    expect(again.body).toEqual({ ...stored.body, outcome: 'duplicate' })
    const other = await send(guard, { ...record, kit: ['radio'] })
    expect(other).toBeRefused('request.conflict')
    // A place that is erased later is in no hash that stays: it could be found again by trying.
    const moved = { ...record, position: { ...(record.position as Json), accuracyM: 7 } }
    expect((await send(guard, moved)).body.outcome).toBe('duplicate')
    expect((await row()).have.guard).toBe(1)
  })

  it('corrects the clock of a phone that is wrong', async () => {
    const fast = { at: at('09:40'), gate: post, direction: 'in' as const }
    const reply = await send(officer, checkInRecord(shift, fast), at('09:41'))
    expect(reply.body.checkIn).toMatchObject({ at: at('07:44').toISOString(), late: false })
  })

  it('is never refused at the gate: what is doubtful waits for a leader', async () => {
    const auxiliary = world.as('auxiliary', { at: 'stationA1' })
    const outside = await checkIn(auxiliary, shift, { at: at('07:45'), gate: post, metresOff: 300 })
    expect(outside.body.checkIn).toMatchObject({
      verdict: 'outside',
      approval: 'pending',
      counts: false,
      causes: ['outside', 'notAssigned'],
    })
    const options = { at: at('07:45'), gate: post, metresOff: 40, accuracyM: 60 }
    const blurred = await checkIn(auxiliary, shift, options)
    expect(blurred.body.checkIn).toMatchObject({ verdict: 'uncertain', approval: 'pending' })
    expect((await row()).doubtful.auxiliary).toBe(1)
    const fields = { photoSha256: 'ab'.repeat(32), photoFileId: newId(at('07:45')) }
    const announced = await checkIn(auxiliary, shift, { ...options, fields })
    expect(announced.body.checkIn).toMatchObject({ approval: 'pending', counts: false })
    expect(await row()).toMatchObject({ have: { auxiliary: 0 }, doubtful: { auxiliary: 1 } })
  })

  it('takes the code shown at the gate for a position', async () => {
    const right = await send(officer, byCode(at('07:45')))
    expect(right.body.checkIn).toMatchObject({ verdict: 'inside', counts: true })
    const old = await send(officer, byCode(at('07:30')))
    expect(old.body.checkIn).toMatchObject({ causes: expect.arrayContaining(['gateCodeWrong']) })
    expect(old.body.checkIn.counts).toBe(false)
  })

  it('by a code that one may show oneself waits for a leader, unless a position is inside', async () => {
    const teacher = world.as('dutyTeacher', { at: 'schoolA1' })
    const own = await send(teacher, byCode(at('07:45')))
    expect(own.body.checkIn).toMatchObject({
      verdict: 'uncertain',
      causes: expect.arrayContaining(['gateCodeOwn']),
      approval: 'pending',
      counts: false,
    })
    expect(await row()).toMatchObject({ have: { staff: 0 }, doubtful: { staff: 1 } })
    const { position } = checkInRecord(shift, { at: at('07:45'), gate: post })
    const far = checkInRecord(shift, { at: at('07:45'), gate: post, metresOff: 3000 })
    const elsewhere = await send(teacher, byCode(at('07:45'), { position: far['position'] }))
    expect(elsewhere.body.checkIn).toMatchObject({ verdict: 'uncertain', approval: 'pending' })
    const blurred = { metresOff: 40, accuracyM: 60 }
    const near = checkInRecord(shift, { at: at('07:45'), gate: post, ...blurred })
    const photo = { photoFileId: newId(at('07:45')), photoSha256: 'ab'.repeat(32) }
    // As without a code, or with a wrong one: the picture settles it.
    const pictured = byCode(at('07:45'), { position: near['position'], ...photo })
    const { causes } = (await send(teacher, pictured)).body.checkIn
    expect(causes).toContain('photoAwaited')
    expect(causes).not.toContain('gateCodeOwn')
    const there = await send(teacher, byCode(at('07:45'), { position }))
    expect(there.body.checkIn).toMatchObject({ verdict: 'inside', counts: true })
    expect(await row()).toMatchObject({ have: { staff: 1 }, doubtful: { staff: 0 } })
    // What a person may show in another role, they may read there: it proves no more here.
    const accountId = officer.accountId ?? ''
    const areaId = world.ids.areas.schoolA1.id
    await world.product.ground.database.inWork(systemBinding, (work) =>
      grantRole(work, { accountId, role: 'guard', areaId }),
    )
    const twofold = await send(officer, byCode(at('07:45')))
    expect(twofold.body.checkIn).toMatchObject({ verdict: 'uncertain', approval: 'pending' })
  })

  it('may be confirmed by a leader of the same side, not by oneself', async () => {
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    const staff = world.ids.people.schoolA1?.filter(({ dutyRole }) => dutyRole === 'staff') ?? []
    const confirmation = (personId: string | undefined) => ({
      kind: 'confirmation',
      id: newId(at('07:45')),
      shiftId: shift,
      personId,
      direction: 'in',
      at: at('07:45').toISOString(),
    })
    const confirmed = await send(cadre, confirmation(staff[1]?.id))
    expect(confirmed.body.checkIn).toMatchObject({ method: 'supervisor', counts: true })
    expect(await send(cadre, confirmation(cadre.personId))).toBeRefused('duty.ownDecision')
    const police = world.ids.people.stationA1?.find(({ dutyRole }) => dutyRole === 'police')
    expect(await send(cadre, confirmation(police?.id))).toBeRefused('duty.otherSide')
    expect(await send(guard, confirmation(staff[0]?.id))).toBeRefused('request.forbidden')
  })

  const guestAt = (instant: Date, fields: Json = {}): Json => ({
    kind: 'guest',
    id: newId(at('07:45')),
    shiftId: shift,
    at: instant.toISOString(),
    ...fields,
  })
  const massTimes = async (): Promise<number> => {
    await world.deliverFacts()
    await sweep(world, 'statistics.rollup')
    const days = 'firstDay=2026-11-23&lastDay=2026-11-23'
    const path = `/api/statistics/values?indicators=duty_person_times_mass&${days}`
    return (await commander.get(path)).body.values[0].value
  }

  it('knows guests by a form of address at most, and they never count for a part', async () => {
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    const reply = await send(cadre, guestAt(at('07:45'), { label: '王师傅' }))
    expect(reply.status).toBe(200)
    expect(await row()).toMatchObject({ guests: 1, have: { volunteer: 0 } })
    const { people } = (await commander.get(`/api/duty/shifts/${shift}/people`)).body
    expect(people.find((one: Json) => one.role === 'guest').personName).toBe('')
    const seen = (await cadre.get(`/api/duty/shifts/${shift}/people`)).body.people
    expect(seen.find((one: Json) => one.role === 'guest').personName).toBe('王师傅')
  })

  it('of a guest counts by the word of a leader, at once or afterwards', async () => {
    const before = await massTimes()
    const { guests } = await row()
    const volunteer = world.as('volunteer', { at: 'schoolA1' })
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    const written = await send(volunteer, guestAt(at('07:40'), { label: '孙阿姨' }))
    expect(written.body.checkIn).toMatchObject({
      approval: 'pending',
      counts: false,
      causes: ['guestUnconfirmed'],
    })
    expect((await row()).guests).toBe(guests)
    expect(await massTimes()).toBe(before)
    const { id } = written.body.checkIn
    const pending = async (client: Client): Promise<Json> =>
      (await client.get('/api/duty/check-ins/pending')).body.rows.find((one: Json) => one.id === id)
    const name = nameOf(world, volunteer)
    const seen = { role: 'guest', personName: '孙阿姨', registeredByName: name }
    expect(await pending(cadre)).toMatchObject(seen)
    // A guest's name is the school's alone.
    expect(await pending(commander)).toMatchObject({ ...seen, personName: '' })
    await cadre.post(`/api/duty/check-ins/${id}/decision`, { decision: 'approved' })
    expect((await row()).guests).toBe(guests + 1)
    expect(await massTimes()).toBe(before + 1)

    const vouched = await send(cadre, guestAt(at('07:40')))
    expect(vouched.body.checkIn).toMatchObject({ approval: 'notNeeded', counts: true })
    expect(await massTimes()).toBe(before + 2)
    const lastWeek = new Date(at('07:40').getTime() - 7 * 86_400_000)
    const afterwards = await send(cadre, guestAt(lastWeek))
    expect(afterwards.body.checkIn).toMatchObject({
      approval: 'pending',
      counts: false,
      causes: ['outsideWindow'],
    })
    const own = `/api/duty/check-ins/${afterwards.body.checkIn.id}/decision`
    expect(await cadre.post(own, { decision: 'approved' })).toBeRefused('duty.ownDecision')
    expect(await massTimes()).toBe(before + 2)
  })

  it('is delivered from the outbox one by one: a bad record holds up none of its neighbours', async () => {
    const good = checkInRecord(shift, { at: at('07:46'), gate: post, fields: { offline: true } })
    const event = {
      kind: 'event',
      id: newId(at('07:46')),
      postId: post.id,
      shiftId: shift,
      event: 'help',
      at: at('07:46').toISOString(),
      offline: true,
    }
    const elsewhere = checkInRecord(newId(at('07:46')), { at: at('07:46'), gate: post })
    const reply = await batch(guard, [
      good,
      { ...good, id: newId(at('07:46')), method: 'teleport' },
      event,
      elsewhere,
      good,
      { ...good, kit: ['whistle'] },
    ])
    expect(reply.status).toBe(200)
    expect(reply.body.receipts.map(({ outcome, code }: Json) => code ?? outcome)).toEqual([
      'stored',
      'request.invalid',
      'stored',
      'request.notFound',
      'duplicate',
      'request.conflict',
    ])
    expect(reply.body.receipts[0].checkIn.counts).toBe(true)
  })

  it('that comes after its retention keeps the verdict and no position', async () => {
    const record = checkInRecord(shift, { at: at('07:47'), gate: post })
    world.clock.set(new Date(at('07:47').getTime() + 31 * 86_400_000))
    const seat = await freshGuard(world)
    const reply = await send(seat, record, world.clock.now())
    expect(reply.body.checkIn).toMatchObject({ verdict: 'inside' })
    const again = await send(seat, record, world.clock.now())
    expect(again.body.checkIn.distanceM).toBeNull()
    await sweep(world, 'duty.erase')
    world.clock.set(at('07:48'))
  })

  it('belongs to its county, needs a session, a permission and a shape', async () => {
    const foreign = world.as('guard', { at: 'schoolB1' })
    const record = checkInRecord(shift, { at: at('07:45'), gate: post })
    expect(await send(foreign, record)).toBeRefused('request.notFound')
    expect(await send(world.anonymous, record)).toBeRefused('request.notSignedIn')
    const office = world.as('educationOfficer', { at: 'countyA' })
    expect(await send(office, record)).toBeRefused('request.forbidden')
    expect(await send(guard, { ...record, position: undefined })).toBeRefused('request.invalid')
  })
})

const nameOf = (world: County, { personId }: Client): string | undefined =>
  Object.values(world.ids.people)
    .flat()
    .find(({ id }) => id === personId)?.name

/** Sessions of the world have ended a month later; this one begins then. */
async function freshGuard(world: County): Promise<Client> {
  const reply = await world.anonymous.post('/api/identity/sign-in', {
    loginName: 'guard-schoola1',
    password: 'correct horse battery',
    deviceName: 'phone',
    deviceBound: true,
  })
  const cookie = String(reply.headers['set-cookie'])
  const token = /anyuan_session=([^;]+)/.exec(cookie)?.[1]
  if (!token) throw new Error(`No session: ${JSON.stringify(reply.body)}`)
  return world.withToken(token)
}
