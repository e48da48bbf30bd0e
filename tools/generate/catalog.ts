import type { Client } from 'pg'

/** One table or view of a PostgreSQL schema. */
export type Relation = {
  name: string
  kind: 'table' | 'view'
  columns: Column[]
}

export type Column = {
  name: string
  /** Base type of a domain, element type of an array: `text`, `timestamptz`, `int4`… */
  type: string
  isArray: boolean
  nullable: boolean
  /** Has a default: may be left out of an insert. */
  hasDefault: boolean
  /** PostgreSQL alone writes it. */
  generatedAlways: boolean
  /** The values that a `check (column in (…))` allows; empty when there is none. */
  allowed: string[]
}

type Row = {
  relation: string
  relkind: string
  column: string
  type: string
  is_array: boolean
  not_null: boolean
  has_default: boolean
  generated_always: boolean
  checks: string[]
}

const columnsQuery = `
  select c.relname as relation, c.relkind, a.attname as column,
    base.typname as type, element.oid is not null as is_array,
    a.attnotnull or coalesce(domain.typnotnull, false) as not_null,
    a.atthasdef or a.attidentity <> '' or domain.typdefault is not null as has_default,
    a.attidentity = 'a' or a.attgenerated <> '' as generated_always,
    array(
      select pg_get_constraintdef(k.oid) from pg_constraint k
      where k.contype = 'c'
        and (k.conrelid = c.oid and k.conkey = array[a.attnum] or k.contypid = domain.oid)
      order by 1
    ) as checks
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  left join pg_type domain on domain.oid = t.oid and t.typtype = 'd'
  left join pg_type element on element.oid = t.typelem and t.typcategory = 'A'
  join pg_type base on base.oid = coalesce(nullif(t.typbasetype, 0), element.oid, t.oid)
  where n.nspname = $1 and c.relkind in ('r', 'p', 'v') and not c.relispartition
  order by c.relname, a.attnum`

/**
 * Tables and views of a schema by name, columns in their own order. PostgreSQL forgets what it
 * knew of a column when a view shows it; a view on one table gets it back from there.
 */
export async function readRelations(client: Client, schema: string): Promise<Relation[]> {
  const relations = await readColumns(client, schema)
  const tables = new Map(relations.map((relation) => [relation.name, relation]))
  for (const view of await readPlainViews(client, schema)) {
    const source = tables.get(view.source)
    for (const column of tables.get(view.name)?.columns ?? []) {
      const original = source?.columns.find(({ name }) => name === column.name)
      if (!original || !view.plainColumns.includes(column.name)) continue
      column.nullable = original.nullable
      column.allowed = original.allowed
    }
  }
  return relations
}

async function readColumns(client: Client, schema: string): Promise<Relation[]> {
  const { rows } = await client.query<Row>(columnsQuery, [schema])
  const relations = new Map<string, Relation>()
  for (const row of rows) {
    const relation = relations.get(row.relation) ?? {
      name: row.relation,
      kind: row.relkind === 'v' ? 'view' : 'table',
      columns: [],
    }
    relations.set(row.relation, relation)
    relation.columns.push({
      name: row.column,
      type: row.type,
      isArray: row.is_array,
      nullable: !row.not_null,
      hasDefault: row.has_default,
      generatedAlways: row.generated_always,
      allowed: row.checks.map(allowedValues).find((values) => values.length > 0) ?? [],
    })
  }
  return [...relations.values()]
}

type PlainView = { name: string; source: string; plainColumns: string[] }

/** Views that read exactly one table of their schema, with the columns they pass on as they are. */
async function readPlainViews(client: Client, schema: string): Promise<PlainView[]> {
  const { rows } = await client.query<{ name: string; source: string; definition: string }>(
    `select v.relname as name, min(t.relname) as source, pg_get_viewdef(v.oid, true) as definition
     from pg_class v
     join pg_namespace n on n.oid = v.relnamespace
     join pg_rewrite w on w.ev_class = v.oid
     join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
       and d.refclassid = 'pg_class'::regclass and d.refobjid <> v.oid
     join pg_class t on t.oid = d.refobjid
     where n.nspname = $1 and v.relkind = 'v'
     group by v.oid, v.relname
     having count(distinct t.oid) = 1 and bool_and(t.relnamespace = v.relnamespace)`,
    [schema],
  )
  return rows.map(({ name, source, definition }) => {
    const columns = definition.matchAll(/^\s*(?:SELECT )?(?:\w+\.)?(\w+),?$/gm)
    return { name, source, plainColumns: [...columns].map((match) => match[1] ?? '') }
  })
}

/** The texts of `CHECK ((state = ANY (ARRAY['draft'::text, 'signed'::text])))`. */
function allowedValues(constraint: string): string[] {
  const list = /^CHECK \(\(\(?\w+\)?(?:::text)? = ANY \(ARRAY\[([^\]]*)\]\)\)\)$/.exec(constraint)
  const values = (list?.[1] ?? '').matchAll(/'((?:[^']|'')*)'::text/g)
  return [...values].map((match) => (match[1] ?? '').replaceAll("''", "'"))
}
