import type { Work } from '../database/work.ts'

export interface TableShape {
  /** `duty.shift` */
  readonly name: string
  readonly columns: readonly string[]
  readonly orderBy: readonly string[]
  /** The column that refers to the `id` of another row of the same table. */
  readonly selfReference: string | null
}

/** The schemas of the product's own tables; the migration record and job queues stay behind. */
const ownSchemas = `select n.oid, n.nspname from pg_namespace n
  where n.nspname not like 'pg\\_%' and n.nspname not in
    ('information_schema', 'public', 'anyuan_migration', 'pgboss')`

/** All tables in an order in which each comes after those that it refers to. */
export async function readTables(work: Work): Promise<TableShape[]> {
  const tables = await work.query<TableShape & { oid: number }>(
    `select c.oid::int as oid, s.nspname || '.' || c.relname as name,
       (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           and a.attgenerated = '' and a.attidentity = '') as columns,
       coalesce((select array_agg(a.attname::text order by k.ordinality) from pg_index i,
         unnest(i.indkey) with ordinality k join pg_attribute a on a.attnum = k.k
         where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid), '{}') as "orderBy",
       (select a.attname::text from pg_constraint f,
           unnest(f.conkey, f.confkey) as k(own, other)
           join pg_attribute a on a.attrelid = c.oid and a.attnum = k.own
         where f.contype = 'f' and f.conrelid = c.oid and f.confrelid = c.oid
           and k.own <> k.other limit 1) as "selfReference"
     from pg_class c join (${ownSchemas}) s on s.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition order by 2`,
  )
  const references = await work.query<{ from: number; to: number }>(
    `select distinct conrelid::int as from, confrelid::int as to from pg_constraint
     where contype = 'f' and conrelid <> confrelid`,
  )
  return inReferenceOrder(tables, references)
}

function inReferenceOrder<T extends { oid: number; name: string }>(
  tables: readonly T[],
  references: readonly { from: number; to: number }[],
): T[] {
  const waiting = new Map(tables.map((table) => [table.oid, table]))
  const ordered: T[] = []
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter(
      ({ oid }) => !references.some(({ from, to }) => from === oid && waiting.has(to)),
    )
    if (free.length === 0) {
      const names = [...waiting.values()].map(({ name }) => name)
      throw new Error(`Tables refer to each other in a circle: ${names.join(', ')}`)
    }
    for (const table of free) {
      ordered.push(table)
      waiting.delete(table.oid)
    }
  }
  return ordered
}

/** `duty.shift` as `"duty"."shift"`. */
export const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.')

/** Names of the migrations that a database has had, in order. */
export async function readMigrationNames(work: Work): Promise<string[]> {
  const rows = await work.query<{ name: string }>(
    'select name from platform.migration_name order by 1',
  )
  return rows.map(({ name }) => name)
}
