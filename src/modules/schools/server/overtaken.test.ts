import { Client as PgClient } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, type County, county, type Reply } from '../../../../test/county.ts'
import { newId } from '../../../platform/database/new-id.ts'

let c: County
let commander: Client
beforeAll(async () => {
  c = await county()
  commander = c.as('countyCommander', { at: 'countyA' })
})
afterAll(() => c.close())
const id = () => newId(c.clock.now())
const school = () => `/api/schools/${c.ids.schools.schoolA1.id}`

/** Two requests that have both read a row before either has written it: a second lies between. */
async function atOnce(table: string, rowId: string, both: readonly (() => Promise<Reply>)[]) {
  const holder = new PgClient({ connectionString: c.databaseUrl })
  await holder.connect()
  await holder.query('begin')
  await holder.query(`select from ${table} where id = $1 for update`, [rowId])
  const replies: Promise<Reply>[] = []
  for (const request of both) {
    c.clock.advance(1000)
    replies.push(request())
    await waiting(replies.length)
  }
  await holder.query('rollback')
  await holder.end()
  return Promise.all(replies)
}

async function waiting(count: number): Promise<void> {
  const held = `select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  while ((await c.sql(held)).length < count);
}

const enterStaff = async () => {
  const staff = { id: id(), personId: id(), newPersonName: '沈青禾', kind: 'guard' }
  await commander.post(`${school()}/staff`, { ...staff, source: 'company', startsOn: '2026-09-01' })
  return staff.id
}

const enterRoom = async () => {
  const position = { lon: 102.5, lat: 24.9, system: 'wgs84', source: 'survey', accuracyM: 3 }
  const room = { id: id(), kind: 'street', name: '城关警务室', position, activeFrom: '2026-01-01' }
  await commander.post('/api/schools/police-rooms', room)
  return room.id
}

const enterOfficer = async () => {
  const officer = c.ids.people.stationA1?.find(({ dutyRole }) => dutyRole === 'police')
  const link = { id: id(), personId: officer?.id, kind: 'leader', startsOn: '2026-09-01' }
  await commander.post(`${school()}/officers`, link)
  return link.id
}

const ends = { endReason: 'left' }
it.each([
  [
    'staff',
    enterStaff,
    (row: string) => (nth: number) =>
      commander.post(`/api/schools/staff/${row}/end`, {
        version: 1,
        endsOn: `2026-11-0${nth}`,
        ...ends,
      }),
  ],
  [
    'police_room',
    enterRoom,
    (row: string) => (nth: number) =>
      commander.patch(`/api/schools/police-rooms/${row}`, {
        version: 1,
        activeUntil: `2026-11-0${nth}`,
      }),
  ],
  [
    'linked_officer',
    enterOfficer,
    (row: string) => (nth: number) =>
      commander.post(`/api/schools/officers/${row}/end`, {
        version: 1,
        endsOn: `2026-11-0${nth}`,
      }),
  ],
  [
    'school',
    async () => c.ids.schools.schoolA2.id,
    (row: string) => () =>
      commander.post(`/api/schools/${row}/state`, { version: 1, state: 'suspended' }),
  ],
])(
  'of two changes of %s at once the second is told, and one past is kept',
  async (table, enter, change) => {
    const row = await enter()
    const one = change(row)
    const both = await atOnce(`schools.${table}`, row, [() => one(1), () => one(2)])
    const [lost, ...others] = both.filter(({ status }) => status !== 200)
    expect([lost, others]).toEqual([expect.anything(), []])
    expect(lost).toBeRefused('request.stale')
    const past = await c.sql('select known_until from schools.past_row where row_id = $1', [row])
    expect(past).toHaveLength(1)
  },
)
