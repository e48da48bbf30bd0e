import { addDays, weekStart } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { DutyRole } from '../../contract/duty-role.ts'
import { settingDefaults } from '../../contract/setting.ts'
import type { PlanLeave, PlanPerson, PlanSetting, PlanShift } from './assignment.rules.ts'

/** People and all that stands against planning them in a week. */
export interface PlanFacts {
  /** Somebody lent has a row in each county, where both are seen: the home row is the last. */
  readonly people: readonly NamedPerson[]
  /** As the county has them that plans them; undefined out of the reader's sight. */
  personIn(countyId: string, personId: string): NamedPerson | undefined
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
  readonly countyId?: string | undefined
  readonly personIds?: readonly string[] | undefined
  readonly roles?: readonly DutyRole[] | undefined
}

/** Loads people of the scope with their leave and shifts around a week. */
export async function planFacts(work: Work, wanted: PeopleWanted): Promise<PlanFacts> {
  const people = await findPeople(work, wanted)
  // Of people out of sight who serve here it is known when they are taken or away, nothing else.
  const ids = [...new Set([...people.map(({ id }) => id), ...(wanted.personIds ?? [])])]
  const atHome = new Set(people.flatMap(({ id, secondedDays }) => (secondedDays ? [] : [id])))
  const byCounty = new Map(people.map((person) => [`${person.countyId} ${person.id}`, person]))
  const lastDay = addDays(wanted.week, 6)
  const leaves = await leavesBetween(work, ids, addDays(wanted.week, -1), addDays(lastDay, 2))
  // A day more at both ends: the way between Sunday and Monday counts too.
  const shifts = await shiftsOfPeople(work, ids, addDays(wanted.week, -1), addDays(lastDay, 1))
  return {
    people,
    personIn: (countyId, personId) => byCounty.get(`${countyId} ${personId}`),
    leaves: Map.groupBy(
      leaves.map((leave) => (atHome.has(leave.personId) ? leave : { ...leave, id: null })),
      ({ personId }) => personId,
    ),
    shifts: Map.groupBy(shifts, ({ personId }) => personId),
  }
}

const findPeople = (work: Work, wanted: PeopleWanted): Promise<NamedPerson[]> =>
  work.query(
    `select p.id, p.county_id as "countyId", p.area_path::text as "areaPath",
       p.duty_role as role, p.active, p.skills, p.name, coalesce(y.name, '') as "agencyName",
       p.max_duties_per_week as "dutiesMax",
       case when p.home_county_id is not null then coalesce((
         select jsonb_agg(jsonb_build_object('startsOn', e.starts_on, 'endsOn', e.ends_on))
         from identity.published_secondment e
         where e.county_id = p.county_id and e.person_id = p.id), '[]') end as "secondedDays"
     from identity.published_person p
     left join identity.published_agency y on y.county_id = p.county_id and y.id = p.agency_id
     where ($1::uuid is null or p.county_id = $1) and ($2::uuid[] is null or p.id = any ($2))
       and ($3::text[] is null or (p.active and p.duty_role = any ($3)))
     order by p.name collate platform.pinyin, p.id, p.home_county_id is null, p.county_id`,
    [wanted.countyId ?? null, wanted.personIds ?? null, wanted.roles ?? null],
  )

const leavesBetween = (
  work: Work,
  personIds: readonly string[],
  firstDay: string,
  lastDay: string,
): Promise<(PlanLeave & { personId: string })[]> =>
  work.query(
    `select leave_id as id, person_id as "personId", starts_at as "startsAt", ends_at as "endsAt",
       approved
     from duty.person_absences($1, $2, $3)
     order by starts_at, leave_id`,
    [personIds, firstDay, lastDay],
  )

type PersonShiftRow = Omit<PersonShift, 'week' | 'setting'> & { personId: string } & {
  readonly [name in keyof PlanSetting]: PlanSetting[name] | null
}

async function shiftsOfPeople(
  work: Work,
  personIds: readonly string[],
  firstDay: string,
  lastDay: string,
): Promise<(PersonShift & { personId: string })[]> {
  const rows = await work.query<PersonShiftRow>(
    `select assignment_id as "assignmentId", person_id as "personId", county_id as "countyId",
       shift_id as id, post_id as "postId", school_path as "areaPath",
       station_path as "stationPath", day, starts_at as "startsAt", ends_at as "endsAt", lon, lat,
       cancelled, max_duties_per_week as "maxDutiesPerWeek", travel_kmh as "travelKmh",
       detour_factor as "detourFactor"
     from duty.person_shifts($1, $2, $3)
     order by starts_at, shift_id`,
    [personIds, firstDay, lastDay],
  )
  return rows.map(({ maxDutiesPerWeek, travelKmh, detourFactor, ...row }) => ({
    ...row,
    week: weekStart(row.day),
    setting:
      maxDutiesPerWeek === null || travelKmh === null || detourFactor === null
        ? settingDefaults
        : { maxDutiesPerWeek, travelKmh, detourFactor },
  }))
}
