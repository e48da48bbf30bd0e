import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { WrittenRule, WrittenRuleKind } from '../../contract/upkeep.ts'

export interface StoredRule {
  readonly id: string
  readonly kind: WrittenRuleKind
  readonly adoptedOn: string
  readonly expiresOn: string | null
  readonly file: WrittenRule['file']
  readonly version: number
}

type Row = Omit<StoredRule, 'file'> & {
  fileId: string | null
  fileName: string | null
  mediaType: string | null
}

export async function rulesOfSchool(work: Work, schoolId: string): Promise<StoredRule[]> {
  const rows = await work.query<Row>(
    `select r.id, r.kind, r.adopted_on as "adoptedOn", r.expires_on as "expiresOn", r.version,
       r.file_id as "fileId", f.name as "fileName", f.media_type as "mediaType"
     from schools.written_rule r
     left join platform.file f on f.county_id = r.county_id and f.id = r.file_id
     where r.school_id = $1`,
    [schoolId],
  )
  return rows.map(({ fileId, fileName, mediaType, ...rule }) => ({
    ...rule,
    file: fileId && fileName && mediaType ? { id: fileId, name: fileName, mediaType } : null,
  }))
}

interface Home {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
}

export interface RuleTerm {
  readonly kind: WrittenRuleKind
  readonly adoptedOn: string
  readonly expiresOn: string | null
}

/** Enters the rule of a kind or renews it; gives its id. */
export async function writeRule(work: Work, school: Home, rule: RuleTerm): Promise<string> {
  const [row] = await work.query<{ id: string }>(
    `insert into schools.written_rule (county_id, id, area_path, school_id, kind, adopted_on,
       expires_on)
     values ($1, $2, $3::ltree, $4, $5, $6, $7)
     on conflict (county_id, school_id, kind) do update set adopted_on = $6, expires_on = $7,
       version = written_rule.version + 1
     returning id`,
    [
      school.countyId,
      newId(work.now),
      school.areaPath,
      school.id,
      rule.kind,
      rule.adoptedOn,
      rule.expiresOn,
    ],
  )
  return row?.id ?? ''
}

export async function attachFile(
  work: Work,
  countyId: string,
  ruleId: string,
  fileId: string,
): Promise<void> {
  await work.query(
    `update schools.written_rule set file_id = $3, version = version + 1
     where county_id = $1 and id = $2`,
    [countyId, ruleId, fileId],
  )
}
