import { Writable } from 'node:stream'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { createLogger } from './logger.ts'

let database: TestDatabase
let client: Client
beforeAll(async () => {
  database = await createTestDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
  await client.query('create temporary table guest (name text unique, age integer check (age > 0))')
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const person = '周"安宁 19900001234'

async function logged(statement: string): Promise<{ err: Record<string, string> }> {
  let text = ''
  const memory = new Writable({
    write(chunk, _encoding, done) {
      text += chunk
      done()
    },
  })
  const error = await client.query(statement, [person]).then(
    () => null,
    (failure: Error) => failure,
  )
  createLogger('info', memory).error({ err: error, name: person, token: person }, 'failed')
  expect(text).not.toContain('安宁')
  expect(text).not.toContain('19900001234')
  return JSON.parse(text)
}

it('says what a database error is, and not about whom', async () => {
  const insert = 'insert into guest (name, age) values ($1, 1)'
  await client.query(insert, [person])
  expect((await logged(insert)).err).toMatchObject({
    errorCode: '23505',
    message: 'duplicate key value violates unique constraint "guest_name_key"',
  })
  expect((await logged('select $1::text::uuid')).err).toMatchObject({
    errorCode: '22P02',
    message: 'invalid input syntax for type uuid: "…"',
  })
  expect((await logged('select $1::text::date')).err['stack']).toMatch(/\n\s+at /)
  expect((await logged('insert into guest (name, age) values ($1, -1)')).err['errorCode']).toBe(
    '23514',
  )
})
