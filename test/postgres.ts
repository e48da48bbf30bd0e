import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/index.ts'

const FOLDER = /^anyuan-test-(\d+)-/

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Stops and removes the servers of test runs that were killed. */
async function removeAbandoned(): Promise<void> {
  for (const entry of await readdir(tmpdir())) {
    const owner = FOLDER.exec(entry)?.[1]
    if (!owner || isAlive(Number(owner))) {
      continue
    }
    const folder = join(tmpdir(), entry)
    const pidFile = await readFile(join(folder, 'pg', 'postmaster.pid'), 'utf8').catch(() => '')
    const pid = Number.parseInt(pidFile, 10)
    if (pid > 0 && pidFile.includes(join(folder, 'pg'))) {
      try {
        process.kill(pid, 'SIGQUIT')
      } catch {
        // It is gone already, which is what we wanted.
      }
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

export interface ThrowAwayPostgres {
  /** Superuser's URL of a database of this server. */
  url: string
  stop: () => Promise<void>
}

/** Starts a PostgreSQL of its own in a temporary folder; stopping it removes the folder. */
export async function startThrowAwayPostgres(): Promise<ThrowAwayPostgres> {
  await removeAbandoned()
  const folder = await mkdtemp(join(tmpdir(), `anyuan-test-${process.pid}-`))
  await chmod(folder, 0o711)
  const server = await startEmbeddedPostgres({
    dataFolder: folder,
    log: () => undefined,
    durable: false,
    database: 'postgres',
  })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
