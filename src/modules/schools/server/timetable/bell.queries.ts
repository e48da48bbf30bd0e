import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Bell } from '../../contract/bell.ts'
import type { GateUse } from '../../contract/gate.ts'

export interface SchoolBell extends Bell {
  readonly schoolId: string
}

const columns = `id, gate_id as "gateId", grade_band as "gradeBand", weekdays,
  to_char(arrival, 'HH24:MI') as arrival, to_char(dismissal, 'HH24:MI') as dismissal,
  starts_on as "startsOn", ends_on as "endsOn"`

/** Bell rules of one school, as its page lists them. */
export async function bellsOfSchool(work: Work, schoolId: string): Promise<Bell[]> {
  return work.query<Bell>(
    `select ${columns} from schools.bell where school_id = $1
     order by grade_band, gate_id nulls first, starts_on, arrival, id`,
    [schoolId],
  )
}

/** Rules that hold on any of the days; of all schools in scope when none are named. */
export async function bellsBetween(
  work: Work,
  firstDay: string,
  lastDay: string,
  schoolIds: readonly string[] | null,
): Promise<SchoolBell[]> {
  return work.query<SchoolBell>(
    `select school_id as "schoolId", ${columns} from schools.bell
     where starts_on <= $2 and (ends_on is null or ends_on >= $1)
       and ($3::uuid[] is null or school_id = any($3))`,
    [firstDay, lastDay, schoolIds],
    'schools.bell.between',
  )
}

export interface SchoolOfTimetable {
  readonly id: string
  readonly areaPath: string
  readonly operating: boolean
  readonly gates: readonly { readonly id: string; readonly use: GateUse }[]
}

/** Schools with their opened gates; those without any have no bells to speak of. */
export async function schoolsWithGates(
  work: Work,
  schoolIds: readonly string[] | null,
): Promise<SchoolOfTimetable[]> {
  const rows = await work.query<{
    id: string
    areaPath: string
    operating: boolean
    gateId: string
    use: GateUse
  }>(
    `select s.id, s.area_path as "areaPath", s.state = 'operating' as operating, g.id as "gateId",
       g.use
     from schools.school s
     join schools.gate g on g.county_id = s.county_id and g.school_id = s.id
     where g.opened and ($1::uuid[] is null or s.id = any($1))
     order by s.id, g.name, g.id`,
    [schoolIds],
    'schools.gate.opened',
  )
  const schools = new Map<string, SchoolOfTimetable & { gates: { id: string; use: GateUse }[] }>()
  for (const { gateId, use, ...school } of rows) {
    const known = schools.get(school.id)
    if (known) known.gates.push({ id: gateId, use })
    else schools.set(school.id, { ...school, gates: [{ id: gateId, use }] })
  }
  return [...schools.values()]
}

interface Home {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
}

/** Puts a school's rules in place of the old ones; refuses when others did so meanwhile. */
export async function replaceBells(
  work: Work,
  school: Home,
  bells: readonly Bell[],
  version: number,
): Promise<void> {
  const [present] = await work.query<{ version: number }>(
    `update schools.school set bells_version = bells_version + 1
     where county_id = $1 and id = $2 and bells_version = $3
     returning bells_version as version`,
    [school.countyId, school.id, version],
  )
  if (!present) throw baseProblems.stale({ version: version + 1 })
  await work.query('delete from schools.bell where county_id = $1 and school_id = $2', [
    school.countyId,
    school.id,
  ])
  await work.query(
    `insert into schools.bell (county_id, id, area_path, school_id, gate_id, grade_band, weekdays,
       arrival, dismissal, starts_on, ends_on)
     select $1, id, $2::ltree, $3, "gateId", "gradeBand", weekdays, arrival, dismissal, "startsOn",
       "endsOn"
     from jsonb_to_recordset($4::jsonb) as r(id uuid, "gateId" uuid, "gradeBand" text,
       weekdays integer[], arrival time, dismissal time, "startsOn" date, "endsOn" date)`,
    [school.countyId, school.areaPath, school.id, JSON.stringify(bells)],
  )
}
