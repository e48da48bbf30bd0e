import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

export interface Verdict {
  readonly acknowledged: number
  /** Acknowledged, and not there. */
  readonly lost: number
  /** There more than once, or under an id that nobody sent. */
  readonly duplicated: number
  /** There without its link in the audit trail, or with two. */
  readonly unaudited: number
}

/** The ids that the clients wrote to disk, one a line: those they sent, or had the answer of. */
async function idsIn(folder: string, log: 'sent' | 'acknowledged'): Promise<string[]> {
  const ids = new Set<string>()
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${log}-`)) continue
    const text = await readFile(join(folder, name), 'utf8')
    // The last line may be torn when the client itself was killed: it was not counted.
    for (const line of text.split('\n').slice(0, -1)) ids.add(line)
  }
  return [...ids]
}

/**
 * The independent checker: the clients' logs against the table, by SQL of its own. It knows nothing
 * of the product's code. What the server itself writes for a forgotten check-out is nobody's.
 */
export async function compare(databaseUrl: string, folder: string): Promise<Verdict> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const acknowledged = await idsIn(folder, 'acknowledged')
    await keep(client, 'acknowledged', acknowledged)
    await keep(client, 'sent', await idsIn(folder, 'sent'))
    const one = async (text: string): Promise<number> =>
      Number((await client.query<{ count: string }>(text)).rows[0]?.count ?? Number.NaN)
    return {
      acknowledged: acknowledged.length,
      lost: await one(
        `select count(*) from acknowledged a
         where not exists (select from duty.check_in c where c.id = a.id)`,
      ),
      duplicated: await one(
        `select (select coalesce(sum(copies - 1), 0)
             from (select count(*) as copies from duty.check_in group by id) c)
           + (select count(*) from duty.check_in c where c.method <> 'automatic'
             and not exists (select from sent s where s.id = c.id)) as count`,
      ),
      unaudited: await one(
        `select count(*) from duty.check_in c
         where 1 <> (select count(*) from identity.audit_entry e
           where e.county_id = c.county_id and e.subject_id = c.id
             and e.action = 'duty.checkIn.record')`,
      ),
    }
  } finally {
    await client.end()
  }
}

async function keep(client: pg.Client, table: string, ids: readonly string[]): Promise<void> {
  await client.query(`create temporary table ${table} (id uuid primary key)`)
  for (let first = 0; first < ids.length; first += 5_000) {
    const part = ids.slice(first, first + 5_000)
    await client.query(`insert into ${table} select unnest($1::uuid[])`, [part])
  }
  await client.query(`analyze ${table}`)
}
