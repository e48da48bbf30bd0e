import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { databaseIdentity, noteOnDatabase } from '../platform/database/migrate.ts'
import { openWorkbook } from '../platform/spreadsheet/index.ts'
import { main } from './cli.ts'
import { commands } from './commands/command-list.ts'

let database: TestDatabase
let elsewhere: TestDatabase
let folder: string
const at = (name: string) => join(folder, name)
const area = '530199:安和县'
const isUrl = (text: string) => URL.canParse(text)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anyuan-cli-'))
  database = await createTestDatabase()
  elsewhere = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', database.url)
  vi.stubEnv('ANYUAN_DATA', at('data'))
  await writeFile(at('schools.csv'), '学校名称,学校类别\n城东小学,小学\n城西中学,初中\n')
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await database?.drop()
  await elsewhere?.drop()
  await rm(folder, { recursive: true, force: true })
})

/** What a command says on each stream, and its exit code. */
async function run(...argv: string[]) {
  const told: Record<'log' | 'error', string[]> = { log: [], error: [] }
  const spies = (['log', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((line) => void told[name].push(String(line))),
  )
  process.exitCode = 0
  await main(argv)
  const code = process.exitCode
  process.exitCode = 0
  for (const spy of spies) spy.mockRestore()
  return { code, out: told.log.join('\n'), error: told.error.join('\n') }
}

/** The one JSON line of a command that succeeds. */
async function json(...argv: string[]) {
  const { code, out, error } = await run(...argv, '--json')
  expect([argv, code, error]).toEqual([argv, 0, expect.any(String)])
  return JSON.parse(out)
}

async function schoolsTotal(): Promise<number> {
  const { values } = await json('indicators', '--area', '530199', '--only', 'schools_total')
  return values.schools_total
}

it('lists its commands, and each explains itself', async () => {
  const overview = await run('--help')
  for (const { name, usage } of commands) {
    expect(overview.out).toContain(name)
    const help = await run(...name.split(' '), '--help')
    expect([help.code, help.out]).toEqual([0, expect.stringContaining(`anyuan ${usage}`)])
  }
})

it('writes a template where nothing is known yet, and makes nothing for it', async () => {
  const { template } = await json('template', 'schools', '--area', area, '--out', at('t.xlsx'))
  const book = await openWorkbook(await readFile(template), 't.xlsx')
  expect(book.sheets.length).toBeGreaterThan(0)
  expect((await json('indicators')).area).toBeNull()
  const people = await json('template', 'people', '--area', '530199', '--out', at('p.xlsx'))
  expect(people.bytes).toBeGreaterThan(0)
})

it('says what was not understood, and fails with 2', async () => {
  expect(await run('inport')).toMatchObject({ code: 2, error: expect.stringContaining('inport') })
  const wrong = await run('backup', '--where', 'x')
  expect([wrong.code, wrong.error]).toEqual([2, expect.stringContaining('--where')])
})

it('imports a table, twice without a change, and writes the template for it', async () => {
  const imported = () => json('import', 'schools', at('schools.csv'), '--area', area)
  expect(await imported()).toMatchObject({ rows: 2, new: 2, unchanged: 0, errors: 0 })
  expect(await imported()).toMatchObject({ rows: 2, new: 0, unchanged: 2, errors: 0 })
  const { template } = await json('template', 'schools', '--area', '530199', '--out', at('t.xlsx'))
  const book = await openWorkbook(await readFile(template), 't.xlsx')
  expect(book.sheets.length).toBeGreaterThan(0)
})

it('enters nothing beside a demo county that was not finished', async () => {
  const mark = at('data/demo/building')
  await mkdir(at('data/demo'), { recursive: true })
  await writeFile(mark, `${await databaseIdentity(database.url)}\n`)
  await noteOnDatabase(database.url, 'A demo county is being made here.')
  const refused = await run('import', 'schools', at('schools.csv'), '--area', area)
  expect(refused).toMatchObject({ code: 1, error: expect.stringContaining('was not finished') })
  await writeFile(mark, `${await databaseIdentity(elsewhere.url)}\n`)
  const begunElsewhere = await run('import', 'schools', at('schools.csv'), '--area', area)
  expect(begunElsewhere.error).toContain('from another data folder')
  await noteOnDatabase(database.url, null)
  expect(await schoolsTotal()).toBe(2)
  await rm(mark)
})

it('appoints administrators, loads areas and shows demo accounts, each in one line', async () => {
  const { accounts } = await json('administrators', 'appoint', '--area', '530199')
  expect(accounts).toHaveLength(3)
  expect(accounts.map(({ link }: { link: string }) => link).every(isUrl)).toBe(true)
  const table = ['id,pid,deep,name,ext_id,ext_name', '64,0,0,宁夏,640000000000,宁夏回族自治区']
  await writeFile(at('areas.csv'), `${table.join('\n')}\n`)
  const loaded = await json('areas', 'load', at('areas.csv'), '--area', '640000')
  expect(loaded).toEqual({ areas: 'load', made: 1 })
  expect(await run('demo', 'accounts', '--json')).toMatchObject({ code: 2, out: '' })
  const commander = { id: 'c', loginName: 'commander', role: 'commander', title: '指挥' }
  const secrets = { password: 'p', totpSecret: null, otpauthUrl: null }
  const now = new Date().toISOString()
  const state = { seed: 1, builtAt: now, playedUntil: null, phonesOpenedAt: now, phones: [] }
  await mkdir(at('data/demo'), { recursive: true })
  const stored = { ...state, accounts: [{ ...commander, ...secrets }] }
  await writeFile(at('data/demo/state.json'), JSON.stringify(stored))
  const shown = { commander: { title: '指挥', password: 'p', code: null } }
  expect(await json('demo', 'accounts')).toEqual(shown)
  await rm(at('data/demo'), { recursive: true })
})

it('tells figures and writes papers', async () => {
  expect(await schoolsTotal()).toBe(2)
  await json('report', 'daily', '--area', '530199', '--out', at('brief.pdf'))
  await json('report', 'monthly', '--area', '530199', '--out', at('month.docx'))
  expect((await readFile(at('brief.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
  expect((await readFile(at('month.docx'))).subarray(0, 2).toString()).toBe('PK')
})

/** Commands beside a demonstration that has come to an instant. */
async function playUntil(playedUntil: string): Promise<void> {
  const identity = await databaseIdentity(database.url)
  const begun = { builtAt: playedUntil, playedUntil, phonesOpenedAt: playedUntil }
  const state = { seed: 1, database: identity, ...begun, accounts: [], phones: [] }
  await mkdir(at('data/demo'), { recursive: true })
  await writeFile(at('data/demo/state.json'), JSON.stringify(state))
}

it('tells of the running day what is known by then, and nothing of days ahead', async () => {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  await client.query(
    `with gate as (
       insert into schools.gate (county_id, id, area_path, school_id, name, qr_secret, updated_at)
       select county_id, gen_random_uuid(), area_path, id, '正门', decode(repeat('00', 20), 'hex'),
         now() from schools.school order by id limit 1
       returning *)
     insert into duty.post (county_id, id, area_path, school_id, gate_id, station_area_id, name,
       active_from, updated_at)
     select county_id, gen_random_uuid(), area_path, school_id, id, county_id, name, '2026-11-01',
       now() from gate`,
  )
  await client.end()
  const missing = () => json('indicators', '--area', '530199', '--only', 'missing_reports')
  await playUntil('2026-11-20T10:00:00+08:00')
  const month = { firstDay: '2026-10-21', lastDay: '2026-11-20' }
  expect(await missing()).toMatchObject({ ...month, values: { missing_reports: 0 } })
  const ahead = ['--area', '530199', '--out', at('ahead.pdf'), '--day', '2026-11-21']
  for (const kind of ['daily', 'monthly']) {
    const refused = await run('report', kind, ...ahead)
    expect(refused).toMatchObject({ code: 1, error: expect.stringContaining('还没有开始') })
  }
  await playUntil('2026-11-21T00:10:00+08:00')
  const { values } = await json('indicators', '--only', 'missing_reports', '--from', '2026-11-20')
  expect(values).toEqual({ missing_reports: 1 })
  await rm(at('data/demo'), { recursive: true })
})

it('keeps everything in a backup, which another database takes', async () => {
  await json('backup', '--out', at('all.backup'))
  expect(await json('restore', at('all.backup'), '--check')).toMatchObject({ checked: true })
  vi.stubEnv('DATABASE_URL', elsewhere.url)
  vi.stubEnv('ANYUAN_DATA', at('data-elsewhere'))
  await json('restore', at('all.backup'))
  expect(await schoolsTotal()).toBe(2)
  expect(await json('audit', 'verify')).toMatchObject({ audit: 'verify' })
  const third = await createTestDatabase()
  await json('export', '--to', third.url)
  vi.stubEnv('DATABASE_URL', third.url)
  expect(await schoolsTotal()).toBe(2)
  await third.drop()
})
