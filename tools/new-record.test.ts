import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { architecture } from '../architecture.mjs'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { generateTables } from './generate.ts'
import { checkGraph } from './graph/check.ts'
import { recordNames, renamed } from './new-record/names.ts'
import { settleFormat, writeRecord } from './new-record.ts'
import { lintSchema } from './schema-lint.ts'
import { checkTidy } from './tidy.ts'

const root = join(import.meta.dirname, '..')
const copied = [
  'src',
  'test',
  'migrations',
  'architecture.mjs',
  'package.json',
  'tsconfig.json',
  'biome.json',
  '.gitignore',
  'vitest.config.ts',
]
const names = recordNames('schools', 'evening-visit', '夜访')

let scratch: string
let paths: string[]
let database: TestDatabase
let client: Client

/** A copy of the product with one record type more, its table made and its types generated. */
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'anyuan-new-record-'))
  for (const path of copied) cpSync(join(root, path), join(scratch, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'))
  symlinkSync(join(root, 'engines'), join(scratch, 'engines'))
  paths = writeRecord(scratch, names)
  settleFormat(
    scratch,
    paths.filter((path) => !path.endsWith('.sql')),
  )
  database = await createTestDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
  const migration = paths.find((path) => path.endsWith('.sql')) ?? ''
  await client.query(readFileSync(join(scratch, migration), 'utf8'))
  for (const [path, text] of await generateTables(database.url)) {
    mkdirSync(dirname(join(scratch, path)), { recursive: true })
    writeFileSync(join(scratch, path), text)
  }
})

afterAll(async () => {
  await client.end()
  await database.drop()
  rmSync(scratch, { recursive: true, force: true })
})

const ofRecord = (lines: readonly string[]): string[] =>
  lines.filter((line) => /evening.?visit/i.test(line))

function run(program: string, parameters: string[], env: NodeJS.ProcessEnv = process.env) {
  const bin = join(scratch, 'node_modules/.bin', program)
  const { status, stdout, stderr } = spawnSync(bin, parameters, {
    cwd: scratch,
    env,
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

describe('a new record type, as written', () => {
  test('has its files where a newcomer looks for them', () => {
    const names = paths.map((path) => path.replace(/migrations\/\d{4}_/, 'migrations/NNNN_'))
    expect(names.sort()).toEqual([
      'migrations/NNNN_schools_evening_visit.sql',
      'src/modules/schools/contract/evening-visit.ts',
      'src/modules/schools/server/evening-visit.queries.ts',
      'src/modules/schools/server/evening-visit.routes.test.ts',
      'src/modules/schools/server/evening-visit.routes.ts',
      'src/modules/schools/web/EveningVisitPage.tsx',
      'src/modules/schools/web/evening-visit.address.ts',
      'src/modules/schools/web/locales/en.json',
      'src/modules/schools/web/locales/zh-CN.json',
      ...(existsSync(join(root, 'src/modules/schools/web/text.ts'))
        ? []
        : ['src/modules/schools/web/text.ts']),
    ])
  })

  test('type-checks', () => {
    const files = paths.filter((path) => /\.tsx?$/.test(path))
    const project = {
      extends: './tsconfig.json',
      include: [...files, 'src/platform/ui/*.d.ts'],
    }
    writeFileSync(join(scratch, 'tsconfig.record.json'), JSON.stringify(project))
    const { output } = run('tsc', ['--noEmit', '--listFiles', '-p', 'tsconfig.record.json'])
    const lines = output.split('\n')
    const read = files.filter((file) => lines.some((line) => line.endsWith(`/${file}`)))
    expect(read).toEqual(files)
    expect(ofRecord(lines.filter((line) => line.includes('error TS')))).toEqual([])
  }, 120_000)

  test('obeys the graph, tidy, the formatter and the schema lint', async () => {
    expect(ofRecord(checkGraph(scratch, architecture).complaints)).toEqual([])
    const tidy = ofRecord(checkTidy(scratch, 1).complaints)
    expect(tidy.filter((line) => !line.includes('unlisted-migration'))).toEqual([])
    const checked = paths.filter((path) => !path.endsWith('.sql'))
    expect(run('biome', ['check', '--colors=off', ...checked]).status).toBe(0)
    expect(ofRecord(await lintSchema(client))).toEqual([])
  })

  test('passes its own tests once it is listed', () => {
    const list = join(scratch, 'src/app/modules.ts')
    const listed = readFileSync(list, 'utf8').replace(
      /export const modules: readonly Module\[\] = \[/,
      renamed(
        `import { safetyKitCheckRoutes } from '../modules/schools/server/safety-kit-check.routes.ts'

export const modules: readonly Module[] = [
  {
    name: 'newcomer',
    permissions: {
      'schools.safetyKitCheck.read': ['countyCommander'],
      'schools.safetyKitCheck.edit': ['countyCommander'],
    },
    routes: safetyKitCheckRoutes,
  },`,
        names,
      ),
    )
    expect(listed).toContain('eveningVisitRoutes')
    writeFileSync(list, listed)
    const { ANYUAN_TEST_TOTALS: _, ...env } = process.env
    const { status, output } = run('vitest', ['run', 'evening-visit', '--reporter=dot'], {
      ...env,
      DATABASE_URL: inject('databaseServerUrl'),
    })
    expect(status, output).toBe(0)
  }, 120_000)
})

test('nothing is overwritten', () => {
  expect(() => writeRecord(scratch, names)).toThrow('Already there, nothing written')
})

test('an unknown module and a noun in another form are refused', () => {
  expect(() => writeRecord(scratch, { ...names, module: 'kitchens' })).toThrow('is no module')
  expect(() => recordNames('schools', 'EveningVisit', '夜访')).toThrow('is no noun in lower case')
})

test.each([
  ['duty-swap', 'duty-swaps'],
  ['agency', 'agencies'],
  ['gate-key', 'gate-keys'],
  ['gas-box', 'gas-boxes'],
])('%s in the plural is %s', (noun, plural) => {
  expect(recordNames('schools', noun, '').kebabPlural).toBe(plural)
})
