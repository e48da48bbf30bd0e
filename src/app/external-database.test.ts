import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { buildServer, type ServerBuild } from '../../test/load/server-build.ts'
import { freePort, type ServerProcess, startServer } from '../../test/load/server-process.ts'

// The server as its own process with the operator's PostgreSQL: DATABASE_URL.

const name = `external_${process.pid}`
let build: ServerBuild
let folder: string
let databaseUrl: string

const onServer = async (statement: string, url = inject('databaseServerUrl')) => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  build = await buildServer()
  folder = await mkdtemp(join(tmpdir(), 'anyuan-external-'))
  await onServer(`create database ${name}`)
  const url = new URL(inject('databaseServerUrl'))
  url.pathname = `/${name}`
  databaseUrl = url.href
}, 120_000)
afterAll(async () => {
  await onServer(`drop database if exists ${name} with (force)`)
  await rm(folder, { recursive: true, force: true })
  await build.remove()
})

const start = async (dataFolder = folder): Promise<ServerProcess> =>
  startServer({
    program: build.program,
    dataFolder,
    port: await freePort(),
    clockOffsetMs: 0,
    databaseUrl,
  })

const signIn = async ({ port }: ServerProcess) => {
  const reply = await fetch(`http://127.0.0.1:${port}/api/identity/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ loginName: 'nobody', password: 'a password of nobody' }),
  })
  return { status: reply.status, code: (await reply.json()).code }
}

it('migrates an empty database, answers from it, and leaves it running', async () => {
  const server = await start()
  const health = await (await fetch(`http://127.0.0.1:${server.port}/healthz`)).json()
  expect(health).toMatchObject({ ready: true, database: true, live: true })
  expect((await signIn(server)).status).toBe(401)
  await server.stop()
  // No database of its own, and nobody invented in the operator's.
  expect(existsSync(join(folder, 'database'))).toBe(false)
  const [counted] = await onServer(
    'select count(*)::integer as people from identity.person',
    databaseUrl,
  )
  expect(counted).toEqual({ people: 0 })
}, 120_000)

it('starts again on what is there; a second server on it says so and ends', async () => {
  const server = await start()
  await expect(start(join(folder, 'other'))).rejects.toThrow('already running')
  expect((await signIn(server)).status).toBe(401)
  await server.stop()
}, 120_000)
