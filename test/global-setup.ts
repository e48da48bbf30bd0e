import { existsSync } from 'node:fs'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { startThrowAwayPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's URL of the server that the tests use. */
    databaseServerUrl: string
    /** The migrated database that every test database is copied from. */
    templateDatabase: string
  }
}

const MIGRATOR = new URL('../src/platform/database/migrate.ts', import.meta.url)

async function migrate(url: string): Promise<void> {
  if (existsSync(MIGRATOR)) {
    const { migrateToLatest } = (await import(MIGRATOR.href)) as {
      migrateToLatest: (url: string) => Promise<void>
    }
    await migrateToLatest(url)
  }
}

async function withServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function makeTemplate(serverUrl: string, name: string): Promise<void> {
  await withServer(serverUrl, (client) => client.query(`create database ${name}`))
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  await migrate(url.href)
  await withServer(serverUrl, (client) =>
    client.query(`alter database ${name} with is_template true allow_connections false`),
  )
}

async function dropDatabases(serverUrl: string, template: string): Promise<void> {
  await withServer(serverUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where datname like $1',
      [`${template}\\_t\\_%`],
    )
    for (const { name } of rows) {
      await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`)
    }
    await client.query(`alter database ${template} with is_template false`)
    await client.query(`drop database ${template} with (force)`)
  })
}

/**
 * Gives the run a migrated template database: on the server that DATABASE_URL names (superuser,
 * PostgreSQL 15 or newer), else on a throw-away server of its own.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL
  const server = given ? undefined : await startThrowAwayPostgres()
  const url = given ?? server?.url ?? ''
  const template = `template_app_${process.pid}`
  try {
    await makeTemplate(url, template)
  } catch (error) {
    await server?.stop()
    throw error
  }
  project.provide('databaseServerUrl', url)
  project.provide('templateDatabase', template)
  return async () => {
    await (server ? server.stop() : dropDatabases(url, template))
  }
}
