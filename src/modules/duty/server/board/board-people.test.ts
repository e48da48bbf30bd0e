import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, checkIn, type GatePost, gatePost, monday, shiftOf } from '../../../../../test/duty.ts'
import { sumOf } from '../../contract/duty-role.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

let world: County
let post: GatePost
let shift: string
let commander: Client
let auxiliary: Client
beforeAll(async () => {
  world = await county()
  // One of the police and two guards; no auxiliary is asked for.
  const team = [
    { role: 'police', heads: 1, must: true },
    { role: 'guard', heads: 2, must: false },
  ]
  post = await gatePost(world, 'schoolA1', { team })
  auxiliary = world.as('auxiliary', { at: 'stationA1' })
  commander = world.as('countyCommander', { at: 'countyA' })
  shift = await shiftOf(world, post, 'arrival')
})
afterAll(() => world.close())

const path = `/api/duty/board/people?day=${monday}&half=arrival`
const people = async (more = ''): Promise<Json> => (await commander.get(path + more)).body

async function come(by: Client, time: string, direction: 'in' | 'out' = 'in') {
  world.clock.set(at(time))
  const reply = await checkIn(by, shift, { at: at(time), gate: post, direction })
  expect(reply.body.checkIn).toMatchObject({ counts: true })
}

it('opens the heads into people; who is there beyond what is asked fills no other post', async () => {
  expect(await people()).toEqual({ rows: [], total: 0, counted: 0 })
  const officer = world.as('stationOfficer', { at: 'stationA1' })
  await come(world.as('guard', { at: 'schoolA1' }), '07:41')
  await come(officer, '07:44')
  await come(world.as('volunteer', { at: 'schoolA1' }), '07:45')
  await come(auxiliary, '07:46')
  const { rows, ...counts } = await people()
  expect(counts).toEqual({ total: 3, counted: 2 })
  expect(rows.map(({ role, counted }: Json) => [role, counted])).toEqual([
    ['police', true],
    ['auxiliary', false],
    ['guard', true],
  ])
  expect(rows[0]).toMatchObject({
    postName: `${world.ids.schools.schoolA1.name}正门岗`,
    personId: officer.personId,
    presence: 'there',
    inAt: at('07:44').toISOString(),
    outAt: null,
  })
  expect(rows[0].personName).not.toBe('')
  const board = (await commander.get(`/api/duty/board?day=${monday}&half=arrival`)).body
  const heads = board.rows.map(({ have }: Json) => sumOf(have) - have.volunteer)
  expect(heads.reduce((sum: number, one: number) => sum + one, 0)).toBe(rows.length)
  expect(await people('&side=volunteer')).toMatchObject({ total: 1, rows: [{ role: 'volunteer' }] })
})

it('gives page after page, and one station', async () => {
  const whole = (await people()).rows
  const first = await people('&limit=2')
  const second = await people(`&limit=2&after=${first.next}`)
  expect([...first.rows, ...second.rows]).toEqual(whole)
  expect(second.next).toBeUndefined()
  const { id } = world.ids.areas.stationA1
  expect((await people(`&stationAreaId=${id}`)).total).toBe(3)
  expect((await people(`&stationAreaId=${world.ids.areas.stationB1.id}`)).total).toBe(0)
})

it('who left before it was time is not there; who left afterwards is told as gone', async () => {
  await come(auxiliary, '07:50', 'out')
  expect((await people()).total).toBe(2)
  await come(world.as('stationOfficer', { at: 'stationA1' }), '08:05', 'out')
  const [officer] = (await people()).rows
  expect(officer).toMatchObject({ presence: 'gone', outAt: at('08:05').toISOString() })
})

it('asks for a session, a permission and a half-day; another county has none of them', async () => {
  expect(await world.anonymous.get(path)).toBeRefused('request.notSignedIn')
  expect(await world.as('guard', { at: 'schoolA1' }).get(path)).toBeRefused('request.forbidden')
  expect(await commander.get('/api/duty/board/people')).toBeRefused('request.invalid')
  const abroad = world.as('countyCommander', { at: 'countyB' })
  expect((await abroad.get(path)).body).toEqual({ rows: [], total: 0, counted: 0 })
})
