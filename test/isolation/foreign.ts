import type { County } from '../county.ts'

const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g

/** What must not be told to somebody. */
export interface Foreign {
  readonly ids: ReadonlySet<string>
  /** Of places: sheets and papers carry no ids. */
  readonly names: readonly string[]
}

/** Of rows that lie neither in the scope, nor above it, nor are about the person. */
export async function foreignTo(c: County, scope: string, personId: string): Promise<Foreign> {
  const tables = await c.sql(
    `select format('%I.%I', n.nspname, c.relname) as name, p.attname as path,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'person_id')
         as has_person
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute i on i.attrelid = c.oid and i.attname = 'id'
     join pg_type t on t.oid = i.atttypid and t.typname = 'uuid'
     join pg_attribute p on p.attrelid = c.oid and p.attname in ('area_path', 'path')
     where c.relkind = 'r' and n.nspname !~ '^pg_'`,
  )
  const parts = tables.map(({ name, path, has_person }) => {
    const mine = has_person ? `person_id = '${personId}'` : 'false'
    const related = `(${path} <@ '${scope}' or ${path} @> '${scope}' or ${mine})`
    return `select id, ${related} as related from ${name}`
  })
  const rows = await c.sql(
    `select id from (${parts.join(' union all ')}) r group by id having not bool_or(related)`,
  )
  const names = await c.sql(
    `select name from identity.area group by name
     having not bool_or(path <@ $1::ltree or path @> $1::ltree)`,
    [scope],
  )
  return {
    ids: new Set(rows.map(({ id }) => String(id))),
    names: names.map(({ name }) => String(name)),
  }
}

export function leakedOf(text: string, foreign: Foreign | undefined): string[] {
  if (!foreign) return []
  const ids = [...new Set(text.match(uuid) ?? [])].filter((id) => foreign.ids.has(id))
  return [...ids, ...foreign.names.filter((name) => text.includes(name))]
}
