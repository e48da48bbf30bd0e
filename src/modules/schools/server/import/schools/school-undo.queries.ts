import { keepPast } from '../../../../../platform/database/keep-past.ts'
import type { Work } from '../../../../../platform/database/work.ts'
import { keptSchool } from '../../past.ts'

/** Names of the schools to which anything was added: gates, bells, people, gear, papers. */
export async function namesOfUsedSchools(work: Work, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await work.query<{ name: string }>(
    `select s.name from schools.school s
     where s.id = any($1::uuid[]) and (
       exists (select from schools.campus x where x.county_id = s.county_id and x.school_id = s.id)
       or exists (select from schools.gate x where x.county_id = s.county_id and x.school_id = s.id)
       or exists (select from schools.bell x where x.county_id = s.county_id and x.school_id = s.id)
       or exists (select from schools.linked_officer x
         where x.county_id = s.county_id and x.school_id = s.id)
       or exists (select from schools.contact_entry x
         where x.county_id = s.county_id and x.school_id = s.id)
       or exists (select from schools.police_room x
         where x.county_id = s.county_id and x.school_id = s.id)
       or exists (select from schools.staff x
         where x.county_id = s.county_id and x.school_id = s.id)
       or exists (select from schools.written_rule x
         where x.county_id = s.county_id and x.school_id = s.id)
       or exists (select from schools.gear_entry x
         where x.county_id = s.county_id and x.school_id = s.id)
       or exists (select from identity.published_person x
         where x.county_id = s.county_id and x.area_path <@ s.area_path))
     order by s.name`,
    [ids],
  )
  return rows.map(({ name }) => name)
}

export async function deleteSchools(work: Work, ids: readonly string[]): Promise<void> {
  await keepPast(work, keptSchool, ids)
  await work.query('delete from schools.school where id = any($1::uuid[])', [ids])
}
