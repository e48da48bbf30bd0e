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
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return new Map([...(await generateTables(client)), ...(await generateOpenApi())])
  } finally {
    await client.end()
  }
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

/** A module sees its own schema and the published views of the modules that it may use. */
async function generateTables(client: Client): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  const platform = await relationsOf(client, 'platform')
  files.set('src/platform/database/tables.generated.ts', tableTypes(platform))
  for (const module of Object.keys(architecture.mayUse)) {
    const own = await relationsOf(client, module)
    if (own.length === 0) continue
    const published: NamedRelation[] = []
    for (const used of architecture.mayUse[module] ?? []) {
      const theirs = await relationsOf(client, used)
      published.push(...theirs.filter(({ relation }) => relation.name.startsWith('published_')))
    }
    const text = tableTypes([...own, ...published])
    files.set(`src/modules/${module}/server/tables.generated.ts`, text)
  }
  return files
}

async function relationsOf(client: Client, schema: string): Promise<NamedRelation[]> {
  const relations = await readRelations(client, schema)
  return relations.map((relation) => ({ schema, relation }))
}

/** The document of the whole API, from the contracts that the routes are made of. */
async function generateOpenApi(): Promise<Map<string, string>> {
  const source = join(root, 'src/app/openapi.ts')
  if (!existsSync(source)) return new Map()
  const { openApiDocument } = (await import(source)) as { openApiDocument: () => unknown }
  const text = `${JSON.stringify(await openApiDocument(), null, 2)}\n`
  return new Map([['docs/openapi.json', text]])
}

function writeFiles(files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const absolute = join(root, path)
    mkdirSync(dirname(absolute), { recursive: true })
    if (existsSync(absolute) && readFileSync(absolute, 'utf8') === text) continue
    writeFileSync(absolute, text)
    console.log(`wrote ${path}`)
  }
  listNewMigrations(root)
}

/** Writes everything generated, or with `--check` only says what has drifted. */
async function generate(check: boolean): Promise<void> {
  const server = await startThrowAwayPostgres()
  try {
    await migrateToLatest(server.url)
    if (!check) return writeFiles(await generateFiles(server.url))
    const complaints = await findDrift(server.url)
    for (const complaint of complaints) console.error(complaint)
    console.log(`drift: ${complaints.length} complaints`)
    process.exitCode = complaints.length === 0 ? 0 : 1
  } finally {
    await server.stop()
  }
}

if (isEntry(import.meta.filename)) await generate(process.argv.includes('--check'))
