import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type MyNotice, mineTopic, personKey } from '../../contract/mine.ts'

export interface NewNotice {
  readonly countyId: string
  readonly areaPath: string
  readonly personId: string
  readonly kind: MyNotice['kind']
  readonly subjectId: string
  readonly detail: Record<string, unknown>
}

/** Stores a message for each person's phone and wakes the phones that are open. */
export async function notifyPeople(work: Work, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return
  await work.query(
    `insert into duty.notice (county_id, id, area_path, person_id, kind, subject_id, detail, at)
     select n."countyId", n.id, n."areaPath"::ltree, n."personId", n.kind, n."subjectId", n.detail,
       $2
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, id uuid, "areaPath" text,
       "personId" uuid, kind text, "subjectId" uuid, detail jsonb)`,
    [JSON.stringify(notices.map((notice) => ({ ...notice, id: newId(work.now) }))), work.now],
  )
  for (const { areaPath, personId } of notices) touchPerson(work, areaPath, personId)
}

/** Tells a person's own screens, wherever the person's scope is. */
export function touchPerson(work: Work, areaPath: string, personId: string): void {
  work.touch({ topic: mineTopic, areaPath, rowClass: 'joint', keys: [personKey(personId)] })
}
