import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, checkIn, type GatePost, gatePost, shiftOf, sweep } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { settingDefaults } from '../../contract/setting.ts'

const team = [{ role: 'police', heads: 1, must: true }]

describe('an unmanned post', () => {
  let world: County
  let post: GatePost
  let shift: string
  let commander: Client

  beforeEach(async () => {
    world = await county()
    post = await gatePost(world, 'schoolA1', { team })
    shift = await shiftOf(world, post, 'arrival')
    commander = world.as('countyCommander', { at: 'countyA' })
    world.clock.set(at('07:45'))
    await sweep(world, 'duty.watch')
  })
  afterEach(() => world.close())

  const row = async () =>
    (await commander.get(`/api/duty/board/rows?shiftIds=${shift}`)).body.rows[0]
  const proposals = async () =>
    (await commander.get(`/api/duty/gaps/${(await row()).gap.id}/proposals?limit=20`)).body
  const ask = async (body: object = {}) =>
    commander.post(`/api/duty/gaps/${(await row()).gap.id}/requests`, {
      id: newId(world.clock.now()),
      ...body,
    })

  it('is not offered as free who holds another gate without having been planned there', async () => {
    const other = await gatePost(world, 'schoolA2', { team })
    const held = await shiftOf(world, other, 'arrival')
    const standIn = world.as('stationOfficer', { at: 'stationA2' })
    const rankOf = async () => {
      const { proposals: all } = await proposals()
      return all.find((one: { personId: string }) => one.personId === standIn.personId)
    }
    expect(await rankOf()).toMatchObject({ rank: 'free', doingNow: null })
    await checkIn(standIn, held, { at: at('07:45'), gate: other })
    expect(await rankOf()).toMatchObject({
      rank: 'ownPostWouldBeShort',
      doingNow: { shiftId: held, checkedIn: true },
    })
    world.clock.set(at('07:48'))
    await checkIn(standIn, held, { at: at('07:48'), gate: other, direction: 'out' })
    expect(await rankOf()).toMatchObject({ rank: 'free', doingNow: null })
  })

  it('keeps who is on the way when somebody in doubt closed its gap and is refused', async () => {
    const helper = world.as('stationOfficer', { at: 'stationA2' })
    const { id } = (await ask({ personId: helper.personId })).body
    const accepted = await helper.post(`/api/duty/help-requests/${id}/answer`, {
      answer: 'accepted',
    })
    expect(accepted.status).toBe(200)
    const doubted = world.as('stationOfficer', { at: 'stationA1' })
    const { body } = await checkIn(doubted, shift, { at: at('07:45'), gate: post, accuracyM: 200 })
    expect((await row()).gap).toBeNull()
    const decision = { decision: 'refused' }
    await commander.post(`/api/duty/check-ins/${body.checkIn.id}/decision`, decision)
    expect(await row()).toMatchObject({ state: 'unmanned', group: 'onTheWay', help: { id } })
    expect(await ask()).toBeRefused('duty.helpUnderWay')
  })

  it('goes on to the next one by itself as the area has it, unless somebody says otherwise', async () => {
    const path = `/api/duty/settings/${world.ids.areas.countyA.id}`
    const stored = await commander.put(path, { ...settingDefaults, helpAutoNext: false })
    expect(stored.status).toBe(200)
    expect((await proposals()).autoNext).toBe(false)
    expect((await ask()).body).toMatchObject({ autoNext: false })
  })
})
