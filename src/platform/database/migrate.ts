import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { packageRoot } from './package-root.ts'
import { openPool } from './pool.ts'

const migrationsFolder = join(packageRoot, 'migrations')
const migrationSchema = 'anyuan_migration'

/** The database cannot serve as it is; the message says what its owner must do. */
export class UnfitDatabase extends Error {}

/** Brings a database to the newest schema. Safe to run from several processes at once. */
export async function migrateToLatest(url: string): Promise<string[]> {
  const { pool, close } = openPool({
    connectionString: url,
    max: 2,
    application_name: 'anyuan migrate',
  })
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({
      pool: { options: pool.options, connect: () => pool.connect(), end: close },
    }),
  })
  try {
    await refuseBlindOwner(db)
    const migrator = new Migrator({
      db,
      provider: { getMigrations: () => readMigrations(migrationsFolder) },
      migrationTableSchema: migrationSchema,
    })
    const { error, results } = await migrator.migrateToLatest()
    if (error) throw error
    return (results ?? []).map((result) => result.migrationName)
  } finally {
    await db.destroy()
  }
}

/**
 * Functions that look past a scope on purpose (a search, a person's other shifts) run as their
 * owner. An owner who is bound by row security himself would find nothing, without any error.
 */
async function refuseBlindOwner(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string; seesAll: boolean }>`
    select rolname as name, rolsuper or rolbypassrls as "seesAll"
    from pg_roles where rolname = current_user`.execute(db)
  const [owner] = rows
  if (owner?.seesAll) return
  const name = pg.escapeIdentifier(owner?.name ?? '')
  throw new UnfitDatabase(
    `The database role needs BYPASSRLS; let a superuser run: alter role ${name} bypassrls`,
  )
}

/**
 * Which database this is, whoever asks and by whatever address: a mark outside it names it by this.
 * A rename and a move of the whole cluster leave it as it is; a copy within the cluster is another.
 */
export async function databaseIdentity(url: string): Promise<string> {
  const [found] = await ask(
    url,
    `select system_identifier || '/' || d.oid as said
     from pg_control_system(), pg_database d where d.datname = current_database()`,
  )
  return found?.said ?? ''
}

/** What the database says of itself: the comment on the schema that every migration has. */
export async function databaseNote(url: string): Promise<string | null> {
  const [found] = await ask(url, `select obj_description(to_regnamespace('platform')) as said`)
  return found?.said ?? null
}

export async function noteOnDatabase(url: string, note: string | null): Promise<void> {
  const text = note === null ? 'null' : pg.escapeLiteral(note)
  await ask(url, `comment on schema platform is ${text}`)
}

const ask = (url: string, statement: string): Promise<{ said: string | null }[]> =>
  withClient(url, 'anyuan identity', async (client) => (await client.query(statement)).rows)

/** A connection outside the pools, for as long as `run` needs it. */
async function withClient<T>(
  url: string,
  name: string,
  run: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: name })
  // A server that ends between two words is told of by the next question, not by an event.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

/**
 * Removes the schemas that migrations made, all or none, for a new beginning; what else lies in
 * the database stays. Whoever calls knows what is lost.
 */
export async function dropSchemas(url: string): Promise<void> {
  const made = Object.values(await readMigrationTexts(migrationsFolder)).flatMap((text) =>
    [...text.matchAll(/^create schema (\w+)/gm)].map(([, name = '']) => name),
  )
  const names = [migrationSchema, ...made].map((name) => pg.escapeIdentifier(name))
  await withClient(url, 'anyuan drop', (client) =>
    client.query(`drop schema if exists ${names.join(', ')} cascade`),
  )
}

/**
 * Counts what the tables hold that have grown or changed by half. After much was written at once
 * the planner still believes them empty, and PostgreSQL itself looks only once a minute.
 */
export async function countForPlanner(url: string): Promise<void> {
  await withClient(url, 'anyuan analyze', async (client) => {
    const { rows } = await client.query<{ table: string }>(
      `select format('%I.%I', schemaname, relname) as table from pg_stat_user_tables
       where n_mod_since_analyze > 100 and n_mod_since_analyze > n_live_tup / 3`,
    )
    if (rows.length === 0) return
    // A third of the usual sample is enough to tell ten rows from ten thousand.
    await client.query('set default_statistics_target = 30')
    await client.query(`analyze ${rows.map(({ table }) => table).join(', ')}`)
  })
}

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const texts = Object.entries(await readMigrationTexts(folder))
  return Object.fromEntries(
    texts.map(([name, text]) => {
      const up = async (db: Kysely<unknown>) => void (await sql.raw(text).execute(db))
      return [name, { up }]
    }),
  )
}

async function readMigrationTexts(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
  const entries = await Promise.all(
    names.sort().map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return [name.replace(/\.sql$/, ''), text] as const
    }),
  )
  return Object.fromEntries(entries)
}
