import { formulaOf, type Measure, type RowIndicator, type Term } from './formulas.ts'
import type { LeftOutSource, RowSource, ShownColumn } from './row-source.ts'

const shownTypes: Readonly<Record<ShownColumn, string>> = {
  half: 'text',
  role: 'text',
  school_id: 'uuid',
  place_id: 'uuid',
  person_id: 'uuid',
  at: 'timestamptz',
  detail: 'text',
}

/** Every column that a row may show, null where its source has none. */
function shownColumns(shows: readonly ShownColumn[]): string {
  return (Object.entries(shownTypes) as [ShownColumn, string][])
    .map(([name, type]) => (shows.includes(name) ? `r.${name}` : `null::${type} as ${name}`))
    .join(', ')
}

const always = `r.row_key, r.record_id, r.county_id, r.area_path, r.class, r.day`

/**
 * Rows of several indicators as SQL: `indicator`, `value`, what every row has and what it may show.
 * Each source is read once, however many indicators count its rows.
 */
export function markedRows(ids: readonly RowIndicator[]): string {
  const bySource = Map.groupBy(ids, (id) => formulaOf(id).source)
  const parts = [...bySource].map(([source, own]) => rowsOfSource(source, own))
  return parts.join('\nunion all\n')
}

function rowsOfSource(source: RowSource, ids: readonly RowIndicator[]): string {
  const [only] = ids
  const columns = `'${source.subject}' as subject, ${always}, ${shownColumns(source.shows)}`
  if (ids.length === 1 && only) {
    // Alone, the condition reaches into the source and what is not asked for is not computed.
    const { where = 'true', value = '1' } = formulaOf(only)
    return `select '${only}' as indicator, (${value})::bigint as value, ${columns}
      from (${source.sql}) r where ${where}`
  }
  const marks = ids.map((id) => {
    const { where = 'true', value = '1' } = formulaOf(id)
    return `('${id}', ${where}, (${value})::bigint)`
  })
  return `select m.indicator, m.value, ${columns}
    from (${source.sql}) r
    cross join lateral (values ${marks.join(',\n      ')}) m (indicator, applies, value)
    where m.applies`
}

/** One row of a set: what makes it one, its day, what it adds. The fingerprint is made of these. */
export const rowLine = `key || '|' || day::text || '|' || value::text`

/** Of all lines of a set in the order of their keys: equal sets have equal fingerprints. */
export const rowsHash = `encode(sha256(convert_to(coalesce(
  string_agg(${rowLine}, E'\\n' order by key collate "C"), ''), 'UTF8')), 'hex')`

/** `key` of a row in a measure: unique in it, the same however the set was read. */
export const keyOf = {
  sum: `f.indicator || ':' || f.row_key`,
  places: 'f.school_id::text',
  days: 'f.day::text',
  people: 'f.person_id::text',
} as const satisfies Record<Measure['kind'], string>

/**
 * The rows that a measure counts, as SQL: `key`, `part`, `value` and what rows show. Of places,
 * days and people one row each, of a person the first entry. `$5` is a half-day or null.
 */
export function rowSet({ kind, terms }: Measure): string {
  const marked = `select * from (${markedRows(terms.map(({ id }) => id))}) t
    where $5::text is null or t.half = $5::text`
  const asRead = `f.indicator as part, f.subject, f.record_id, f.county_id, f.area_path, f.day,
        f.half, f.role, f.school_id, f.place_id, f.person_id, f.at, f.detail`
  if (kind === 'sum') {
    return `select ${keyOf.sum} as key, ${asRead}, ${signed(terms)} as value from (${marked}) f`
  }
  if (kind === 'people') {
    return `select distinct on (f.person_id) ${keyOf.people} as key, ${asRead}, 1::bigint as value
      from (${marked}) f order by f.person_id, f.row_key`
  }
  const nothing = `null::text as half, null::text as role`
  const nobody = `null::uuid as place_id, null::uuid as person_id, null::timestamptz as at,
        null::text as detail, 1::bigint as value`
  if (kind === 'places') {
    return `select ${keyOf.places} as key, f.indicator as part, 'school' as subject,
        f.school_id as record_id, f.county_id, f.area_path, max(f.day) as day, ${nothing},
        f.school_id, ${nobody}
      from (${marked}) f group by f.indicator, f.school_id, f.county_id, f.area_path`
  }
  return `select ${keyOf.days} as key, f.indicator as part, 'day' as subject,
      null::uuid as record_id, null::uuid as county_id, null::ltree as area_path, f.day, ${nothing},
      null::uuid as school_id, ${nobody}
    from (${marked}) f group by f.indicator, f.day`
}

/** The value of a row with the sign of its term. */
export function signed(terms: readonly Term[]): string {
  const taking = terms.filter(({ sign }) => sign === -1).map(({ id }) => `'${id}'`)
  if (taking.length === 0) return 'f.value'
  return `case when f.indicator in (${taking.join(', ')}) then -f.value else f.value end`
}

/** Records that the terms of a measure left out: `key`, `part`, `reason` and what rows show. */
export function leftOutSet({ terms }: Measure): string | null {
  const parts = terms.flatMap(({ id }) => {
    const { leftOut } = formulaOf(id)
    return leftOut ? [leftOutOf(id, leftOut.source, leftOut.where ?? 'true')] : []
  })
  if (parts.length === 0) return null
  return `select * from (${parts.join('\nunion all\n')}) t
    where $5::text is null or t.half = $5::text`
}

function leftOutOf(id: RowIndicator, source: LeftOutSource, where: string): string {
  return `select '${id}:' || r.row_key as key, '${id}' as part, '${source.subject}' as subject,
      r.record_id, r.county_id, r.area_path, r.day, ${shownColumns(source.shows)},
      0::bigint as value, r.reason
    from (${source.sql}) r where ${where}`
}
