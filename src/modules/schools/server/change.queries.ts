import { pathAbove } from '../../../platform/contract/area-path.ts'
import type { Page } from '../../../platform/contract/page.ts'
import { newId } from '../../../platform/database/new-id.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../platform/database/page.ts'
import type { Work } from '../../../platform/database/work.ts'
import type { ChangeKind, HistoryEntry, SubjectKind } from '../contract/history.ts'
import { announceTimetableChanged } from '../events.ts'
import { difference, type Values } from './change.rules.ts'
import { personCards } from './person-card.queries.ts'

export interface Change {
  readonly subjectKind: SubjectKind
  readonly subjectId: string
  readonly schoolId: string | null
  readonly countyId: string
  readonly areaPath: string
  readonly change: ChangeKind
  readonly before: Values | null
  readonly after: Values | null
  /** Fields whose values are never recorded, only that they changed. */
  readonly erasable?: readonly string[]
  /** Salted digests of erasable values, for the audit trail alone. */
  readonly digests?: Record<string, string> | undefined
}

/**
 * Tells of writes, once for all three that want to know: the record of changes, the audit trail
 * and open screens. Many at once (an import) are told at the narrowest area that covers them.
 */
export async function recordChanges(work: Work, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map((change) => ({
    ...change,
    ...difference(change.before, change.after, change.erasable),
    id: newId(work.now),
  }))
  await work.query(
    `insert into schools.change_entry (county_id, id, area_path, school_id, subject_kind,
       subject_id, change, changed_by, at, fields, before, after)
     select "countyId", id, "areaPath"::ltree, "schoolId", "subjectKind", "subjectId", change, $2,
       $3, fields, before, after
     from jsonb_to_recordset($1::jsonb) as r("countyId" uuid, id uuid, "areaPath" text,
       "schoolId" uuid, "subjectKind" text, "subjectId" uuid, change text, fields text[],
       before jsonb, after jsonb)`,
    [JSON.stringify(rows), work.binding.personId, work.now],
  )
  for (const row of rows) {
    work.audit({
      action: `schools.${row.subjectKind}.${row.change}`,
      subjectKind: row.subjectKind,
      subjectId: row.subjectId,
      countyId: row.countyId,
      areaPath: row.areaPath,
      detail: { schoolId: row.schoolId, fields: row.fields },
      digests: row.digests ?? {},
    })
  }
  touchScreens(work, changes)
}

function touchScreens(work: Work, changes: readonly Change[]): void {
  const areaPath = pathAbove(changes.map((change) => change.areaPath))
  for (const { subjectKind, subjectId, schoolId } of changes) {
    const keys = schoolId && schoolId !== subjectId ? [schoolId, subjectId] : [subjectId]
    work.touch({ topic: `schools.${subjectKind}`, areaPath, rowClass: 'joint', keys })
  }
}

/** Shifts of the changed schools must be made anew: one fact for each county, however many. */
export function announceSchools(work: Work, changes: readonly Change[]): void {
  for (const [countyId, own] of Map.groupBy(changes, (change) => change.countyId)) {
    const areaPath = pathAbove(own.map((change) => change.areaPath))
    const schoolIds = [...new Set(own.flatMap(({ schoolId }) => schoolId ?? []))]
    announceTimetableChanged(work, { countyId, areaPath }, { schoolIds })
  }
}

interface HistoryRow {
  id: string
  at: Date
  subjectKind: SubjectKind
  subjectId: string
  change: ChangeKind
  changedBy: string | null
  fields: string[]
  before: Values | null
  after: Values | null
}

export interface HistoryAsked {
  readonly schoolId: string
  readonly subjectKind?: SubjectKind | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Changes of a school and of all that belongs to it, newest first. */
export async function listChanges(work: Work, asked: HistoryAsked): Promise<Page<HistoryEntry>> {
  const [at, id] = readPageKey(asked.after, 2)
  const filter = `school_id = $1 and ($2::text is null or subject_kind = $2)`
  const rows = await work.query<HistoryRow>(
    `select id, at, subject_kind as "subjectKind", subject_id as "subjectId", change,
       changed_by as "changedBy", fields, before, after
     from schools.change_entry
     where ${filter} and ($3::timestamptz is null or (at, id) < ($3, $4::uuid))
     order by at desc, id desc limit $5`,
    [asked.schoolId, asked.subjectKind ?? null, at, id, asked.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from schools.change_entry where ${filter}`,
    [asked.schoolId, asked.subjectKind ?? null],
  )
  const page = pageOfRows(rows, asked.limit, count?.total ?? 0, (row) => pageKey(row.at, row.id))
  const cards = await personCards(
    work,
    page.rows.flatMap(({ changedBy }) => changedBy ?? []),
  )
  return {
    ...page,
    rows: page.rows.map(({ changedBy, at: when, ...row }) => ({
      ...row,
      at: when.toISOString(),
      person: (changedBy && cards.get(changedBy)) || null,
    })),
  }
}
