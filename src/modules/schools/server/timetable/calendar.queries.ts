import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { CalendarDayFields, Term, TermFields } from '../../contract/calendar.ts'

export interface StoredDay extends CalendarDayFields {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly day: string
  readonly version: number
}

const dayColumns = `id, county_id as "countyId", area_path as "areaPath", day, kind,
  follows_weekday as "followsWeekday", to_char(arrival, 'HH24:MI') as arrival,
  to_char(dismissal, 'HH24:MI') as dismissal, name, source, version`

/** Entries of the days, of every area that the caller sees: the own, those below and above. */
export async function daysBetween(
  work: Work,
  firstDay: string,
  lastDay: string,
): Promise<StoredDay[]> {
  return work.query<StoredDay>(
    `select ${dayColumns} from schools.calendar_day where day between $1 and $2
     order by day, nlevel(area_path) desc`,
    [firstDay, lastDay],
    'schools.calendar.days',
  )
}

export async function findDay(work: Work, id: string): Promise<StoredDay | undefined> {
  const [row] = await work.query<StoredDay>(
    `select ${dayColumns} from schools.calendar_day where id = $1`,
    [id],
  )
  return row
}

/** An entry to be changed. One of an area above can be read but not locked: 404. */
export async function lockDay(work: Work, id: string): Promise<StoredDay> {
  const [row] = await work.query<StoredDay>(
    `select ${dayColumns} from schools.calendar_day where id = $1 for update`,
    [id],
  )
  if (!row) throw baseProblems.notFound()
  return row
}

export async function dayIsTaken(work: Work, areaPath: string, day: string): Promise<boolean> {
  const rows = await work.query(
    'select from schools.calendar_day where area_path = $1::ltree and day = $2',
    [areaPath, day],
  )
  return rows.length > 0
}

export async function insertDay(work: Work, day: StoredDay): Promise<void> {
  await work.query(
    `insert into schools.calendar_day (county_id, id, area_path, day, kind, follows_weekday,
       arrival, dismissal, name, source)
     values ($1, $2, $3::ltree, $4, $5, $6, $7, $8, $9, $10)`,
    [
      day.countyId,
      day.id,
      day.areaPath,
      day.day,
      day.kind,
      day.followsWeekday,
      day.arrival,
      day.dismissal,
      day.name,
      day.source,
    ],
  )
}

export async function updateDay(work: Work, day: StoredDay): Promise<void> {
  await work.query(
    `update schools.calendar_day set kind = $3, follows_weekday = $4, arrival = $5, dismissal = $6,
       name = $7, source = $8, version = version + 1
     where county_id = $1 and id = $2`,
    [
      day.countyId,
      day.id,
      day.kind,
      day.followsWeekday,
      day.arrival,
      day.dismissal,
      day.name,
      day.source,
    ],
  )
}

export async function deleteDay(work: Work, day: StoredDay): Promise<void> {
  await work.query('delete from schools.calendar_day where county_id = $1 and id = $2', [
    day.countyId,
    day.id,
  ])
}

export interface Horizon {
  readonly areaPath: string
  readonly knownUntil: string
  readonly source: string
}

export async function listHorizons(work: Work): Promise<Horizon[]> {
  return work.query<Horizon>(
    `select area_path as "areaPath", known_until as "knownUntil", source
     from schools.calendar_horizon`,
    [],
    'schools.calendar.horizons',
  )
}

export async function writeHorizon(
  work: Work,
  horizon: Horizon & { readonly countyId: string },
): Promise<void> {
  await work.query(
    `insert into schools.calendar_horizon (county_id, area_path, known_until, source)
     values ($1, $2::ltree, $3, $4)
     on conflict (county_id, area_path) do update set known_until = $3, source = $4`,
    [horizon.countyId, horizon.areaPath, horizon.knownUntil, horizon.source],
  )
}

export interface StoredTerm extends TermFields {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly version: number
}

const termColumns = `t.id, t.county_id as "countyId", t.area_path as "areaPath", t.name,
  t.starts_on as "startsOn", t.ends_on as "endsOn", t.version`

/** With the name of its area, and whether the caller's scope ($1) reaches it for a change. */
const selectShown = `select ${termColumns}, a.id as "areaId", a.name as "areaName",
    t.area_path <@ $1::ltree as "isOwn"
  from schools.term t left join identity.published_area a on a.path = t.area_path`

export async function listTermRows(work: Work): Promise<Term[]> {
  return work.query<Term>(
    `${selectShown} order by t.starts_on desc, t.id limit 500`,
    [work.binding.scope],
    'schools.term.list',
  )
}

export async function termShown(work: Work, id: string): Promise<Term> {
  const [row] = await work.query<Term>(`${selectShown} where t.id = $2`, [work.binding.scope, id])
  if (!row) throw baseProblems.notFound()
  return row
}

/** Every term that the caller sees, for working out which days are taught. */
export async function termPeriods(
  work: Work,
): Promise<{ areaPath: string; startsOn: string; endsOn: string }[]> {
  return work.query(
    `select area_path as "areaPath", starts_on as "startsOn", ends_on as "endsOn"
     from schools.term`,
    [],
    'schools.term.periods',
  )
}

export async function findTerm(work: Work, id: string): Promise<StoredTerm | undefined> {
  const [row] = await work.query<StoredTerm>(
    `select ${termColumns} from schools.term t where t.id = $1`,
    [id],
  )
  return row
}

/** A term to be changed. One of an area above can be read but not locked: 404. */
export async function lockTerm(work: Work, id: string): Promise<StoredTerm> {
  const [row] = await work.query<StoredTerm>(
    `select ${termColumns} from schools.term t where t.id = $1 for update`,
    [id],
  )
  if (!row) throw baseProblems.notFound()
  return row
}

/** A term of the same area that shares a day with the given one. */
export async function overlappingTerm(
  work: Work,
  term: StoredTerm,
): Promise<{ name: string } | undefined> {
  const [row] = await work.query<{ name: string }>(
    `select name from schools.term where area_path = $1::ltree and id <> $2
       and starts_on <= $4 and ends_on >= $3 limit 1`,
    [term.areaPath, term.id, term.startsOn, term.endsOn],
  )
  return row
}

export async function insertTerm(work: Work, term: StoredTerm): Promise<void> {
  await work.query(
    `insert into schools.term (county_id, id, area_path, name, starts_on, ends_on)
     values ($1, $2, $3::ltree, $4, $5, $6)`,
    [term.countyId, term.id, term.areaPath, term.name, term.startsOn, term.endsOn],
  )
}

export async function updateTermRow(work: Work, term: StoredTerm): Promise<void> {
  await work.query(
    `update schools.term set name = $3, starts_on = $4, ends_on = $5, version = version + 1
     where county_id = $1 and id = $2`,
    [term.countyId, term.id, term.name, term.startsOn, term.endsOn],
  )
}

/** How many entries of pairing lists name a term, those that are over among them. */
export async function countLinksOfTerm(work: Work, termId: string): Promise<number> {
  const [row] = await work.query<{ count: number }>(
    'select count(*) as count from schools.linked_officer where term_id = $1',
    [termId],
  )
  return row?.count ?? 0
}

export async function deleteTerm(work: Work, { countyId, id }: StoredTerm): Promise<void> {
  await work.query('delete from schools.term where county_id = $1 and id = $2', [countyId, id])
}

/** Names of areas by their paths, for showing where an entry comes from. */
export async function areaNames(
  work: Work,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const rows = await work.query<{ path: string; name: string }>(
    'select path, name from identity.published_area where path = any($1::ltree[])',
    [[...new Set(paths)]],
  )
  return new Map(rows.map(({ path, name }) => [path, name]))
}
