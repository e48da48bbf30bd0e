import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { newId } from '../src/platform/database/new-id.ts'

const folder = join(import.meta.dirname, '../migrations')
const name = `upgrade_${randomBytes(6).toString('hex')}`
let server: Client
let database: Client

/** What an installation holds that was made before a migration must be right after it. */
async function migrate(from: number, until: number): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  for (const file of files) {
    const number = Number.parseInt(file, 10)
    if (number < from || number >= until) continue
    await database.query(await readFile(join(folder, file), 'utf8'))
  }
}

beforeAll(async () => {
  server = new Client({ connectionString: inject('databaseServerUrl') })
  await server.connect()
  await server.query(`create database ${name} template template0`)
  const url = new URL(inject('databaseServerUrl'))
  url.pathname = `/${name}`
  database = new Client({ connectionString: url.href })
  await database.connect()
  // The migrator's own list, which a migration once mended.
  await database.query(
    'create schema anyuan_migration create table kysely_migration (name text, timestamp text)',
  )
  await migrate(1, 38)
  await enterCorrectedResult()
  await enterPairings()
})
afterAll(async () => {
  await database.end()
  await server.query(`drop database ${name}`)
  await server.end()
})

const id = () => newId(new Date('2026-09-01T00:00:00Z'))
const countyId = id()

const event = { id: id(), author: id(), corrector: id() }

/** A result whose author was overwritten by who corrected it; the trail knows both. */
async function enterCorrectedResult(): Promise<void> {
  const at = '2026-11-23T00:30Z'
  // What the rows refer to is not tried here.
  await database.query('set session_replication_role = replica')
  await database.query(
    `insert into duty.post_event (county_id, id, area_path, post_id, person_id, kind, heads, result,
       at, received_at, content_hash, settled_result, settled_at, settled_by)
     values ($1, $2, 'p53.c5329.k532901', $3, $4, 'request', 1, 'following', $5, $5,
       sha256('one'), 'cleared', $5, $6)`,
    [countyId, event.id, id(), event.author, at, event.corrector],
  )
  await database.query(
    `insert into identity.audit_entry (county_id, sequence, area_path, at, actor_person_id, action,
       subject_kind, subject_id, previous_hash, hash)
     select $1, nth, 'p53.c5329.k532901', $2::timestamptz + nth * interval '1 minute', actor,
       action, 'postEvent', $3, sha256('before'), sha256(nth::text::bytea)
     from (values (1, $4::uuid, 'duty.event.settle'), (2, $5::uuid, 'duty.event.correct'))
       as e (nth, actor, action)`,
    [countyId, at, event.id, event.author, event.corrector],
  )
}

/** Pairings of a term, of which only the second was told a last day. */
async function enterPairings(): Promise<void> {
  const termId = id()
  await database.query(
    `insert into schools.term (county_id, id, area_path, name, starts_on, ends_on)
     values ($1, $2, 'p53.c5329.k532901', '秋季学期', '2026-09-01', '2027-01-20')`,
    [countyId, termId],
  )
  await database.query(
    `insert into schools.linked_officer (county_id, id, area_path, school_id, person_id, kind,
       term_id, starts_on, ends_on)
     select $1, gen_random_uuid(), 'p53.c5329.k532901', $2, $3, kind, $4, starts_on, ends_on
     from (values ('paired', date '2026-09-01', null), ('paired', '2026-09-02', date '2026-10-01'),
       ('paired', '2027-02-01', null), ('linked', '2026-09-03', null))
       as l (kind, starts_on, ends_on)`,
    [countyId, id(), id(), termId],
  )
}

const enterSchool = async (state: string, knownFrom: string): Promise<string> => {
  const schoolId = id()
  const path = `p53.c5329.k532901.${schoolId.replaceAll('-', '_')}`
  await database.query(
    `insert into identity.area (id, level, name, path, county_id)
     values ($1, 'school', '第一小学', $2, $3)`,
    [schoolId, path, countyId],
  )
  await database.query(
    `insert into schools.school (county_id, id, area_path, area_id, name, kind, boarding, state,
       created_at, updated_at, known_from)
     values ($1, $2, $3, $2, '第一小学', 'primary', true, $4, '2026-01-01T00:00Z',
       '2026-01-01T00:00Z', $5)`,
    [countyId, schoolId, path, state, knownFrom],
  )
  return schoolId
}

const recordChange = (
  schoolId: string,
  at: string,
  { kind = 'school', change = 'updated', ...values }: Record<string, unknown>,
) =>
  database.query(
    `insert into schools.change_entry (county_id, id, area_path, school_id, subject_kind,
       subject_id, change, at, fields, before, after)
     select $1, $2, area_path, id, $3, id, $4, $5, '{}', $6, $7
     from schools.school where id = $8`,
    [countyId, id(), kind, change, at, values['before'], values['after'] ?? {}, schoolId],
  )

const versionsOf = async (schoolId: string) =>
  (
    await database.query<Record<string, unknown>>(
      `select state, boarding, known_from::text as "from", known_until::text as until
       from schools.published_school_version where id = $1 order by known_from`,
      [schoolId],
    )
  ).rows.map(({ state, boarding, from, until }) => [state, boarding, from, until])

it('carries over what schools were before their versions were kept, and no note of gear', async () => {
  await database.query(`set timezone to 'UTC'`)
  const closed = await enterSchool('closed', '-infinity')
  await recordChange(closed, '2026-03-01T00:00Z', { before: { boarding: false, name: '一小' } })
  await recordChange(closed, '2026-04-01T00:00Z', { before: { town: '城关镇' } })
  await recordChange(closed, '2026-05-01T00:00Z', { before: { state: 'operating' } })
  const since = await enterSchool('suspended', '2026-11-10T00:00Z')
  await database.query(
    `insert into schools.past_row (county_id, relation, row_id, area_path, known_from, known_until,
       was)
     select county_id, 'school', id, area_path, '-infinity', '2026-11-10T00:00Z',
       '{"kind": "primary", "tags": [], "state": "operating", "boarding": true,
         "ownership": "public"}'
     from schools.school where id = $1`,
    [since],
  )
  await recordChange(since, '2026-02-01T00:00Z', { before: { boarding: false } })
  await recordChange(since, '2026-11-10T00:00Z', { before: { state: 'operating' } })
  const never = await enterSchool('operating', '-infinity')
  const gear = { kind: 'gear', change: 'created', after: { gear: 'fork', note: '张三领用' } }
  await recordChange(never, '2026-02-01T00:00Z', gear)

  await migrate(38, Number.POSITIVE_INFINITY)

  expect(await versionsOf(closed)).toEqual([
    ['operating', false, '2026-01-01 00:00:00+00', '2026-03-01 00:00:00+00'],
    ['operating', true, '2026-03-01 00:00:00+00', '2026-05-01 00:00:00+00'],
    ['closed', true, '2026-05-01 00:00:00+00', 'infinity'],
  ])
  expect(await versionsOf(since)).toEqual([
    ['operating', false, '2026-01-01 00:00:00+00', '2026-02-01 00:00:00+00'],
    ['operating', true, '2026-02-01 00:00:00+00', '2026-11-10 00:00:00+00'],
    ['suspended', true, '2026-11-10 00:00:00+00', 'infinity'],
  ])
  expect(await versionsOf(never)).toEqual([
    ['operating', true, '2026-01-01 00:00:00+00', 'infinity'],
  ])
  const { rows } = await database.query(
    `select after from schools.change_entry where subject_kind = 'gear'`,
  )
  expect(rows).toEqual([{ after: { gear: 'fork' } }])
})

it('gives the result of an event back to who said it first, and names who corrected it', async () => {
  const { rows } = await database.query(
    `select settled_by, corrected_by, corrected_at::text as at from duty.post_event where id = $1`,
    [event.id],
  )
  const at = '2026-11-23 00:32:00+00'
  expect(rows).toEqual([{ settled_by: event.author, corrected_by: event.corrector, at }])
})

it('ends pairings with the term of their list, and knows what a school of a kind teaches', async () => {
  const links = await database.query<{ starts: string; ends: string | null }>(
    `select starts_on::text as starts, ends_on::text as ends from schools.linked_officer
     order by starts_on`,
  )
  expect(links.rows.map(({ starts, ends }) => [starts, ends])).toEqual([
    ['2026-09-01', '2027-01-20'],
    ['2026-09-02', '2026-10-01'],
    ['2026-09-03', null],
    ['2027-02-01', '2027-02-01'],
  ])
  const { rows } = await database.query('select distinct kind, stages from schools.school')
  expect(rows).toEqual([{ kind: 'primary', stages: ['primary'] }])
})
