import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { type RowMode, wantedValues } from './row-modes.ts'

export interface ProtectedTable {
  /** `schema.table` */
  readonly name: string
  /** The column with the path of the row's area. */
  readonly pathColumn: 'area_path' | 'path'
  readonly hasClass: boolean
  /** The column that names whom the row is about, where there is one. */
  readonly personColumn: 'person_id' | 'id' | null
  readonly columns: readonly { name: string; type: string; notNull: boolean }[]
  readonly grants: readonly string[]
  readonly policies: readonly { name: string; hasUsing: boolean; hasCheck: boolean }[]
}

/** Every table that has a policy, with what the probe must know to make rows of it. */
export async function readProtectedTables(client: Client): Promise<ProtectedTable[]> {
  const { rows } = await client.query<
    Omit<ProtectedTable, 'pathColumn' | 'hasClass' | 'personColumn'>
  >(
    `select n.nspname || '.' || c.relname as name,
       (select json_agg(json_build_object('name', a.attname,
           'type', format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null),
           'notNull', a.attnotnull and not a.atthasdef) order by a.attnum)
         from pg_attribute a join pg_type t on t.oid = a.atttypid
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           and a.attgenerated = '') as columns,
       (select json_agg(distinct lower(x.privilege_type)) from aclexplode(c.relacl) x
         where pg_get_userbyid(x.grantee) = 'anyuan_app') as grants,
       (select json_agg(json_build_object('name', p.polname, 'hasUsing', p.polqual is not null,
           'hasCheck', p.polwithcheck is not null) order by p.polname)
         from pg_policy p where p.polrelid = c.oid) as policies
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where exists (select from pg_policy p where p.polrelid = c.oid) order by 1`,
  )
  return rows.map((row) => {
    const names = new Set(row.columns.map(({ name }) => name))
    return {
      ...row,
      pathColumn: names.has('area_path') ? 'area_path' : 'path',
      hasClass: names.has('class'),
      personColumn: names.has('person_id')
        ? 'person_id'
        : row.name.endsWith('.person')
          ? 'id'
          : null,
    }
  })
}

const scope = 'cn.p.c.a'
/** Where the rows of a probe lie, as seen from the scope. */
const places = {
  own: scope,
  below: `${scope}.s1`,
  above: 'cn.p.c',
  beside: 'cn.p.c.b',
  elsewhere: 'cn.q',
  /** Begins with the same letters, and lies beside all the same. */
  lookalike: `${scope}x`,
} as const
type Place = keyof typeof places
const inside: readonly Place[] = ['own', 'below']

interface ProbeRow {
  readonly label: string
  readonly place: Place
  readonly rowClass: 'joint' | 'police'
  readonly mine: boolean
  readonly marker: string
}

/**
 * What differs from the promise, empty when all is as it should be. Needs a transaction of the
 * owner, which it leaves changed: constraints are dropped, so that rows can be made from types.
 */
export async function findLeaks(
  client: Client,
  table: ProtectedTable,
  mode: RowMode,
): Promise<string[]> {
  await dropConstraints(client, table.name)
  const person = randomUUID()
  const rows = probeRows(table)
  for (const row of rows) await insertRow(client, table, row, person)
  return [
    ...(await selectLeaks(client, table, mode, rows, person)),
    ...(await insertLeaks(client, table, rows, person)),
    ...(await updateLeaks(client, table, rows, person)),
    ...(await deleteLeaks(client, table, rows, person)),
  ]
}

function probeRows(table: ProtectedTable): ProbeRow[] {
  const all = (Object.keys(places) as Place[]).flatMap((place) => [
    { place, rowClass: 'joint' as const, mine: false },
    ...(table.hasClass ? [{ place, rowClass: 'police' as const, mine: false }] : []),
    ...(table.personColumn ? [{ place, rowClass: 'police' as const, mine: true }] : []),
  ])
  return all.map((row) => {
    const label = `${row.place} ${row.rowClass}${row.mine ? ' mine' : ''}`
    return { ...row, label, marker: `${places[row.place]} ${label}` }
  })
}

const isInside = (row: ProbeRow) => inside.includes(row.place)
/** Readable and writable by scope and class. */
const isOpen = (row: ProbeRow) => isInside(row) && row.rowClass === 'joint'

function isReadable(row: ProbeRow, mode: RowMode): boolean {
  if (isOpen(row)) return true
  if (mode === 'inherited') return row.place === 'above' && row.rowClass === 'joint'
  return mode === 'person' && row.mine
}

async function selectLeaks(
  client: Client,
  table: ProtectedTable,
  mode: RowMode,
  rows: readonly ProbeRow[],
  person: string,
): Promise<string[]> {
  const result = await bound(client, person, () =>
    client.query<{ key: string }>(`select ${keyOf(table, person)} as key from ${table.name}`),
  )
  if ('code' in result) return [`select failed: ${result.code}`]
  const seen = result.value.rows.map(({ key }) => key).sort()
  const expected = rows
    .filter((row) => isReadable(row, mode))
    .map((row) => keyOfRow(table, row))
    .sort()
  const unseen = expected.filter((key) => !seen.includes(key)).map((key) => `cannot read ${key}`)
  const leaked = seen.filter((key) => !expected.includes(key)).map((key) => `reads ${key}`)
  return [...unseen, ...leaked]
}

async function insertLeaks(
  client: Client,
  table: ProtectedTable,
  rows: readonly ProbeRow[],
  person: string,
): Promise<string[]> {
  const leaks: string[] = []
  for (const row of rows) {
    const result = await bound(client, person, () => insertRow(client, table, row, person))
    const expected = !table.grants.includes('insert') || !isOpen(row) ? '42501' : 'done'
    const actual = 'code' in result ? result.code : 'done'
    if (actual !== expected) leaks.push(`insert of ${row.label}: ${actual}, not ${expected}`)
  }
  return leaks
}

/** Without a where clause, so that policies for reading do not stand in for those of writing. */
async function updateLeaks(
  client: Client,
  table: ProtectedTable,
  rows: readonly ProbeRow[],
  person: string,
): Promise<string[]> {
  const granted = table.grants.includes('update')
  const stay = await bound(client, person, () =>
    client.query(`update ${table.name} set ${table.pathColumn} = '${scope}'`),
  )
  const leave = await bound(client, person, () =>
    client.query(`update ${table.name} set ${table.pathColumn} = '${places.beside}'`),
  )
  const open = rows.filter(isOpen).length
  const changed = 'code' in stay ? stay.code : String(stay.value.rowCount)
  const left = 'code' in leave ? leave.code : `${leave.value.rowCount} rows`
  const expected = granted ? String(open) : '42501'
  return [
    ...(changed === expected ? [] : [`update: ${changed}, not ${expected}`]),
    ...(left === '42501' ? [] : [`update to a place outside: ${left}, not 42501`]),
    ...(await classLeaks(client, table, person, granted)),
  ]
}

async function classLeaks(
  client: Client,
  table: ProtectedTable,
  person: string,
  granted: boolean,
): Promise<string[]> {
  if (!table.hasClass || !granted) return []
  const lift = await bound(client, person, () =>
    client.query(`update ${table.name} set class = 'police'`),
  )
  const code = 'code' in lift ? lift.code : `${lift.value.rowCount} rows`
  return code === '42501' ? [] : [`update to a class not held: ${code}, not 42501`]
}

async function deleteLeaks(
  client: Client,
  table: ProtectedTable,
  rows: readonly ProbeRow[],
  person: string,
): Promise<string[]> {
  const result = await bound(client, person, () => client.query(`delete from ${table.name}`))
  const expected = table.grants.includes('delete') ? String(rows.filter(isOpen).length) : '42501'
  const actual = 'code' in result ? result.code : String(result.value.rowCount)
  return actual === expected ? [] : [`delete: ${actual}, not ${expected}`]
}

/** Runs as the product runs: its role, one scope, one class; then takes it back. */
async function bound<T>(
  client: Client,
  person: string,
  run: () => Promise<T>,
): Promise<{ value: T } | { code: string }> {
  await client.query('savepoint probe')
  await client.query(
    `set local role anyuan_app; set local app.scope = '${scope}';
     set local app.classes = 'joint'; set local app.person = '${person}'`,
  )
  try {
    return { value: await run() }
  } catch (error) {
    return { code: String((error as { code?: string }).code) }
  } finally {
    await client.query('rollback to savepoint probe')
  }
}

async function dropConstraints(client: Client, table: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select conname as name from pg_constraint
     where conrelid = $1::regclass and contype <> 'n' order by contype = 'p'`,
    [table],
  )
  for (const { name } of rows) {
    await client.query(`alter table ${table} drop constraint if exists "${name}" cascade`)
  }
  const indexes = await client.query<{ name: string }>(
    `select indexrelid::regclass::text as name from pg_index
     where indrelid = $1::regclass and indisunique`,
    [table],
  )
  for (const { name } of indexes.rows) await client.query(`drop index ${name}`)
}

async function insertRow(
  client: Client,
  table: ProtectedTable,
  row: ProbeRow,
  person: string,
): Promise<void> {
  const values = new Map<string, string>()
  for (const column of table.columns) {
    if (column.notNull) values.set(column.name, sampleOf(column.type))
  }
  for (const [name, value] of Object.entries(wantedValues[table.name] ?? {}))
    values.set(name, value)
  values.set(table.pathColumn, places[row.place])
  if (table.hasClass) values.set('class', row.rowClass)
  if (table.personColumn) values.set(table.personColumn, row.mine ? person : randomUUID())
  const names = [...values.keys()].map((name) => `"${name}"`)
  const marks = names.map((_, index) => `$${index + 1}`)
  await client.query(
    `insert into ${table.name} (${names.join(', ')}) overriding system value
     values (${marks.join(', ')})`,
    [...values.values()],
  )
}

/** Place, class and whose: enough to tell the rows of a probe apart, in SQL and here. */
function keyOf(table: ProtectedTable, person: string): string {
  const rowClass = table.hasClass ? 'class' : `'joint'`
  const mine = table.personColumn ? `${table.personColumn} = '${person}'` : 'false'
  return `${table.pathColumn}::text || ' ' || ${rowClass} || case when ${mine} then ' mine' else '' end`
}

const keyOfRow = (table: ProtectedTable, row: ProbeRow): string =>
  `${places[row.place]} ${table.hasClass ? row.rowClass : 'joint'}${row.mine ? ' mine' : ''}`

function sampleOf(type: string): string {
  if (type === 'uuid') return randomUUID()
  if (type === 'ltree') return scope
  if (type === 'boolean') return 'false'
  if (type === 'jsonb') return '{}'
  if (type === 'bytea') return '\\x00'
  if (type === 'date') return '2026-11-23'
  if (type.startsWith('timestamp')) return '2026-11-23T07:00:00Z'
  if (type.startsWith('time')) return '07:00'
  if (type.endsWith('[]')) return '{}'
  if (/int|double|numeric|real/.test(type)) return '1'
  return 'x'
}
