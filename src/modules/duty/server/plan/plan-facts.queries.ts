import { addDays, weekStart } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { DutyRole } from '../../contract/duty-role.ts'
import type { PlanLeave, PlanPerson, PlanShift } from './assignment.rules.ts'

/** People and all that stands against planning them in a week. */
export interface PlanFacts {
  readonly people: ReadonlyMap<string, NamedPerson>
  readonly leaves: ReadonlyMap<string, readonly PlanLeave[]>
  /** By person; with the assignment that each comes from. */
  readonly shifts: ReadonlyMap<string, readonly PersonShift[]>
}

export interface NamedPerson extends PlanPerson {
  readonly name: string
  readonly agencyName: string
}

export interface PersonShift extends PlanShift {
  readonly assignmentId: string
}

export interface PeopleWanted {
  readonly week: string
  /** Upper bound of the area's own setting; a person's own may be lower. */
  readonly maxDutiesPerWeek: number
  readonly countyId?: string | undefined
  readonly personIds?: readonly string[] | undefined
  readonly roles?: readonly DutyRole[] | undefined
}

/** Loads people of the scope with their leave and shifts around a week. */
export async function planFacts(work: Work, wanted: PeopleWanted): Promise<PlanFacts> {
  const people = await findPeople(work, wanted)
  const ids = people.map(({ id }) => id)
  const lastDay = addDays(wanted.week, 6)
  const leaves = await leavesBetween(work, ids, addDays(wanted.week, -1), addDays(lastDay, 2))
  // A day more at both ends: the way between Sunday and Monday counts too.
  const shifts = await shiftsOfPeople(work, ids, addDays(wanted.week, -1), addDays(lastDay, 1))
  return {
    people: new Map(people.map((person) => [person.id, person])),
    leaves: Map.groupBy(leaves, ({ personId }) => personId),
    shifts: Map.groupBy(shifts, ({ personId }) => personId),
  }
}

const findPeople = (work: Work, wanted: PeopleWanted): Promise<NamedPerson[]> =>
  work.query(
    `select p.id, p.county_id as "countyId", p.area_path::text as "areaPath",
       p.duty_role as role, p.active, p.skills, p.name, coalesce(y.name, '') as "agencyName",
       least(p.max_duties_per_week, $1) as "dutiesMax",
       case when p.home_county_id is not null then coalesce((
         select jsonb_agg(jsonb_build_object('startsOn', e.starts_on, 'endsOn', e.ends_on))
         from identity.published_secondment e
         where e.county_id = p.county_id and e.person_id = p.id), '[]') end as "secondedDays"
     from identity.published_person p
     left join identity.published_agency y on y.county_id = p.county_id and y.id = p.agency_id
     where ($2::uuid is null or p.county_id = $2) and ($3::uuid[] is null or p.id = any ($3))
       and ($4::text[] is null or (p.active and p.duty_role = any ($4)))
     order by p.name collate platform.pinyin, p.id`,
    [
      wanted.maxDutiesPerWeek,
      wanted.countyId ?? null,
      wanted.personIds ?? null,
      wanted.roles ?? null,
    ],
  )

const leavesBetween = (
  work: Work,
  personIds: readonly string[],
  firstDay: string,
  lastDay: string,
): Promise<(PlanLeave & { personId: string })[]> =>
  work.query(
    `select id, person_id as "personId", starts_at as "startsAt", ends_at as "endsAt",
       state = 'approved' as approved
     from duty.leave
     where person_id = any ($1) and state in ('requested', 'approved')
       and ends_at > $2::date and starts_at < $3::date + 1
     order by starts_at, id`,
    [personIds, firstDay, lastDay],
  )

async function shiftsOfPeople(
  work: Work,
  personIds: readonly string[],
  firstDay: string,
  lastDay: string,
): Promise<(PersonShift & { personId: string })[]> {
  const rows = await work.query<Omit<PersonShift, 'week'> & { personId: string }>(
    `select assignment_id as "assignmentId", person_id as "personId", county_id as "countyId",
       shift_id as id, post_id as "postId", school_path as "areaPath",
       station_path as "stationPath", day, starts_at as "startsAt", ends_at as "endsAt", lon, lat,
       cancelled
     from duty.person_shifts($1, $2, $3)
     order by starts_at, shift_id`,
    [personIds, firstDay, lastDay],
  )
  return rows.map((row) => ({ ...row, week: weekStart(row.day) }))
}
