import { readFile, readlink, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { isAlive, isTaken } from './process.ts'

/** The server process of a cluster, as its pid file names it. */
export interface Postmaster {
  pid: number
  port: number
}

/** Reads `postmaster.pid`: line 1 is the pid, line 4 the port (absent while it starts). */
export function parsePidFile(text: string): Partial<Postmaster> {
  const lines = text.split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  const port = Number.parseInt(lines[3] ?? '', 10)
  return {
    ...(pid > 0 ? { pid } : {}),
    ...(port > 0 ? { port } : {}),
  }
}

/** True when this process works in the cluster's folder, as a postmaster does. */
async function worksIn(pid: number, cluster: string, port?: number, url?: UrlOf) {
  if (process.platform === 'linux') {
    try {
      return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster))
    } catch {
      return false
    }
  }
  return port !== undefined && url !== undefined && (await answers(url(port, 'postgres')))
}

type UrlOf = (port: number, database: string) => string

/** The postmaster that serves this cluster now, or undefined when none does. */
export async function findPostmaster(
  cluster: string,
  url: UrlOf,
): Promise<Partial<Postmaster> | undefined> {
  let text: string
  try {
    text = await readFile(join(cluster, 'postmaster.pid'), 'utf8')
  } catch {
    return undefined
  }
  const found = parsePidFile(text)
  if (found.pid === undefined || !isAlive(found.pid)) {
    return undefined
  }
  return (await worksIn(found.pid, cluster, found.port, url)) ? found : undefined
}

/**
 * Disarms a pid file whose number meanwhile belongs to some other process, or to a killed server
 * that nobody has collected yet (a container's first process takes its time): PostgreSQL would
 * refuse to start over it. The pid is replaced by ours, the future parent's, which PostgreSQL
 * knows to be stale; the file stays, because its other lines let PostgreSQL see whether
 * processes of the former server are still at work.
 */
export async function disarmForeignPidFile(cluster: string): Promise<void> {
  const path = join(cluster, 'postmaster.pid')
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    return
  }
  const { pid } = parsePidFile(text)
  if (pid === undefined || !isTaken(pid)) {
    return
  }
  if (!isAlive(pid) || !(await worksIn(pid, cluster))) {
    await writeFile(path, text.replace(/^\d+/, String(process.pid)))
  }
}

/** True when a query succeeds; a server that is starting up says no. */
export async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end()
  }
}

/** Makes the database unless it is there. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  // A server that ends between two words is told of by the next question, not by an event.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(name)}`)
    }
  } catch (error) {
    const duplicate = ['42P04', '23505']
    if (!duplicate.includes((error as { code?: string }).code ?? '')) {
      throw error
    }
  } finally {
    await client.end()
  }
}
