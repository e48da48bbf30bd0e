import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountForPostgres } from './account.ts'
import { parsePidFile } from './postmaster.ts'
import { isAlive, spawnAs } from './process.ts'
import { startEmbeddedPostgres } from './supervisor.ts'

const STARTER = fileURLToPath(new URL('../../../test/start-postgres.ts', import.meta.url))

interface Started {
  child: ChildProcess
  url: string
  adopted: boolean
}

async function startInChild(dataFolder: string): Promise<Started> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', STARTER, dataFolder],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const lines = createInterface({ input: child.stdout })
  const [line] = (await once(lines, 'line')) as [string]
  return { child, ...(JSON.parse(line) as { url: string; adopted: boolean }) }
}

async function ask<T>(url: string, statement: string): Promise<T | undefined> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows[0] as T | undefined
  } finally {
    await client.end()
  }
}

async function pidOf(folder: string): Promise<number> {
  const text = await readFile(join(folder, 'pg', 'postmaster.pid'), 'utf8')
  return parsePidFile(text).pid ?? 0
}

describe('the supervisor of the embedded PostgreSQL', () => {
  let folder: string
  const options = (signal?: AbortSignal) => ({
    dataFolder: folder,
    log: () => undefined,
    durable: false,
    ...(signal ? { signal } : {}),
  })

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'anyuan-supervisor-'))
    await chmod(folder, 0o711)
  })

  afterEach(async () => {
    const text = await readFile(join(folder, 'pg', 'postmaster.pid'), 'utf8').catch(() => '')
    const { pid } = parsePidFile(text)
    if (pid !== undefined && text.includes(folder) && isAlive(pid)) {
      process.kill(pid, 'SIGQUIT')
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 10 })
  })

  it('starts, keeps the data over a restart, and leaves no process', async () => {
    const first = await startEmbeddedPostgres(options())
    const pid = await pidOf(folder)
    await ask(first.url, 'create table kept as select 7 as number')
    await Promise.all([first.stop(), first.stop()])
    expect(isAlive(pid)).toBe(false)

    const second = await startEmbeddedPostgres(options())
    expect(second.adopted).toBe(false)
    expect(await ask(second.url, 'select number from kept')).toEqual({ number: 7 })
    await second.stop()
  })

  it('asks for the password and listens to this machine only', async () => {
    const server = await startEmbeddedPostgres(options())
    const wrong = new URL(server.url)
    wrong.password = 'guess'
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/)
    const setting = await ask<{ addresses: string }>(
      server.url,
      "select current_setting('listen_addresses') as addresses",
    )
    expect(setting?.addresses).toBe('127.0.0.1')
    await server.stop()
  })

  it('adopts the server of a killed process, and can stop it', async () => {
    const killed = await startInChild(folder)
    await ask(killed.url, 'create table kept as select 7 as number')
    const pid = await pidOf(folder)
    killed.child.kill('SIGKILL')
    await once(killed.child, 'exit')
    expect(isAlive(pid)).toBe(true)

    const next = await startEmbeddedPostgres(options())
    expect(next.adopted).toBe(true)
    expect(await ask(next.url, 'select number from kept')).toEqual({ number: 7 })
    await next.stop()
    expect(isAlive(pid)).toBe(false)
  })

  it('lets two first starts at once share one cluster', async () => {
    const [one, other] = await Promise.all([startInChild(folder), startInChild(folder)])
    expect(one.url).toBe(other.url)
    expect([one.adopted, other.adopted].sort()).toEqual([false, true])
    expect((await readdir(folder)).filter((name) => name.startsWith('pg.'))).toEqual([])
    for (const { child } of [one, other]) {
      child.stdin?.end()
      await once(child, 'exit')
    }
  })

  it('starts although the pid file names a live process of the same account', async () => {
    await (await startEmbeddedPostgres(options())).stop()
    const cluster = join(folder, 'pg')
    const account = await accountForPostgres(cluster, [])
    const foreign = spawnAs(account, 'sleep', ['60'], { output: 'pipe' })
    await once(foreign, 'spawn')
    const pidFile = join(cluster, 'postmaster.pid')
    await writeFile(pidFile, `${foreign.pid}\n${cluster}\n1\n5432\n\n127.0.0.1\n0 0\nready\n`)
    if (account) {
      await chown(pidFile, account.uid, account.gid)
    }

    const server = await startEmbeddedPostgres(options())
    expect(server.adopted).toBe(false)
    expect(foreign.exitCode).toBeNull()
    await server.stop()
    foreign.kill()
  })

  it.runIf(process.platform === 'linux')(
    'starts although the pid file names a killed server that nobody has collected',
    async () => {
      await (await startEmbeddedPostgres(options())).stop()
      const cluster = join(folder, 'pg')
      const account = await accountForPostgres(cluster, [])
      // Its child ends at once, and a sleeping program never asks how.
      const careless = spawnAs(account, 'sh', ['-c', 'true & echo $!; exec sleep 60'], {
        output: 'pipe',
      })
      const [pid] = await once(careless.stdout ?? careless, 'data')
      const pidFile = join(cluster, 'postmaster.pid')
      const lines = `${String(pid).trim()}\n${cluster}\n1\n5432\n\n127.0.0.1\n0 0\nready\n`
      await writeFile(pidFile, lines)
      if (account) {
        await chown(pidFile, account.uid, account.gid)
      }

      const server = await startEmbeddedPostgres(options())
      expect(server.adopted).toBe(false)
      await server.stop()
      careless.kill()
    },
  )

  it('leaves nothing running when it is told to stop while it starts', async () => {
    const stopping = new AbortController()
    const start = startEmbeddedPostgres({
      ...options(stopping.signal),
      log: () => stopping.abort(new Error('stopped by the operator')),
    })
    await expect(start).rejects.toThrow('stopped by the operator')
    expect(await readdir(join(folder, 'pg'))).not.toContain('postmaster.pid')

    await expect(startEmbeddedPostgres(options(stopping.signal))).rejects.toThrow(
      'stopped by the operator',
    )
  })

  it('says what PostgreSQL said when it cannot start', async () => {
    await (await startEmbeddedPostgres(options())).stop()
    const start = startEmbeddedPostgres({ ...options(), settings: { shared_buffers: 'nonsense' } })
    await expect(start).rejects.toThrow(/invalid value for parameter "shared_buffers"/)
  })
})
