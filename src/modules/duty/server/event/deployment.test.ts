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

it('that a phone repeats while its first batch still runs is stored once and answered twice', async () => {
  const officer = world.as('stationOfficer', { at: 'stationA1' })
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
  for (const count of [1, 2]) {
    const body = { deviceNow: at('07:00').toISOString(), record }
    replies.push(officer.post('/api/duty/deployments', body))
    await waiting(count)
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
