import type { Work } from './work.ts'

/** A table that figures read and that is corrected in place, with the fields that figures use. */
export interface KeptTable {
  readonly schema: string
  readonly relation: string
  readonly fields: readonly string[]
}

/**
 * Keeps what rows say before they are corrected or deleted, with the time in which it was known, so
 * that a figure can be told as it was known then. Called just before the change, by whoever writes.
 */
export async function keepPast(
  work: Work,
  { schema, relation, fields }: KeptTable,
  ids: readonly string[],
): Promise<void> {
  const was = fields.map((field) => `'${field}', t.${field}`).join(', ')
  // What changes again within the same instant was told to nobody in between.
  await work.query(
    `insert into ${schema}.past_row (county_id, relation, row_id, area_path, class, known_from,
       known_until, was)
     select t.county_id, $1, t.id, t.area_path, t.class, t.known_from, $2,
       jsonb_build_object(${was})
     from ${schema}.${relation} t where t.id = any ($3::uuid[]) and t.known_from < $2`,
    [relation, work.now, ids],
  )
  await work.query(
    `update ${schema}.${relation} set known_from = $1
     where id = any ($2::uuid[]) and known_from < $1`,
    [work.now, ids],
  )
}
