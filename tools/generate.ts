import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { architecture } from '../architecture.mjs'
import { migrateToLatest } from '../src/platform/database/migrate.ts'
import { startThrowAwayPostgres } from '../test/postgres.ts'
import { isEntry } from './entry.ts'
import { readRelations } from './generate/catalog.ts'
import { type NamedRelation, tableTypes } from './generate/table-types.ts'
import { listNewMigrations } from './tidy/migrations.ts'

const root = join(import.meta.dirname, '..')

/** The text of every generated file by its path, from a migrated database. */
export async function generateFiles(databaseUrl: string): Promise<Map<string, string>> {
  return new Map([...(await generateTables(databaseUrl)), ...(await generateDocs(databaseUrl))])
}

/** One line for each generated file that is absent or differs from what the sources say. */
export async function findDrift(databaseUrl: string): Promise<string[]> {
  const complaints: string[] = []
  for (const [path, text] of await generateFiles(databaseUrl)) {
    const absolute = join(root, path)
    const present = existsSync(absolute) ? readFileSync(absolute, 'utf8') : undefined
    if (present === text) continue
    const how = present === undefined ? 'is absent' : 'differs from its sources'
    complaints.push(`${path} ${how}: run \`npm run generate\``)
  }
  return complaints
}

/** The table types alone, for a database whose schema the product does not load yet. */
export async function generateTables(databaseUrl: string): Promise<Map<string, string>> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return await tableFiles(client)
  } finally {
    await client.end()
  }
}

/** A module sees its own schema and the published views of the modules that it may use. */
async function tableFiles(client: Client): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  const platform = await relationsOf(client, 'platform')
  files.set('src/platform/database/tables.generated.ts', tableTypes(platform))
  for (const [module, usedModules] of Object.entries(architecture.mayUse)) {
    const relations = await relationsOf(client, module)
    if (relations.length === 0) continue
    for (const used of usedModules) {
      const theirs = await relationsOf(client, used)
      relations.push(...theirs.filter(({ relation }) => relation.name.startsWith('published_')))
    }
    files.set(`src/modules/${module}/server/tables.generated.ts`, tableTypes(relations))
  }
  return files
}

async function relationsOf(client: Client, schema: string): Promise<NamedRelation[]> {
  const relations = await readRelations(client, schema)
  return relations.map((relation) => ({ schema, relation }))
}

/** Loaded late: the product imports what the tables' types are for. */
async function generateDocs(databaseUrl: string): Promise<Map<string, string>> {
  const { openApiText } = await import('./generate/openapi.ts')
  const { personalDataText } = await import('./generate/personal-data.ts')
  return new Map([
    ['docs/openapi.json', await openApiText(databaseUrl)],
    ['docs/PERSONAL-DATA.md', personalDataText()],
  ])
}

function writeFiles(files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const absolute = join(root, path)
    mkdirSync(dirname(absolute), { recursive: true })
    if (existsSync(absolute) && readFileSync(absolute, 'utf8') === text) continue
    writeFileSync(absolute, text)
    console.log(`wrote ${path}`)
  }
}

/** Writes everything generated, or with `--check` only says what has drifted. */
async function generate(check: boolean): Promise<void> {
  const server = await startThrowAwayPostgres()
  try {
    await migrateToLatest(server.url)
    if (!check) {
      // First, because the product may not even load while its table types are out of date.
      writeFiles(await generateTables(server.url))
      writeFiles(await generateDocs(server.url))
      listNewMigrations(root)
      return
    }
    const complaints = await findDrift(server.url)
    for (const complaint of complaints) console.error(complaint)
    console.log(`drift: ${complaints.length} complaints`)
    process.exitCode = complaints.length === 0 ? 0 : 1
  } finally {
    await server.stop()
  }
}

if (isEntry(import.meta.filename)) await generate(process.argv.includes('--check'))
