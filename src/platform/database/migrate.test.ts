import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { databaseIdentity, migrateToLatest } from './migrate.ts'

const name = `owner_${randomBytes(6).toString('hex')}`
let server: Client
let url: string

beforeAll(async () => {
  server = new Client({ connectionString: inject('databaseServerUrl') })
  await server.connect()
  await server.query(`create role ${name} login createrole password '${name}'`)
  // The cluster of the tests has the role of requests already; a new one makes it.
  await server.query(`grant anyuan_app to ${name} with admin option`)
  await server.query(`create database ${name} owner ${name} template template0`)
  const own = new URL(inject('databaseServerUrl'))
  own.username = name
  own.password = name
  own.pathname = `/${name}`
  url = own.href
})

afterAll(async () => {
  await server.query(`drop database if exists ${name} with (force)`)
  await server.query(`drop role if exists ${name}`)
  await server.end()
})

it('an owner whom row security would blind is told what to do, and nothing is made', async () => {
  await expect(migrateToLatest(url)).rejects.toThrow(`alter role "${name}" bypassrls`)
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(`select from pg_namespace where nspname = 'platform'`)
  await client.end()
  expect(rows).toEqual([])
})

it('an ordinary owner with that attribute is enough for the whole schema', async () => {
  await server.query(`alter role ${name} bypassrls`)
  expect((await migrateToLatest(url)).length).toBeGreaterThan(20)
  expect(await migrateToLatest(url)).toEqual([])
  expect(await databaseIdentity(url)).toMatch(/^\d+\/\d+$/)
})
