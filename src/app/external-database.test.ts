import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { buildServer, type ProgramBuild } from '../../test/load/program-build.ts'
import { freePort, type ServerProcess, startServer } from '../../test/load/server-process.ts'
import { databaseIdentity, noteOnDatabase } from '../platform/database/migrate.ts'

// The server as its own process with the operator's PostgreSQL: DATABASE_URL.

const name = `external_${process.pid}`
let build: ProgramBuild
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

const start = async (
  dataFolder = folder,
  more: { demo?: boolean; port?: number } = {},
): Promise<ServerProcess> => {
  const port = more.port ?? (await freePort())
  return startServer({
    program: build.program,
    dataFolder,
    clockOffsetMs: 0,
    databaseUrl,
    ...more,
    port,
  })
}

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

it('says where its port is taken, and how to take another', async () => {
  const taken = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const refused = await start(join(folder, 'refused'), { port }).catch(({ message }) => message)
  expect(refused).toContain(`Port ${port} is taken`)
  expect(refused).toContain('PORT=')
  const waiting = await start(join(folder, 'refused'), { port, demo: true }).catch(
    ({ message }) => message,
  )
  expect(waiting).toContain(`Port ${port} is taken`)
  taken.close()
}, 120_000)

it('ends as failed, and says why, when the database ends its connection', async () => {
  const server = await start()
  await onServer(
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and granted and database =
       (select oid from pg_database where datname = current_database())`,
    databaseUrl,
  )
  expect(await server.gone).toBe(1)
  await expect.poll(server.said).toContain('Lost the database')
}, 120_000)

const countyId = '00000000-0000-4000-8000-00000000c001'
const otherId = '00000000-0000-4000-8000-00000000c002'

let cuts = 0

/** A data folder in which a demonstration was cut off, in the database that the mark names. */
async function cutOff(mark: string): Promise<string> {
  cuts += 1
  const dataFolder = join(folder, `cut-off-${cuts}`)
  await mkdir(join(dataFolder, 'demo'), { recursive: true })
  await writeFile(join(dataFolder, 'demo', 'building'), `${mark}\n`)
  await mkdir(join(dataFolder, 'audit-anchors'))
  for (const id of [countyId, otherId]) {
    await writeFile(join(dataFolder, 'audit-anchors', `${id}.jsonl`), '')
  }
  return dataFolder
}

const left = async () => {
  const [found] = await onServer(
    `select (select count(*)::integer from operators_own.kept) as own,
       (select count(*)::integer from platform.chain_head) as chains`,
    databaseUrl,
  )
  return found
}

it('touches nothing where a demo county was cut off in another database', async () => {
  await onServer(
    'create schema operators_own; create table operators_own.kept as select 7',
    databaseUrl,
  )
  await onServer(`insert into platform.chain_head values ('${countyId}', 1, 'x')`, databaseUrl)
  const other = await databaseIdentity(inject('databaseServerUrl'))
  for (const mark of ['The demonstration is being made here.', other]) {
    const dataFolder = await cutOff(mark)
    await (await start(dataFolder)).stop()
    expect(await left()).toEqual({ own: 1, chains: 1 })
    expect(await readdir(join(dataFolder, 'audit-anchors'))).toHaveLength(2)
    expect(await readFile(join(dataFolder, 'demo', 'building'), 'utf8')).toBe(`${mark}\n`)
  }
}, 120_000)

it('drops nothing that it does not say of itself, nor what another folder began', async () => {
  const dataFolder = await cutOff(await databaseIdentity(databaseUrl))
  // As after the schemas were dropped by hand, and real records came.
  await (await start(dataFolder)).stop()
  expect(await left()).toEqual({ own: 1, chains: 1 })
  await noteOnDatabase(databaseUrl, 'A demo county is being made here.')
  await expect(start(join(folder, 'third'))).rejects.toThrow('from another data folder')
  expect(await left()).toEqual({ own: 1, chains: 1 })
}, 120_000)

it('begins anew where it was cut off in this one, with its own schemas and anchors', async () => {
  const dataFolder = await cutOff(await databaseIdentity(databaseUrl))
  const server = await start(dataFolder)
  expect((await signIn(server)).status).toBe(401)
  await server.stop()
  expect(await left()).toEqual({ own: 1, chains: 0 })
  expect(await readdir(join(dataFolder, 'audit-anchors'))).toEqual([`${otherId}.jsonl`])
  expect(await readdir(join(dataFolder, 'demo'))).toEqual([])
}, 120_000)

it('touches nothing where the demo county of the data folder lies in another database', async () => {
  const dataFolder = join(folder, 'finished-elsewhere')
  const state = JSON.stringify({
    seed: 1,
    database: await databaseIdentity(inject('databaseServerUrl')),
    builtAt: '2026-11-20T00:00:00.000Z',
    playedUntil: null,
    accounts: [],
    phonesOpenedAt: '2026-11-20T00:00:00.000Z',
    phones: [],
  })
  await mkdir(join(dataFolder, 'demo'), { recursive: true })
  await writeFile(join(dataFolder, 'demo', 'state.json'), state)
  await expect(start(dataFolder, { demo: true })).rejects.toThrow('lies in another database')
  await (await start(dataFolder)).stop()
  expect(await readFile(join(dataFolder, 'demo', 'state.json'), 'utf8')).toBe(state)
}, 120_000)
