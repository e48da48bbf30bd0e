import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { DutyRole } from '../../contract/duty-role.ts'

export interface RosterPlace {
  readonly shiftId: string
  readonly personId: string
  readonly role: DutyRole
}

/**
 * Takes over places that were decided elsewhere (an older system, a month of history) as if they
 * had been published, volunteers as claims. Nobody is told and no rule is asked: for planning use
 * `fillPlaces` or the plan's own addresses. A place that stands already is left alone.
 */
export async function takeOverRoster(
  work: Work,
  places: readonly RosterPlace[],
  madeBy: string,
): Promise<number> {
  const made = await work.query<{ countyId: string; countyPath: string }>(
    `insert into duty.assignment (county_id, id, area_path, class, shift_id, person_id, role,
       state, made_by, made_at, told_at)
     select s.county_id, p.id, s.area_path, s.class, s.id, p."personId", p.role,
       case p.role when 'volunteer' then 'claimed' else 'published' end, $2, $3, $3
     from jsonb_to_recordset($1::jsonb)
       as p(id uuid, "shiftId" uuid, "personId" uuid, role text)
     join duty.shift s on s.id = p."shiftId"
     on conflict (county_id, shift_id, person_id) where state <> 'withdrawn' do nothing
     returning county_id as "countyId",
       (select path::text from identity.published_area a where a.id = county_id) as "countyPath"`,
    [JSON.stringify(places.map((place) => ({ ...place, id: newId(work.now) }))), madeBy, work.now],
  )
  for (const [countyId, own] of Map.groupBy(made, (row) => row.countyId)) {
    work.audit({
      action: 'duty.assignment.takeOver',
      subjectKind: 'county',
      subjectId: countyId,
      countyId,
      areaPath: own[0]?.countyPath ?? '',
      detail: { places: own.length },
    })
  }
  return made.length
}
