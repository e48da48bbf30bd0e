import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import {
  appendFile,
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { buildProgram, type ProgramBuild } from '../../test/load/program-build.ts'
import { freePort, postgresPids } from '../../test/load/server-process.ts'

// Commands as processes of their own, on the embedded database of one data folder.

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let build: ProgramBuild
let folder: string
let data: string
let port: number
let importing: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anyuan-commands-'))
  await chmod(folder, 0o711)
  data = join(folder, 'data')
  await mkdir(data)
  build = await buildProgram(join(import.meta.dirname, 'cli.ts'))
  const cli = JSON.stringify(build.program)
  const program = `await (await import(${cli})).main(process.argv.slice(2))`
  await writeFile(join(folder, 'anyuan.mjs'), program)
  port = await freePort()
  const table = join(folder, 'schools.csv')
  await writeFile(table, '学校名称,学校类别\n城东小学,小学\n')
  importing = ['import', 'schools', table, '--area', '530199:安和县']
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  await build.remove()
})

/** A command that runs; `ended` tells what it said on each stream, and its exit code. */
function begin(...argv: string[]) {
  const child = spawn(process.execPath, [join(folder, 'anyuan.mjs'), ...argv, '--json'], {
    env: { PATH: process.env.PATH, ANYUAN_DATA: data, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const told = { out: '', error: '' }
  child.stdout.on('data', (chunk: Buffer) => (told.out += chunk))
  child.stderr.on('data', (chunk: Buffer) => (told.error += chunk))
  const ended = once(child, 'close').then(([code]) => ({ code: Number(code), ...told }))
  return { child, ended }
}

const run = (...argv: string[]) => begin(...argv).ended
const masterKey = async () => (await readFile(join(data, 'keys', 'master.key'))).toString('hex')

async function serving() {
  const server = begin('serve', '--no-demo')
  const address = `http://127.0.0.1:${port}/healthz`
  const isReady = () =>
    fetch(address).then(
      ({ ok }) => ok,
      () => false,
    )
  await expect.poll(isReady, { timeout: 60_000 }).toBe(true)
  return server
}

it('two commands at once on a new folder both come to their end, and leave nothing', async () => {
  const both = await Promise.all([run(...importing), run('indicators'), run('indicators')])
  expect(both.map(({ code, error }) => [code, code === 0 || error])).toEqual(
    both.map(() => [0, true]),
  )
  expect(await postgresPids(data)).toEqual([])
})

it('a server says on one line how it ended; a second one, whom it met', async () => {
  const server = await serving()
  const second = await run('serve', '--no-demo')
  expect(second).toMatchObject({ code: 3, error: expect.stringContaining('already running') })
  const heldBy = `http://127.0.0.1:${port} pid ${server.child.pid}`
  expect(JSON.parse(second.out)).toEqual({ served: false, heldBy })
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).ok).toBe(true)
  server.child.kill('SIGTERM')
  const { code, out, error } = await server.ended
  expect([code, JSON.parse(out)]).toEqual([0, { served: true }])
  expect(error).toContain('Anyuan answers at')
  expect(await postgresPids(data)).toEqual([])
})

it('what a command began beside a server goes on when the server ends', async () => {
  const server = await serving()
  const command = begin(...importing)
  await once(command.child.stderr, 'data')
  server.child.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ code: 0 })
  const { code, out, error } = await command.ended
  expect([code, code === 0 || error]).toEqual([0, true])
  expect(JSON.parse(out)).toMatchObject({ rows: 1, unchanged: 1 })
  expect(await postgresPids(data)).toEqual([])
})

it('what a server does not understand is said, and nothing begins', async () => {
  const pace = await run('serve', '--pace', 'fast')
  expect(pace).toMatchObject({ code: 2, out: '', error: expect.stringContaining('--pace fast') })
  const { code, error } = await run('serve', '--no-simulaton')
  expect([code, error]).toEqual([2, expect.stringContaining('--no-simulation')])
  expect(await postgresPids(data)).toEqual([])
})

it('a server whose port is taken says so and ends, and leaves nothing', async () => {
  const other = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1')
  await once(other, 'listening')
  const { code, out, error } = await run('serve', '--no-demo')
  expect([code, out]).toEqual([1, ''])
  expect(error).toContain(`Port ${port} is taken`)
  expect(await postgresPids(data)).toEqual([])
  await new Promise((resolve) => other.close(resolve))
})

it('what is no backup is told before anything is started for it', async () => {
  const [former, text] = [data, join(folder, 'text.gz')]
  data = join(folder, 'untouched')
  await writeFile(text, 'no backup')
  const mistyped = await run('restore', join(folder, 'mistyped.gz'))
  expect(mistyped).toMatchObject({ code: 1, error: expect.stringMatching(/^ENOENT.*mistyped/) })
  const damaged = await run('restore', text)
  expect(damaged).toMatchObject({ code: 1, error: expect.stringContaining('damaged') })
  expect(existsSync(data)).toBe(false)
  data = former
})

it('nothing is restored beside a server; after it, its key is kept', async () => {
  const backup = join(folder, 'all.backup')
  expect(await run('backup', '--out', backup)).toMatchObject({ code: 0 })
  const former = data
  data = join(folder, 'new')
  await mkdir(data)
  const server = await serving()
  const key = await masterKey()
  const refused = await run('restore', backup)
  expect(refused).toMatchObject({ code: 1, out: '', error: expect.stringContaining('stop that') })
  expect(await masterKey()).toBe(key)
  server.child.kill('SIGTERM')
  await server.ended
  // Notes of the machine that was lost at noon are newer than its backup of the night.
  const anchors = join(data, 'audit-anchors')
  await cp(join(former, 'audit-anchors'), anchors, { recursive: true, force: true })
  const [noted = ''] = await readdir(anchors)
  const lost = { at: new Date().toISOString(), sequence: 1_000_000, hash: 'ab'.repeat(32) }
  await appendFile(join(anchors, noted), `${JSON.stringify(lost)}\n`)
  const restored = await run('restore', backup)
  expect(restored).toMatchObject({ code: 0, error: expect.stringContaining(`${noted}.until-`) })
  const verdict = await run('audit', 'verify')
  expect([verdict.code, JSON.parse(verdict.out)]).toMatchObject([0, { intact: true, broken: [] }])
  expect(await masterKey()).not.toBe(key)
  const [kept = ''] = (await readdir(join(data, 'keys'))).filter((name) => /until/.test(name))
  expect((await readFile(join(data, 'keys', kept))).toString('hex')).toBe(key)
})
