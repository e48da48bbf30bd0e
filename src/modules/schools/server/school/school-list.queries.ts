import { localDay } from '../../../../platform/clock/zoned.ts'
import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type {
  SchoolFacets,
  SchoolFilter,
  SchoolKind,
  SchoolMap,
  SchoolRow,
} from '../../contract/school.ts'
import { personCards } from '../person-card.queries.ts'
import { searchPatterns } from './spelling.ts'

/** Conditions of a filter with their values; text search goes through the scoped function. */
class Conditions {
  readonly values: unknown[] = []
  readonly #parts: string[] = []

  /** `$` in the text stands for the next value. */
  add(text: string, ...values: unknown[]): void {
    let next = this.values.length
    this.values.push(...values)
    this.#parts.push(
      text.replaceAll('$', () => {
        next += 1
        return `$${next}`
      }),
    )
  }

  get where(): string {
    return this.#parts.length > 0 ? `where ${this.#parts.join(' and ')}` : ''
  }
}

const officerNow = `exists (select from schools.linked_officer l
  where l.county_id = s.county_id and l.school_id = s.id and l.kind = 'linked'
    and l.state = 'approved' and l.starts_on <= $ and (l.ends_on is null or l.ends_on >= $))`

function conditionsOf(filter: SchoolFilter, today: string): Conditions {
  const conditions = new Conditions()
  if (filter.text) {
    const { nameLike, lettersLike, codeLike } = searchPatterns(filter.text)
    const found = 'select county_id, id from schools.find_schools($, $, $)'
    conditions.add(`(s.county_id, s.id) in (${found})`, nameLike, lettersLike, codeLike)
  }
  if (filter.stationAreaId) conditions.add('s.station_area_id = $', filter.stationAreaId)
  if (filter.kind) conditions.add('s.kind = $', filter.kind)
  if (filter.stage) conditions.add('s.stages @> array[$::text]', filter.stage)
  if (filter.ownership) conditions.add('s.ownership = $', filter.ownership)
  if (filter.boarding !== undefined) conditions.add('s.boarding = $', filter.boarding)
  if (filter.tag) conditions.add('s.tags @> array[$::text]', filter.tag)
  if (filter.state) conditions.add('s.state = $', filter.state)
  else conditions.add(`s.state in ('operating', 'suspended')`)
  if (filter.hasOfficer !== undefined) {
    conditions.add(`${filter.hasOfficer ? '' : 'not '}${officerNow}`, today, today)
  }
  if (filter.hasPosition !== undefined) {
    conditions.add(filter.hasPosition ? 's.lon is not null' : 's.lon is null')
  }
  return conditions
}

interface ListRow extends Omit<SchoolRow, 'position' | 'linkedOfficer'> {
  initials: string
  lon: number | null
  lat: number | null
  officerId: string | null
}

export interface ListAsked extends SchoolFilter {
  readonly after?: string | undefined
  readonly limit: number
}

/** A page of schools in the order of their initials, and how many there are in all. */
export async function listSchoolRows(work: Work, asked: ListAsked): Promise<Page<SchoolRow>> {
  const today = localDay(work.now)
  const all = conditionsOf(asked, today)
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from schools.school s ${all.where}`,
    all.values,
  )
  const here = conditionsOf(asked, today)
  if (asked.after !== undefined)
    here.add('(s.initials, s.id) > ($, $::uuid)', ...readPageKey(asked.after, 2))
  const limitAt = here.values.push(asked.limit + 1)
  const todayAt = here.values.push(today)
  const rows = await work.query<ListRow>(
    `select s.id, s.code, s.temporary_code as "temporaryCode", s.name, s.name_en as "nameEn",
       s.kind, s.ownership, s.boarding, s.enrolment, s.boarders, s.town, s.tags, s.state, s.lon,
       s.lat, s.initials, s.station_area_id as "stationAreaId", a.name as "stationName",
       (select count(*) from schools.gate g
         where g.county_id = s.county_id and g.school_id = s.id) as gates,
       (select count(distinct f.person_id) from schools.staff f where f.county_id = s.county_id
         and f.school_id = s.id and f.kind = 'guard' and f.starts_on <= $${todayAt}
         and (f.ends_on is null or f.ends_on >= $${todayAt})) as guards,
       (select l.person_id from schools.linked_officer l where l.county_id = s.county_id
         and l.school_id = s.id and l.kind = 'linked' and l.state = 'approved'
         and l.starts_on <= $${todayAt} and (l.ends_on is null or l.ends_on >= $${todayAt})
         order by l.starts_on desc limit 1) as "officerId"
     from (select * from schools.school s ${here.where}
       order by s.initials, s.id limit $${limitAt}) s
     left join identity.published_area a on a.id = s.station_area_id
     order by s.initials, s.id`,
    here.values,
  )
  const page = pageOfRows(rows, asked.limit, count?.total ?? 0, (row) =>
    pageKey(row.initials, row.id),
  )
  const officers = await personCards(
    work,
    page.rows.flatMap(({ officerId }) => officerId ?? []),
  )
  return {
    ...page,
    rows: page.rows.map(({ officerId, lon, lat, initials: _, ...row }) => {
      const officer = officerId ? officers.get(officerId) : undefined
      return {
        ...row,
        position: lon === null || lat === null ? null : { lon, lat },
        linkedOfficer: officer ? { personId: officer.personId, name: officer.name } : null,
      }
    }),
  }
}

/** More than the schools of any province; a country is looked at province by province. */
const mapMax = 50_000

export async function mapPositions(work: Work, filter: SchoolFilter): Promise<SchoolMap> {
  const conditions = conditionsOf(filter, localDay(work.now))
  const rows = await work.query<{
    id: string
    lon: number | null
    lat: number | null
    kind: SchoolKind
  }>(
    `select s.id, s.lon, s.lat, s.kind from schools.school s ${conditions.where}
     limit ${mapMax + 1}`,
    conditions.values,
  )
  const shown = rows.slice(0, mapMax)
  const positions: SchoolMap['positions'] = []
  for (const { id, lon, lat, kind } of shown) {
    if (lon !== null && lat !== null) positions.push([id, lon, lat, kind])
  }
  return {
    positions,
    withoutPosition: shown.length - positions.length,
    truncated: rows.length > mapMax,
  }
}

interface FacetRow {
  facet: 'kinds' | 'ownerships' | 'states'
  value: string
  count: number
}

const tagsMax = 200

/** What can be filtered by. States count everything, the rest what is not merged or closed. */
export async function countFacets(work: Work): Promise<SchoolFacets> {
  const rows = await work.query<FacetRow>(
    `select 'kinds' as facet, kind as value, count(*) as count from schools.school
       where state in ('operating', 'suspended') group by kind
     union all
     select 'ownerships', ownership, count(*) from schools.school
       where state in ('operating', 'suspended') group by ownership
     union all
     select 'states', state, count(*) from schools.school group by state
     order by 1, 2`,
  )
  const tags = await work.query<{ value: string; count: number }>(
    `select tag as value, count(*) as count from schools.school, unnest(tags) as tag
     where state in ('operating', 'suspended')
     group by tag order by count(*) desc, tag limit ${tagsMax}`,
  )
  const stations = await work.query<SchoolFacets['stations'][number]>(
    `select s.station_area_id as "areaId", a.name, count(*) as count
     from schools.school s left join identity.published_area a on a.id = s.station_area_id
     where s.state in ('operating', 'suspended')
     group by s.station_area_id, a.name order by a.name nulls last`,
  )
  const of = (facet: FacetRow['facet']) =>
    rows.filter((row) => row.facet === facet).map(({ value, count }) => ({ value, count }))
  return { kinds: of('kinds'), ownerships: of('ownerships'), states: of('states'), tags, stations }
}
