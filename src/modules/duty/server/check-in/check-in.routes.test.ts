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
    const teacher = world.as('dutyTeacher', { at: 'schoolA1' })
    const secret = Buffer.alloc(20, 7)
    const code = (gateCode: string) => ({
      kind: 'checkIn',
      id: newId(at('07:45')),
      shiftId: shift,
      direction: 'in',
      at: at('07:45').toISOString(),
      method: 'gateCode',
      gateCode,
    })
    const right = await send(teacher, code(gateCodeAt(secret, at('07:45'))))
    expect(right.body.checkIn).toMatchObject({ verdict: 'inside', counts: true })
    const old = await send(teacher, code(gateCodeAt(secret, at('07:30'))))
    expect(old.body.checkIn).toMatchObject({ causes: expect.arrayContaining(['gateCodeWrong']) })
    expect(old.body.checkIn.counts).toBe(false)
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

  it('knows guests by a form of address at most, and they never count', async () => {
    const guest = { kind: 'guest', id: newId(at('07:45')), shiftId: shift, label: '王师傅' }
    const reply = await send(guard, { ...guest, at: at('07:45').toISOString() })
    expect(reply.status).toBe(200)
    expect(await row()).toMatchObject({ guests: 1, have: { volunteer: 0 } })
    const { people } = (await commander.get(`/api/duty/shifts/${shift}/people`)).body
    // A guest's name is the school's alone.
    expect(people.find((one: Json) => one.role === 'guest').personName).toBe('')
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    const seen = (await cadre.get(`/api/duty/shifts/${shift}/people`)).body.people
    expect(seen.find((one: Json) => one.role === 'guest').personName).toBe('王师傅')
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
