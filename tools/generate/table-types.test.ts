import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { readRelations } from './catalog.ts'
import { tableTypes } from './table-types.ts'

let database: TestDatabase
let client: Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

async function typesAfter(sql: string): Promise<string> {
  await client.query('begin')
  try {
    await client.query(`create schema example; ${sql}`)
    const relations = await readRelations(client, 'example')
    return tableTypes(relations.map((relation) => ({ schema: 'example', relation })))
  } finally {
    await client.query('rollback')
  }
}

test('each column has the type that the driver hands over', async () => {
  const text = await typesAfter(`
    create table example.sample (
      number bigint generated always as identity,
      id uuid not null,
      area_path ltree not null,
      class platform.row_class not null default 'joint',
      day date not null,
      at timestamptz,
      wall time not null default '07:00',
      tags text[] not null default '{}',
      ratio numeric not null,
      kind text not null check (kind in ('it''s', 'plain')),
      maybe text check (maybe in ('one', 'two')),
      settings jsonb not null,
      detail jsonb not null default '{}',
      before jsonb
    )`)
  expect(text).toContain(`export interface SampleTable {
  number: GeneratedAlways<number>
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  day: string
  at: Date | null
  wall: Generated<string>
  tags: Generated<string[]>
  ratio: string
  kind: 'it\\'s' | 'plain'
  maybe: 'one' | 'two' | null
  settings: Json
  detail: GeneratedJson
  before: NullableJson
}`)
  expect(text).toContain("'example.sample': SampleTable")
})

test('a view on one table keeps what the table says of its columns', async () => {
  const text = await typesAfter(`
    create table example.sample (
      id uuid not null, kind text not null check (kind in ('a', 'b')), note text not null);
    create view example.published_sample as
      select id, kind, nullif(note, '') as note from example.sample`)
  expect(text).toContain(`export interface PublishedSampleView {
  id: string
  kind: 'a' | 'b'
  note: string | null
}`)
})

test('a type without an agreed counterpart is refused by name', async () => {
  await expect(typesAfter('create table example.sample (spot point)')).rejects.toThrow(
    'example.sample.spot: no TypeScript type for point',
  )
})
