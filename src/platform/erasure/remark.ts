import { randomBytes } from 'node:crypto'
import { saltedDigest } from '../database/content-hash.ts'
import type { Work } from '../database/work.ts'

/** What somebody wrote in their own words about a record. Kept beside it, with a last day. */
export interface Remark {
  readonly countyId: string
  readonly subjectId: string
  /** Which text of the record: `note`. Read as `platform.remark(county_id, id, 'note')`. */
  readonly field: string
  readonly areaPath: string
  readonly rowClass?: string
  /** Whom the record is about, who may read it wherever it lies. */
  readonly personId?: string | null
  readonly text: string | null
  /** When it was written: the last day is counted from here. */
  readonly at: Date
}

/** Texts have no period in law; this is the one for contacts of a settled case (privacy 6.4). */
export const remarkKeepDays = 180

const dayMs = 86_400_000
const saltBytes = 16

/**
 * Stores texts beside their records. Empty ones are left out, and those whose last day is over
 * already: who comes late keeps only what is kept (0002). Gives, by record, the salted digests
 * that its audit entry holds.
 */
export async function keepRemarks(
  work: Work,
  remarks: readonly Remark[],
): Promise<ReadonlyMap<string, Record<string, string>>> {
  const digests = new Map<string, Record<string, string>>()
  const rows = remarks.flatMap((remark) => {
    const { countyId, subjectId, field, areaPath, rowClass = 'joint', personId, text, at } = remark
    const deleteAfter = new Date(at.getTime() + remarkKeepDays * dayMs)
    if (!text || deleteAfter <= work.now) return []
    const salt = randomBytes(saltBytes)
    digests.set(subjectId, { ...digests.get(subjectId), [field]: saltedDigest(salt, text) })
    const row = { countyId, subjectId, field, areaPath, rowClass, personId, text, deleteAfter }
    return [{ ...row, salt: salt.toString('hex') }]
  })
  if (rows.length === 0) return digests
  await work.query(
    `insert into platform.remark (county_id, subject_id, field, area_path, class, person_id, text,
       salt, delete_after)
     select "countyId", "subjectId", field, "areaPath"::ltree, "rowClass", "personId", text,
       decode(salt, 'hex'), "deleteAfter"
     from jsonb_to_recordset($1::jsonb) as r("countyId" uuid, "subjectId" uuid, field text,
       "areaPath" text, "rowClass" text, "personId" uuid, text text, salt text,
       "deleteAfter" timestamptz)`,
    [JSON.stringify(rows)],
    'platform.keepRemarks',
  )
  return digests
}

/** Erases texts whose last day is over, the salts with them; gives how many of which county. */
export const eraseRemarks = (
  work: Work,
  countMax: number,
): Promise<{ countyId: string; rows: number }[]> =>
  work.query(
    `with due as (
       select county_id, subject_id, field from platform.remark where delete_after <= $1
       order by delete_after limit $2
     ), gone as (
       delete from platform.remark r using due
       where r.county_id = due.county_id and r.subject_id = due.subject_id and r.field = due.field
       returning r.county_id
     )
     select county_id as "countyId", count(*)::integer as rows from gone group by 1`,
    [work.now, countMax],
  )
