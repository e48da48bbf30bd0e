import type { Work } from './work.ts'

/** A table that figures read and that is corrected in place, with the fields that figures use. */
export interface KeptTable {
  readonly schema: string
  readonly relation: string
  readonly fields: readonly string[]
  /** The column that says since when a row is known, where it is not `known_from`. */
  readonly knownFrom?: string
}

/**
 * Keeps what rows say before they are corrected or deleted, with the time in which it was known, so
 * that a figure can be told as it was known then. Called just before the change, by whoever writes.
 * The rows are locked, so that of two who correct one at once the second keeps what the first left;
 * in the order of their ids, so that they wait for each other and never both.
 */
export async function keepPast(
  work: Work,
  { schema, relation, fields, knownFrom = 'known_from' }: KeptTable,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const was = fields.map((field) => `'${field}', t.${field}`).join(', ')
  // What changes again within the same instant was told to nobody in between.
  await work.query(
    `with present as materialized (
       select t.* from ${schema}.${relation} t where t.id = any ($3::uuid[])
       order by t.id for update)
     insert into ${schema}.past_row (county_id, relation, row_id, area_path, class, known_from,
       known_until, was)
     select t.county_id, $1, t.id, t.area_path, t.class, t.${knownFrom}, $2,
       jsonb_build_object(${was})
     from present t where t.${knownFrom} < $2`,
    [relation, work.now, ids],
  )
  await work.query(
    `update ${schema}.${relation} set ${knownFrom} = $1
     where id = any ($2::uuid[]) and ${knownFrom} < $1`,
    [work.now, ids],
  )
}
