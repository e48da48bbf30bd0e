import { Client as PgClient } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county, type Reply } from '../../../../../test/county.ts'
import { at } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

let world: County
beforeAll(async () => {
  world = await county()
})
afterAll(() => world.close())

async function waiting(count: number): Promise<void> {
  const held = `select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  while ((await world.sql(held)).length < count);
}

it('that a phone repeats to another server while the first still stores it is stored once and answered twice', async () => {
  const token = world.as('stationOfficer', { at: 'stationA1' }).token ?? ''
  const officers = [world.withToken(token), world.withToken(token, await world.another())]
  const record = {
    kind: 'deployment',
    id: newId(at('07:00')),
    task: 'gateDuty',
    onDay: '2026-11-23',
    policeHeads: 2,
    vehicles: 1,
    note: '增派一组',
    at: at('07:00').toISOString(),
  }
  const holder = new PgClient({ connectionString: world.databaseUrl })
  await holder.connect()
  // The first batch waits with its row written and nothing committed; the second for the first.
  await holder.query('begin; lock table platform.remark in exclusive mode')
  const replies: Promise<Reply>[] = []
  const body = { deviceNow: at('07:00').toISOString(), record }
  for (const [index, officer] of officers.entries()) {
    replies.push(officer.post('/api/duty/deployments', body))
    await waiting(index + 1)
  }
  await holder.query('rollback')
  await holder.end()
  const both = await Promise.all(replies)
  expect(both.map(({ status, body }) => [status, body.outcome])).toEqual([
    [200, 'stored'],
    [200, 'duplicate'],
  ])
  const audited = await world.sql('select from identity.audit_entry where subject_id = $1', [
    record.id,
  ])
  expect(audited).toHaveLength(1)
})
