import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

export interface Verdict {
  readonly acknowledged: number
  /** Acknowledged, and not there. */
  readonly lost: number
  /** There more than once, or there without anybody having sent it. */
  readonly duplicated: number
  /** There without its link in the audit trail, or with two. */
  readonly unaudited: number
}

/** The ids that the clients wrote to disk when they had the answer, one a line. */
export async function acknowledgedIds(folder: string): Promise<Set<string>> {
  const ids = new Set<string>()
  for (const name of await readdir(folder)) {
    if (!name.startsWith('acknowledged-')) continue
    const text = await readFile(join(folder, name), 'utf8')
    // The last line may be torn when the client itself was killed: it was not counted.
    for (const line of text.split('\n').slice(0, -1)) ids.add(line)
  }
  return ids
}

/**
 * The independent checker: the clients' logs against the table, by SQL of its own. It knows nothing
 * of the product's code.
 */
export async function compare(databaseUrl: string, ids: ReadonlySet<string>): Promise<Verdict> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('create temporary table acknowledged (id uuid primary key)')
    const all = [...ids]
    for (let first = 0; first < all.length; first += 5_000) {
      await client.query('insert into acknowledged select unnest($1::uuid[])', [
        all.slice(first, first + 5_000),
      ])
    }
    const one = async (text: string): Promise<number> =>
      Number((await client.query<{ count: string }>(text)).rows[0]?.count ?? Number.NaN)
    return {
      acknowledged: ids.size,
      lost: await one(
        `select count(*) from acknowledged a
         where not exists (select from duty.check_in c where c.id = a.id)`,
      ),
      duplicated: await one(
        `select coalesce(sum(copies - 1), 0) as count
         from (select count(*) as copies from duty.check_in group by id) c`,
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
