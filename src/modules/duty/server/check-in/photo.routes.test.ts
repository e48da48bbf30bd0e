import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county, type Reply } from '../../../../../test/county.ts'
import {
  at,
  checkIn,
  checkInRecord,
  type GatePost,
  gatePost,
  shiftOf,
  sweep,
} from '../../../../../test/duty.ts'
import { openStream, type StreamEvent } from '../../../../../test/stream.ts'
import { upload } from '../../../../../test/uploads.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { boardTopic } from '../../contract/board.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

/** One grey point, as a camera's encoder writes it. */
const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP///////////////////////////////////////////////////////////' +
    '///////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64',
)
const photoSha256 = createHash('sha256').update(jpeg).digest('hex')
const team = [{ role: 'police', heads: 1, must: true }]
const today = 'firstDay=2026-11-23&lastDay=2026-11-23'

describe('an uncertain position with a picture', () => {
  let world: County
  let post: GatePost
  let shift: string
  let officer: Client
  let commander: Client
  const photoFileId = newId(at('07:45'))

  beforeAll(async () => {
    world = await county()
    post = await gatePost(world, 'schoolA1', { team })
    shift = await shiftOf(world, post, 'arrival')
    officer = world.as('stationOfficer', { at: 'stationA1' })
    commander = await world.stepUp(world.as('countyCommander', { at: 'countyA' }))
    world.clock.set(at('07:46'))
  })
  afterAll(() => world.close())

  const blurred = { metresOff: 40, accuracyM: 60 }
  const announce = (client: Client, shiftId: string, fields: object): Promise<Reply> =>
    checkIn(client, shiftId, {
      at: world.clock.now(),
      gate: post,
      ...blurred,
      fields: { ...fields },
    })
  const send = (client: Client, id: string, bytes: Buffer = jpeg): Promise<Reply> =>
    upload(world, client, '/api/duty/photos', { name: 'photo.jpg', bytes, fields: { id } })
  const row = async (): Promise<Json> =>
    (await commander.get(`/api/duty/board/rows?shiftIds=${shift}`)).body.rows[0]
  const figures = async (): Promise<Json> => {
    await world.deliverFacts()
    await sweep(world, 'statistics.rollup')
    const names = 'duty_person_times_police,police_shifts_seen'
    const reply = await commander.get(`/api/statistics/values?indicators=${names}&${today}`)
    return reply.body.values.map(({ value }: Json) => value)
  }

  it('waits until the picture is here: no empty gate, and nothing counts', async () => {
    const { body } = await announce(officer, shift, { photoFileId, photoSha256 })
    expect(body.checkIn).toMatchObject({ approval: 'pending', counts: false })
    expect(body.checkIn.causes).toContain('photoAwaited')
    await sweep(world, 'duty.watch')
    const waiting = { state: 'uncertain', gap: null, have: { police: 0 }, doubtful: { police: 1 } }
    expect(await row()).toMatchObject(waiting)
    expect(await figures()).toEqual([0, 0])
    const leftOut = `/api/statistics/indicators/duty_person_times_police/left-out?${today}`
    const { rows } = (await commander.get(leftOut)).body
    expect(rows.map(({ reason }: Json) => reason)).toEqual(['photoAwaited'])
    const leader = world.as('countyCommander', { at: 'countyA' })
    const pending = (await leader.get('/api/duty/check-ins/pending')).body.rows
    expect(pending).toMatchObject([{ hasPhoto: false, photoSha256 }])
  })

  it('of somebody who has left since hides no empty gate', async () => {
    const gate = await gatePost(world, 'schoolA2', { team })
    const left = await shiftOf(world, gate, 'arrival')
    const client = world.as('stationOfficer', { at: 'stationA2' })
    const fields = { photoFileId: newId(at('07:35')), photoSha256 }
    const deviceNow = world.clock.now().toISOString()
    for (const record of [
      checkInRecord(left, { at: at('07:35'), gate, ...blurred, fields }),
      checkInRecord(left, { at: at('07:45'), gate, direction: 'out' }),
    ]) {
      expect((await client.post('/api/duty/check-ins', { deviceNow, record })).status).toBe(200)
    }
    await sweep(world, 'duty.watch')
    const { rows } = (await commander.get(`/api/duty/board/rows?shiftIds=${left}`)).body
    expect(rows).toMatchObject([{ state: 'unmanned', doubtful: { police: 0 } }])
    expect(rows[0].gap).not.toBeNull()
  })

  it('is no proof with a digest alone: no picture could ever be told apart', async () => {
    const auxiliary = world.as('auxiliary', { at: 'stationA1' })
    const { body } = await announce(auxiliary, shift, { photoSha256 })
    expect(body.checkIn.causes).toContain('uncertainWithoutPhoto')
  })

  it('counts with the picture, and board, figures and open screens follow', async () => {
    const reports = '/api/statistics/reports'
    const brief = { id: newId(at('17:30')), kind: 'dailyBrief', day: '2026-11-23' }
    world.clock.set(at('17:30'))
    const made = (await commander.post(reports, brief)).body
    const document = { ...made.document, documentNumber: '安公治日报〔2026〕218号' }
    const edited = { version: made.version, document }
    const { version } = (await commander.patch(`${reports}/${brief.id}`, edited)).body
    await world.stepUp(commander)
    const signed = await commander.post(`${reports}/${brief.id}/sign`, { version })
    expect(signed.body).toMatchObject({ state: 'signed' })

    world.clock.set(at('18:00'))
    const other = Buffer.concat([jpeg, Buffer.from('x')])
    expect(await send(officer, photoFileId, other)).toBeRefused('duty.otherPhoto')
    const hash = createHash('sha256').update(other).digest('hex')
    const { dataFolder } = world.product.ground.config
    expect(existsSync(join(dataFolder, 'files', hash.slice(0, 2), hash))).toBe(false)
    expect(await figures()).toEqual([0, 0])
    const stream = await openStream(await world.listen(), commander.token)
    await stream.until(({ event }) => event === 'beat')
    expect((await send(officer, photoFileId)).body).toEqual({
      id: photoFileId,
      sha256: photoSha256,
    })
    const tellsOf = ({ data }: StreamEvent) =>
      data['topic'] === boardTopic && (data['keys'] as string[]).includes(shift)
    expect((await stream.until(tellsOf)).some(tellsOf)).toBe(true)
    stream.close()
    expect((await send(officer, photoFileId)).status).toBe(200)
    expect(await row()).toMatchObject({ have: { police: 1 }, doubtful: { police: 0 } })
    expect(await figures()).toEqual([1, 1])

    const now = (await commander.get(`${reports}/${brief.id}/recomputation`)).body
    expect(now.same).toBe(now.total)
    const seen = now.figures.find(({ key }: Json) => key === 'duty_person_times')
    expect(seen).toMatchObject({ stored: 0, present: 1 })
  })

  it('still waits where something else is doubtful, and a refusal stands', async () => {
    const dismissal = await shiftOf(world, post, 'dismissal')
    const auxiliary = world.as('auxiliary', { at: 'stationA1' })
    const late = newId(world.clock.now())
    const { body } = await announce(auxiliary, dismissal, { photoFileId: late, photoSha256 })
    expect(body.checkIn.causes).toEqual(expect.arrayContaining(['photoAwaited', 'outsideWindow']))
    await send(auxiliary, late)
    const { rows } = (await commander.get('/api/duty/check-ins/pending')).body
    const waiting = rows.find(({ id }: Json) => id === body.checkIn.id)
    expect(waiting).toMatchObject({ hasPhoto: true, approval: 'pending', counts: false })
    expect(waiting.causes).not.toContain('photoAwaited')

    const refused = newId(world.clock.now())
    const second = await announce(auxiliary, dismissal, { photoFileId: refused, photoSha256 })
    const decision = `/api/duty/check-ins/${second.body.checkIn.id}/decision`
    await commander.post(decision, { decision: 'refused' })
    await send(auxiliary, refused)
    const after = await commander.post(decision, { decision: 'refused' })
    expect(after.body).toMatchObject({ approval: 'refused', counts: false })
  })

  it('that comes later than it may be kept proves nothing: a leader decides', async () => {
    const late = newId(world.clock.now())
    const auxiliary = world.as('auxiliary', { at: 'stationA1' })
    const { body } = await announce(auxiliary, shift, { photoFileId: late, photoSha256 })
    const { id } = body.checkIn
    await world.sql(`update duty.check_in set at = at - interval '31 days' where id = $1`, [id])
    expect((await send(auxiliary, late)).status).toBe(200)
    const decision = { decision: 'approved' }
    const approved = await commander.post(`/api/duty/check-ins/${id}/decision`, decision)
    expect(approved.body).toMatchObject({ approval: 'approved', counts: true })
    expect(approved.body.causes).toContain('photoAwaited')
  })
})
