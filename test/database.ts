import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'

export interface TestDatabase {
  /** Superuser's URL of a fresh copy of the migrated, empty database. */
  url: string
  drop: () => Promise<void>
}

async function onServer<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: inject('databaseServerUrl') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const urlOf = (name: string): string => {
  const url = new URL(inject('databaseServerUrl'))
  url.pathname = `/${name}`
  return url.href
}

const copy = (client: Client, template: string, name: string) =>
  client.query(`create database ${name} template ${template} strategy file_copy`)
const remove = (client: Client, name: string) =>
  client.query(`drop database if exists ${name} with (force)`)

/**
 * Copies the migrated template into a database of its own (about 0.1 s). Call it once per test
 * file in `beforeAll`, and `drop` in `afterAll`; nothing is shared between files.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  return copyInto(inject('templateDatabase'))
}

async function copyInto(template: string): Promise<TestDatabase> {
  const name = `${inject('templateDatabase')}_t_${randomBytes(6).toString('hex')}`
  await onServer((client) => copy(client, template, name))
  return {
    url: urlOf(name),
    drop: () => onServer(async (client) => void (await remove(client, name))),
  }
}

/**
 * Copies a database that `fill` has filled. The first who asks in a run has it filled, beside the
 * empty template; whoever asks meanwhile waits for that. What `fill` says is given to all of them.
 */
export async function createFilledDatabase<T>(
  fill: (url: string) => Promise<T>,
): Promise<TestDatabase & { filled: T }> {
  const name = `${inject('templateDatabase')}_t_filled`
  const filled = await onServer(async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const known = await client.query<{ said: string | null }>(
      `select shobj_description(oid, 'pg_database') as said from pg_database where datname = $1`,
      [name],
    )
    const said = known.rows[0]?.said
    if (said) return JSON.parse(said) as T
    await remove(client, name)
    await copy(client, inject('templateDatabase'), name)
    const made = await fill(urlOf(name))
    await client.query(
      `comment on database ${name} is ${client.escapeLiteral(JSON.stringify(made))}`,
    )
    return made
  })
  return { ...(await copyInto(name)), filled }
}
