import type { Client } from 'pg'
import type { SchemaRules } from '../../architecture.mjs'

/**
 * Where a table lies on a distributed engine:
 * - `scoped`: with its county, every row protected by scope and class (the ordinary case);
 * - `county`: with its county, without a scope of its own;
 * - `reference`: a copy on every node;
 * - `local`: on the coordinator alone.
 */
export type Placement = 'scoped' | 'county' | 'reference' | 'local'

export type Column = { name: string; type: string; notNull: boolean; checked: boolean }

export type Key = { name: string; columns: string[]; isPrimary: boolean }

export type ForeignKey = {
  name: string
  columns: string[]
  target: string
  targetColumns: string[]
}

export type Index = { columns: string[]; method: string; isPartial: boolean }

export type Policy = {
  name: string
  /** `r` select, `a` insert, `w` update, `d` delete, `*` all. */
  command: 'r' | 'a' | 'w' | 'd' | '*'
  /** What the policy shows and what it accepts, as PostgreSQL prints it. */
  expressions: string[]
}

export type Table = {
  /** `schema.table` */
  name: string
  placement: Placement
  owner: string
  rowSecurity: boolean
  rowSecurityForced: boolean
  columns: Column[]
  /** Primary keys, unique indexes and exclusion constraints. */
  keys: Key[]
  foreignKeys: ForeignKey[]
  indexes: Index[]
  policies: Policy[]
  triggers: string[]
  grants: { grantee: string; privilege: string }[]
}

type Row = Omit<Table, 'placement'>

const columnNames = (relation: string, numbers: string): string => `(
  select coalesce(json_agg(a.attname order by k.ordinal), '[]')
  from unnest(${numbers}) with ordinality k(number, ordinal)
  join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.number)`

const tablesQuery = `
select n.nspname || '.' || c.relname as name,
  pg_get_userbyid(c.relowner) as owner,
  c.relrowsecurity as "rowSecurity",
  c.relforcerowsecurity as "rowSecurityForced",
  (select json_agg(json_build_object(
      'name', a.attname, 'type', format_type(a.atttypid, null),
      'notNull', a.attnotnull or t.typnotnull,
      'checked', t.typtype = 'e'
        or exists (select from pg_constraint k where k.contype = 'c'
          and (k.contypid = t.oid or k.conrelid = c.oid and k.conkey = array[a.attnum]))
      ) order by a.attnum)
    from pg_attribute a join pg_type t on t.oid = a.atttypid
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
  (select coalesce(json_agg(json_build_object(
      'name', k.relname, 'isPrimary', i.indisprimary,
      'columns', ${columnNames('c.oid', 'i.indkey::int2[]')}) order by k.relname), '[]')
    from pg_index i join pg_class k on k.oid = i.indexrelid
    where i.indrelid = c.oid and (i.indisunique or i.indisexclusion)) as keys,
  (select coalesce(json_agg(json_build_object(
      'name', f.conname, 'target', f.confrelid::regclass,
      'columns', ${columnNames('c.oid', 'f.conkey')},
      'targetColumns', ${columnNames('f.confrelid', 'f.confkey')}) order by f.conname), '[]')
    from pg_constraint f where f.conrelid = c.oid and f.contype = 'f') as "foreignKeys",
  (select coalesce(json_agg(json_build_object(
      'columns', ${columnNames('c.oid', 'i.indkey::int2[]')}, 'method', m.amname,
      'isPartial', i.indpred is not null)), '[]')
    from pg_index i join pg_class k on k.oid = i.indexrelid join pg_am m on m.oid = k.relam
    where i.indrelid = c.oid) as indexes,
  (select coalesce(json_agg(json_build_object(
      'name', p.polname, 'command', p.polcmd, 'expressions', array_remove(array[
        pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)], null)
      ) order by p.polname), '[]')
    from pg_policy p where p.polrelid = c.oid) as policies,
  (select coalesce(json_agg(g.tgname order by g.tgname), '[]')
    from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal) as triggers,
  (select coalesce(json_agg(distinct jsonb_build_object(
      'grantee', case when x.grantee = 0 then 'public' else pg_get_userbyid(x.grantee) end,
      'privilege', lower(x.privilege_type))), '[]')
    from (
      select (aclexplode(c.relacl)).*
      union all
      select (aclexplode(a.attacl)).* from pg_attribute a where a.attrelid = c.oid
    ) x where x.grantee <> c.relowner) as grants
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and not c.relispartition
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and n.nspname <> all ($1)
order by 1`

/** Every table of ours, with what the rules look at. */
export async function readTables(client: Client, rules: SchemaRules): Promise<Table[]> {
  // Names are printed with their schema only when no search path shortens them.
  const before = await client.query<{ path: string }>(
    "select current_setting('search_path') as path",
  )
  const setPath = "select set_config('search_path', $1, false)"
  await client.query(setPath, ['pg_catalog'])
  const { rows } = await client.query<Row>(tablesQuery, [Object.keys(rules.foreignSchemas)])
  await client.query(setPath, [before.rows[0]?.path ?? ''])
  return rows.map((row) => ({ ...row, placement: placementOf(row.name, rules) }))
}

function placementOf(name: string, rules: SchemaRules): Placement {
  if (name in rules.referenceTables) return 'reference'
  if (name in rules.localTables) return 'local'
  return name in rules.countyTables ? 'county' : 'scoped'
}

export type View = { name: string; isMaterialized: boolean; asInvoker: boolean }

export async function readViews(client: Client, rules: SchemaRules): Promise<View[]> {
  const { rows } = await client.query<View>(
    `select n.nspname || '.' || c.relname as name, c.relkind = 'm' as "isMaterialized",
       coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on',
         'security_invoker=1'], false) as "asInvoker"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('v', 'm') and n.nspname !~ '^pg_'
       and n.nspname <> 'information_schema' and n.nspname <> all ($1)
     order by 1`,
    [Object.keys(rules.foreignSchemas)],
  )
  return rows
}

export type DefinerFunction = { name: string; pathIsFixed: boolean; isForEverybody: boolean }

/** Functions that run with their owner's rights, and so past every row policy. */
export async function readDefinerFunctions(
  client: Client,
  rules: SchemaRules,
): Promise<DefinerFunction[]> {
  const { rows } = await client.query<DefinerFunction>(
    `select n.nspname || '.' || p.proname as name,
       exists (select from unnest(p.proconfig) s where s like 'search_path=%') as "pathIsFixed",
       p.proacl is null or exists (
         select from aclexplode(p.proacl) x where x.grantee = 0) as "isForEverybody"
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname !~ '^pg_'
       and n.nspname <> 'information_schema' and n.nspname <> all ($1)
     order by 1`,
    [Object.keys(rules.foreignSchemas)],
  )
  return rows
}

export async function readRole(
  client: Client,
  name: string,
): Promise<{ bypassesPolicies: boolean } | undefined> {
  const { rows } = await client.query<{ bypassesPolicies: boolean }>(
    'select rolsuper or rolbypassrls as "bypassesPolicies" from pg_roles where rolname = $1',
    [name],
  )
  return rows[0]
}
