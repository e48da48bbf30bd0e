import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

/** The floor: nothing but PostgreSQL storing the same row, one commit each, 16 connections. */
export interface Baseline {
  /** `pgbench`, or what stands in for it where it is absent. */
  readonly name: string
  /** Rows per second. */
  run(seconds: number): Promise<number>
}

const connections = 16
/** So many shifts and people in turn: one alone would make all 16 wait for one foreign key. */
const seats = 64

/**
 * A table with all columns, defaults, checks, indexes and foreign keys of the product's, so that
 * nothing that the baseline does is cheaper than what the product's own row costs.
 */
async function makeTable(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('create schema baseline')
    await client.query('create table baseline.check_in (like duty.check_in including all)')
    const { rows: keys } = await client.query<{ text: string }>(
      `select pg_get_constraintdef(oid) as text from pg_constraint
       where conrelid = 'duty.check_in'::regclass and contype = 'f'`,
    )
    for (const { text } of keys) await client.query(`alter table baseline.check_in add ${text}`)
    const { rows } = await client.query<{ text: string }>(
      `select format('insert into baseline.check_in (county_id, id, area_path, class, shift_id,
           post_id, person_id, recorded_by, role, direction, at, received_at, method, verdict, kit,
           sanjian, offline, late, causes, approval, content_hash) values (%L, uuidv7(), %L,
           ''joint'', %L, %L, %L, %L, %L, ''in'', now(), now(), ''position'', ''inside'',
           ''{reflectiveVest,shoulderLight,radio,bodyCamera}'', ''{}'', false, false, ''{}'',
           ''notNeeded'', sha256(uuidv7()::text::bytea))', a.county_id, a.area_path, a.shift_id,
           s.post_id, a.person_id, a.person_id, a.role) as text
       from duty.assignment a
       join duty.shift s on s.county_id = a.county_id and s.id = a.shift_id
       order by md5(a.id::text) limit ${seats}`,
    )
    return rows.map(({ text }) => text.replaceAll(/\s+/g, ' '))
  } finally {
    await client.end()
  }
}

async function findPgbench(): Promise<string | null> {
  const debian = await readdir('/usr/lib/postgresql').catch(() => [])
  const places = [
    ...(process.env.PATH ?? '').split(':').map((folder) => join(folder, 'pgbench')),
    ...debian.map((version) => join('/usr/lib/postgresql', version, 'bin', 'pgbench')),
  ]
  return places.find((place) => existsSync(place)) ?? null
}

export async function sameRowBaseline(databaseUrl: string, folder: string): Promise<Baseline> {
  const statements = await makeTable(databaseUrl)
  const pgbench = await findPgbench()
  if (!pgbench) return preparedInserts(databaseUrl, statements)
  await mkdir(join(folder, 'pgbench'), { recursive: true })
  const files = await Promise.all(
    statements.map(async (statement, index) => {
      const file = join(folder, 'pgbench', `${index}.sql`)
      await writeFile(file, `${statement};\n`)
      return file
    }),
  )
  const scripts = files.flatMap((file) => ['-f', file])
  return {
    name: `pgbench -c ${connections}`,
    async run(seconds) {
      const { hostname, port, password } = new URL(databaseUrl)
      const where = ['-h', hostname, '-p', port, '-U', 'postgres', 'anyuan']
      const how = ['-n', '-M', 'prepared', '-c', String(connections), '-j', '2']
      const said = await output(pgbench, [...how, '-T', String(seconds), ...scripts, ...where], {
        ...process.env,
        PGPASSWORD: password,
      })
      const perSecond = Number(/tps = ([\d.]+) \(without/.exec(said)?.[1])
      if (!(perSecond > 0)) throw new Error(`pgbench said:\n${said}`)
      return perSecond
    },
  }
}

function output(command: string, parameters: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
    }
    child.once('error', reject)
    child.once('close', () => resolve(text))
  })
}

function preparedInserts(databaseUrl: string, statements: readonly string[]): Baseline {
  return {
    name: `prepared insert on ${connections} connections (pgbench is absent)`,
    async run(seconds) {
      const clients = Array.from({ length: connections }, () => {
        return new pg.Client({ connectionString: databaseUrl })
      })
      await Promise.all(clients.map((client) => client.connect()))
      const started = performance.now()
      let rows = 0
      await Promise.all(
        clients.map(async (client) => {
          while (performance.now() - started < seconds * 1000) {
            const index = rows % statements.length
            await client.query({ name: `row-${index}`, text: statements[index] ?? '' })
            rows += 1
          }
        }),
      )
      const passed = (performance.now() - started) / 1000
      await Promise.all(clients.map((client) => client.end()))
      return rows / passed
    },
  }
}
