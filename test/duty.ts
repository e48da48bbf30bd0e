import { Client as PgClient } from 'pg'
import { instantOf } from '../src/platform/clock/zoned.ts'
import { newId } from '../src/platform/database/new-id.ts'
import type { Client, County, Reply } from './county.ts'
import type { SchoolKey } from './world.ts'

/** A post at a school's gate, with where the gate is. */
export interface GatePost {
  readonly id: string
  readonly school: SchoolKey
  readonly lon: number
  readonly lat: number
}

export const monday = '2026-11-23'

/** A local wall time of the test's Monday, or of another day. */
export const at = (time: string, day = monday): Date => instantOf(day, time)

const countyOf = (school: SchoolKey) => (school.startsWith('schoolA') ? 'countyA' : 'countyB')

/** Sets up a post at a school's gate as its county's commander, with the usual team. */
export async function gatePost(
  world: County,
  school: SchoolKey,
  fields: Record<string, unknown> = {},
): Promise<GatePost> {
  const { gateId, name, lon, lat } = world.ids.schools[school]
  const id = newId(world.clock.now())
  const reply = await world
    .as('countyCommander', { at: countyOf(school) })
    .post('/api/duty/posts', {
      id,
      gateId,
      name: `${name}正门岗`,
      activeFrom: '2026-09-01',
      ...fields,
    })
  if (reply.status !== 200) throw new Error(`No post: ${JSON.stringify(reply.body)}`)
  return { id, school, lon, lat }
}

/** The id of a post's shift. */
export async function shiftOf(
  world: County,
  post: GatePost,
  half: 'arrival' | 'dismissal',
  day = monday,
): Promise<string> {
  const path = `/api/duty/board?day=${day}&half=${half}`
  const board = await world.as('countyCommander', { at: countyOf(post.school) }).get(path)
  const row = board.body.rows.find((one: { postId: string }) => one.postId === post.id)
  if (!row) throw new Error(`No shift of ${post.school} on ${day}, ${half}.`)
  return row.shiftId
}

export interface CheckInOptions {
  readonly at: Date
  readonly gate: { lon: number; lat: number }
  /** Metres north of the gate. */
  readonly metresOff?: number
  readonly accuracyM?: number
  readonly direction?: 'in' | 'out'
  readonly id?: string
  readonly fields?: Record<string, unknown>
}

/** A check-in by position as the phone writes it. */
export function checkInRecord(shiftId: string, options: CheckInOptions): Record<string, unknown> {
  const { gate, metresOff = 0, accuracyM = 8 } = options
  return {
    kind: 'checkIn',
    id: options.id ?? newId(options.at),
    shiftId,
    direction: options.direction ?? 'in',
    at: options.at.toISOString(),
    method: 'position',
    position: { lon: gate.lon, lat: gate.lat + metresOff / 111_195, accuracyM, provider: 'gps' },
    ...options.fields,
  }
}

export function checkIn(client: Client, shiftId: string, options: CheckInOptions): Promise<Reply> {
  return client.post('/api/duty/check-ins', {
    deviceNow: options.at.toISOString(),
    record: checkInRecord(shiftId, options),
  })
}

/** Runs a sweep until nothing is due. */
export async function sweep(world: County, name: string): Promise<void> {
  const run = world.product.sweeps.get(name)
  if (!run) throw new Error(`No sweep ${name}.`)
  while ((await run()) > 0);
}

/** What is asked while rows are held; it waits at them until it has been asked. */
export async function whileHeld(
  world: County,
  rows: string,
  values: readonly unknown[],
  asked: () => Promise<void>,
): Promise<void> {
  const holder = new PgClient({ connectionString: world.databaseUrl })
  await holder.connect()
  try {
    await holder.query('begin')
    await holder.query(rows, [...values])
    await asked()
  } finally {
    await holder.query('rollback')
    await holder.end()
  }
}

/** How many wait for what somebody else holds. */
export async function waiting(world: County): Promise<number> {
  const held = `select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  return (await world.sql(held)).length
}
