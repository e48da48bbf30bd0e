import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import {
  at,
  checkInRecord,
  type GatePost,
  gatePost,
  shiftOf,
  sweep,
} from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

describe("at another station's gate", () => {
  let world: County
  let post: GatePost
  let shift: string
  let commander: Client
  let helper: Client

  beforeEach(async () => {
    world = await county()
    post = await gatePost(world, 'schoolA1')
    shift = await shiftOf(world, post, 'arrival')
    commander = world.as('countyCommander', { at: 'countyA' })
    helper = world.as('stationOfficer', { at: 'stationA2' })
    world.clock.set(at('07:45'))
  })
  afterEach(() => world.close())

  /** The officer of the other station is asked to the gate, which nobody mans, and accepts. */
  const goesToHelp = async (): Promise<void> => {
    await sweep(world, 'duty.watch')
    const { rows } = (await commander.get('/api/duty/gaps?open=true')).body
    const wish = { id: newId(at('07:45')), personId: helper.personId }
    await commander.post(`/api/duty/gaps/${rows[0].id}/requests`, wish)
    const answer = { answer: 'accepted' }
    const accepted = await helper.post(`/api/duty/help-requests/${wish.id}/answer`, answer)
    expect(accepted.body.state).toBe('accepted')
  }
  const send = async (client: Client, ...records: Json[]): Promise<Json[]> => {
    const deviceNow = world.clock.now().toISOString()
    const reply = await client.post('/api/duty/check-ins/batch', { deviceNow, records })
    return reply.body.receipts
  }
  const event = (): Json => ({
    kind: 'event',
    id: newId(at('07:52')),
    postId: post.id,
    shiftId: shift,
    event: 'help',
    at: at('07:52').toISOString(),
  })
  const stored = expect.objectContaining({ outcome: 'stored' })
  const duplicate = expect.objectContaining({ outcome: 'duplicate' })

  it('takes all that who came to help sends, once more if need be', async () => {
    await goesToHelp()
    world.clock.set(at('07:52'))
    const came = checkInRecord(shift, { at: at('07:52'), gate: post })
    expect(await send(helper, came)).toEqual([stored])
    const happened = event()
    expect(await send(helper, came, happened)).toEqual([duplicate, stored])
    expect(await send(helper, happened)).toEqual([duplicate])
    const task = {
      id: newId(at('07:52')),
      postId: post.id,
      startsAt: at('07:52').toISOString(),
      endsAt: at('08:20').toISOString(),
      places: ['东侧小巷'],
    }
    expect((await commander.post('/api/duty/patrols', task)).status).toBe(200)
    const walked = {
      deviceNow: at('07:52').toISOString(),
      record: {
        kind: 'patrolReport',
        id: newId(at('07:52')),
        patrolId: task.id,
        places: task.places,
        at: at('07:52').toISOString(),
      },
    }
    expect((await helper.post('/api/duty/patrol-reports', walked)).body).toEqual(stored)
    world.clock.set(at('08:15'))
    const left = checkInRecord(shift, { at: at('08:15'), gate: post, direction: 'out' })
    const [out] = await send(helper, left)
    expect(out).toMatchObject({ outcome: 'stored', checkIn: { causes: [] } })
  })

  it('takes what a helper wrote down without network, though the shift is over', async () => {
    await goesToHelp()
    world.clock.set(at('09:30'))
    await sweep(world, 'duty.watch')
    const came = checkInRecord(shift, { at: at('07:52'), gate: post, fields: { offline: true } })
    const [receipt] = await send(helper, came)
    expect(receipt).toMatchObject({ outcome: 'stored', checkIn: { counts: true, causes: [] } })
    const people = (await commander.get(`/api/duty/shifts/${shift}/people`)).body.people
    expect(people).toMatchObject([{ personId: helper.personId, assignment: 'help' }])
  })

  it('takes who was told to come, though a draft or a publication has it otherwise', async () => {
    const place = `/api/duty/assignments/${newId(at('07:00'))}`
    const wish = { shiftId: shift, personId: helper.personId, role: 'police' }
    const publish = async (revision: number): Promise<void> => {
      const seen = { revision, mustAttendSeen: true }
      const published = await commander.post('/api/duty/weeks/2026-11-23/publish', seen)
      expect(published.status).toBe(200)
    }
    await commander.put(place, wish)
    await publish(0)
    expect((await commander.delete(place)).status).toBe(200)
    const came = () => checkInRecord(shift, { at: at('07:45'), gate: post })
    const [drafted] = await send(helper, came())
    expect(drafted).toMatchObject({ outcome: 'stored', checkIn: { counts: true, causes: [] } })
    await publish(1)
    const [told] = await send(helper, came())
    expect(told).toMatchObject({ outcome: 'stored', checkIn: { causes: ['notAssigned'] } })
  })

  it('takes a word about others only from who is to be there or came', async () => {
    const place = `/api/duty/assignments/${newId(at('07:00'))}`
    const wish = { shiftId: shift, personId: helper.personId, role: 'police' }
    const publish = (revision: number) =>
      commander.post('/api/duty/weeks/2026-11-23/publish', { revision, mustAttendSeen: true })
    await commander.put(place, wish)
    await publish(0)
    await commander.delete(place)
    const [first, second] = world.ids.people.stationA1 ?? []
    const vouched = (personId: string | undefined): Json => ({
      kind: 'confirmation',
      id: newId(at('07:45')),
      shiftId: shift,
      personId,
      direction: 'in',
      at: at('07:45').toISOString(),
    })
    expect(await send(helper, vouched(first?.id))).toEqual([stored])
    await publish(1)
    const refused = expect.objectContaining({ code: 'request.notFound' })
    expect(await send(helper, vouched(second?.id))).toEqual([refused])
    expect(await send(helper, checkInRecord(shift, { at: at('07:45'), gate: post }))).toEqual([
      stored,
    ])
  })

  it('takes nothing from whoever has nothing to do with it', async () => {
    await goesToHelp()
    const stranger = world.as('auxiliary', { at: 'stationA2' })
    const came = checkInRecord(shift, { at: at('07:45'), gate: post })
    const refused = expect.objectContaining({ code: 'request.notFound' })
    expect(await send(stranger, came, event())).toEqual([refused, refused])
  })
})
