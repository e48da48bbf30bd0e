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

/** Bell rules of many schools in the order of their ids, for comparing. */
export async function bellsOfSchools(
  work: Work,
  schoolIds: readonly string[],
): Promise<SchoolBell[]> {
  return work.query<SchoolBell>(
    `select school_id as "schoolId", ${columns} from schools.bell
     where school_id = any($1::uuid[]) order by id`,
    [schoolIds],
  )
}

export interface NewTimetable {
  readonly schoolId: string
  readonly countyId: string
  readonly areaPath: string
  /** The version of the rules that these replace. */
  readonly version: number
  readonly bells: readonly Bell[]
}

/** Puts rules in place of the old ones, school by school; refuses what others replaced since. */
export async function replaceBells(work: Work, news: readonly NewTimetable[]): Promise<void> {
  if (news.length === 0) return
  const homes = JSON.stringify(news.map(({ bells: _, ...home }) => home))
  const written = await work.query(
    `update schools.school s set bells_version = s.bells_version + 1
     from jsonb_to_recordset($1::jsonb) as r("schoolId" uuid, "countyId" uuid, version integer)
     where s.county_id = r."countyId" and s.id = r."schoolId" and s.bells_version = r.version
     returning s.id`,
    [homes],
  )
  const [first] = news
  if (written.length !== news.length) {
    throw baseProblems.stale({ version: (first?.version ?? 0) + 1 })
  }
  await work.query(
    `delete from schools.bell b
     using jsonb_to_recordset($1::jsonb) as r("schoolId" uuid, "countyId" uuid)
     where b.county_id = r."countyId" and b.school_id = r."schoolId"`,
    [homes],
  )
  const bells = news.flatMap(({ bells: rules, schoolId, countyId, areaPath }) =>
    rules.map((rule) => ({ ...rule, schoolId, countyId, areaPath })),
  )
  await work.query(
    `insert into schools.bell (county_id, id, area_path, school_id, gate_id, grade_band, weekdays,
       arrival, dismissal, starts_on, ends_on)
     select "countyId", id, "areaPath"::ltree, "schoolId", "gateId", "gradeBand", weekdays,
       arrival, dismissal, "startsOn", "endsOn"
     from jsonb_to_recordset($1::jsonb) as r("countyId" uuid, id uuid, "areaPath" text,
       "schoolId" uuid, "gateId" uuid, "gradeBand" text, weekdays integer[], arrival time,
       dismissal time, "startsOn" date, "endsOn" date)`,
    [JSON.stringify(bells)],
  )
}

/** Ids of all gates of the schools. */
export async function gateIdsOf(
  work: Work,
  schoolIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const rows = await work.query<{ id: string; schoolId: string }>(
    'select id, school_id as "schoolId" from schools.gate where school_id = any($1::uuid[])',
    [schoolIds],
  )
  const gates = new Map<string, Set<string>>()
  for (const { id, schoolId } of rows) {
    gates.set(schoolId, (gates.get(schoolId) ?? new Set()).add(id))
  }
  return gates
}
