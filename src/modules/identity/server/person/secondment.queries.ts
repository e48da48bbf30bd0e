import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Secondment } from '../../contract/secondment.ts'
import { moveBelongings } from './person.queries.ts'

export interface SecondmentRow {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly agencyId: string
  readonly personId: string
  readonly homeCountyId: string
  readonly startsOn: string
  readonly endsOn: string | null
  readonly reason: string
  readonly approvedBy: string
}

const columns = `id, county_id as "countyId", area_path as "areaPath", agency_id as "agencyId",
  person_id as "personId", home_county_id as "homeCountyId", starts_on as "startsOn", ends_on as "endsOn",
  platform.remark(county_id, id, 'reason') as reason, approved_by as "approvedBy"`

export type Guest = Pick<SecondmentRow, 'countyId' | 'personId'>

export async function lockSecondment(work: Work, id: string): Promise<SecondmentRow | undefined> {
  const [row] = await work.query<SecondmentRow>(
    `select ${columns} from identity.secondment where id = $1 for update`,
    [id],
  )
  return row
}

/** Whether the secondment `one` has days left from the day `from` on; a withdrawn one has none. */
const hasDaysFrom = (one: string, from: string) =>
  `(${one}.ends_on is null or ${one}.ends_on >= greatest(${from}::date, ${one}.starts_on))`

/** A secondment of the person in the county that shares a day with another. */
export async function findOverlapping(
  work: Work,
  { countyId, personId, startsOn, endsOn }: SecondmentRow,
): Promise<SecondmentRow | undefined> {
  const [row] = await work.query<SecondmentRow>(
    `select ${columns} from identity.secondment s
     where county_id = $1 and person_id = $2 and ${hasDaysFrom('s', '$3')}
       and starts_on <= coalesce($4, 'infinity'::date)`,
    [countyId, personId, startsOn, endsOn],
  )
  return row
}

export async function insertSecondment(work: Work, secondment: SecondmentRow): Promise<void> {
  await work.query(
    `insert into identity.secondment (county_id, id, area_path, agency_id, person_id,
       home_county_id, starts_on, ends_on, approved_by, approved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      secondment.countyId,
      secondment.id,
      secondment.areaPath,
      secondment.agencyId,
      secondment.personId,
      secondment.homeCountyId,
      secondment.startsOn,
      secondment.endsOn,
      secondment.approvedBy,
      work.now,
    ],
  )
}

export async function saveSecondmentEnd(work: Work, id: string, endsOn: string): Promise<void> {
  await work.query('update identity.secondment set ends_on = $2 where id = $1', [id, endsOn])
}

/** The row by which somebody from elsewhere acts here; made once, woken by each secondment. */
export async function saveHostRow(
  work: Work,
  host: { countyId: string; areaPath: string; agencyId: string },
  home: { countyId: string; id: string },
): Promise<void> {
  await work.query(
    `insert into identity.person (county_id, id, area_path, class, agency_id, home_county_id, name,
       pinyin, initials, duty_role, badge, skills, max_duties_per_week, active, created_at,
       updated_at)
     select $1, id, $2, class, $3, county_id, name, pinyin, initials, duty_role, badge, skills,
       max_duties_per_week, true, $6, $6
     from identity.person where county_id = $4 and id = $5
     on conflict (county_id, id) do update set active = true, left_on = null,
       updated_at = excluded.updated_at`,
    [host.countyId, host.areaPath, host.agencyId, home.countyId, home.id, work.now],
  )
}

export interface PlacedSecondment
  extends Pick<SecondmentRow, 'id' | 'countyId' | 'personId' | 'agencyId' | 'areaPath'> {
  readonly isMove: boolean
}

/**
 * Takes note of the secondments that count from now on: of each guest the one in force, or else the
 * next; of one guest if one is named. Another one counts anew when its turn comes again.
 */
export async function takeSecondmentsToPlace(
  work: Work,
  { day, guest }: { readonly day: string; readonly guest: Guest | null },
  countMax: number,
): Promise<PlacedSecondment[]> {
  return await work.query(
    `with due as materialized (
       select s.county_id, s.id, s.person_id from identity.secondment s
       where s.placed_at is null and ${hasDaysFrom('s', '$1')}
         and ($4::uuid is null or s.county_id = $4 and s.person_id = $5)
         and not exists (select from identity.secondment o
           where o.county_id = s.county_id and o.person_id = s.person_id
             and o.starts_on < s.starts_on and ${hasDaysFrom('o', '$1')})
       order by s.starts_on limit $2),
     noted as (
       update identity.secondment s set placed_at = case when s.id = d.id then $3::timestamptz end
       from due d where s.county_id = d.county_id and s.person_id = d.person_id
       returning s.*)
     select n.id, n.county_id as "countyId", n.person_id as "personId", n.agency_id as "agencyId",
       n.area_path as "areaPath", p.agency_id <> n.agency_id as "isMove"
     from noted n join identity.person p on p.county_id = n.county_id and p.id = n.person_id
     where n.placed_at is not null`,
    [day, countMax, work.now, guest?.countyId ?? null, guest?.personId ?? null],
  )
}

/** The row of a guest, and what lies with it, moves to the agency of a secondment. */
export async function placeHostRow(
  work: Work,
  to: Omit<PlacedSecondment, 'isMove'>,
): Promise<void> {
  await work.query(
    `update identity.person set agency_id = $3, area_path = $4, version = version + 1,
       updated_at = $5
     where county_id = $1 and id = $2`,
    [to.countyId, to.personId, to.agencyId, to.areaPath, work.now],
  )
  await moveBelongings(work, { ...to, id: to.personId })
}

export interface EndedSecondment {
  readonly personId: string
  readonly countyId: string
  /** Where the person's row in the county lies, and whether it still counted as available. */
  readonly areaPath: string
  readonly active: boolean
  /** Whether another secondment there is in force; whether one is, or is to come. */
  readonly inForce: boolean
  readonly open: boolean
}

const anotherOpen = (one: string) => `select from identity.secondment o
  where o.county_id = ${one}.county_id and o.person_id = ${one}.person_id
    and ${hasDaysFrom('o', '$1')}`

/**
 * Takes note that secondments are over by their day, once of each and again while a row counts as
 * available without any; of one secondment if it is named.
 */
export async function takeEndedSecondments(
  work: Work,
  { day, secondmentId }: { readonly day: string; readonly secondmentId: string | null },
  countMax: number,
): Promise<EndedSecondment[]> {
  return await work.query(
    `update identity.secondment s set ended_at = $3
     from identity.person p
     where p.county_id = s.county_id and p.id = s.person_id and (s.county_id, s.id) in (
       select e.county_id, e.id from identity.secondment e
       join identity.person h on h.county_id = e.county_id and h.id = e.person_id
       where not ${hasDaysFrom('e', '$1')} and ($4::uuid is null or e.id = $4)
         and (e.ended_at is null or h.active and not exists (${anotherOpen('e')}))
       order by e.ends_on limit $2)
     returning s.person_id as "personId", s.county_id as "countyId", p.area_path as "areaPath",
       p.active, exists (${anotherOpen('s')} and o.starts_on <= $1) as "inForce",
       exists (${anotherOpen('s')}) as open`,
    [day, countMax, work.now, secondmentId],
  )
}

/** The row of a guest stops counting as available. */
export async function endHostRow(
  work: Work,
  { countyId, personId }: Guest,
  day: string,
): Promise<void> {
  await work.query(
    `update identity.person set active = false, left_on = $3, version = version + 1,
       updated_at = $4
     where county_id = $1 and id = $2`,
    [countyId, personId, day, work.now],
  )
}

type Row = Omit<Secondment, 'approvedAt'> & { approvedAt: Date }

const shown = `s.id, s.person_id as "personId", p.name as "personName",
  s.home_county_id as "homeCountyId", home.name as "homeName",
  identity.lending_agency(s.id) as "homeAgencyName", s.county_id as "hostCountyId",
  host.name as "hostName", s.agency_id as "agencyId",
  g.name as "agencyName", s.starts_on as "startsOn", s.ends_on as "endsOn",
  platform.remark(s.county_id, s.id, 'reason') as reason, s.approved_by as "approvedBy", s.approved_at as "approvedAt"`
const from = `identity.secondment s
  join identity.person p on p.county_id = s.county_id and p.id = s.person_id
  join identity.agency g on g.county_id = s.county_id and g.id = s.agency_id
  left join identity.area home on home.id = s.home_county_id
  left join identity.area host on host.id = s.county_id`

export async function listSecondmentRows(
  work: Work,
  filter: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<Secondment>> {
  const [at, id] = readPageKey(filter.after, 2)
  const rows = await work.query<Row>(
    `select ${shown} from ${from}
     where $1::timestamptz is null or (s.approved_at, s.id) < ($1, $2::uuid)
     order by s.approved_at desc, s.id desc limit $3`,
    [at, id, filter.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(`select count(*) as total from ${from}`)
  const page = pageOfRows(rows, filter.limit, count?.total ?? 0, (row) =>
    pageKey(row.approvedAt, row.id),
  )
  return { ...page, rows: page.rows.map(secondmentOf) }
}

export async function findShownSecondment(work: Work, id: string): Promise<Secondment | undefined> {
  const [row] = await work.query<Row>(`select ${shown} from ${from} where s.id = $1`, [id])
  return row ? secondmentOf(row) : undefined
}

const secondmentOf = (row: Row): Secondment => ({
  ...row,
  approvedAt: row.approvedAt.toISOString(),
})
