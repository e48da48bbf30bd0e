import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Person } from '../../contract/person.ts'

export interface PersonFilter {
  readonly after?: string | undefined
  readonly limit?: number
  readonly search?: string | undefined
  readonly dutyRole?: string | undefined
  readonly agencyId?: string | undefined
  readonly areaId?: string | undefined
  readonly active?: 'true' | 'false' | undefined
}

const shown = `p.id, p.county_id as "countyId", p.name, p.pinyin, p.initials,
  p.duty_role as "dutyRole", p.badge, p.skills, p.max_duties_per_week as "maxDutiesPerWeek",
  p.active, p.agency_id as "agencyId", g.name as "agencyName", a.id as "areaId",
  a.name as "areaName", p.home_county_id as "homeCountyId", p.version,
  p.updated_at as "updatedAt",
  exists (select from identity.person_contact c
    where c.county_id = p.county_id and c.person_id = p.id) as "hasContact"`

const from = `identity.person p
  join identity.agency g on g.county_id = p.county_id and g.id = p.agency_id
  join identity.area a on a.path = p.area_path`

const matches = `($1::text is null or (p.county_id, p.id) in
    (select s.county_id, s.id from identity.search_people($1) s))
  and ($2::text is null or p.duty_role = $2)
  and ($3::uuid is null or p.agency_id = $3)
  and ($4::uuid is null or p.area_path <@ (select w.path from identity.area w where w.id = $4))
  and ($5::boolean is null or p.active = $5)`

type Row = Omit<Person, 'updatedAt'> & { updatedAt: Date }

/** People of the scope by initials; search takes signs, pinyin or initials of the name. */
export async function findPeople(work: Work, filter: PersonFilter): Promise<Page<Person>> {
  const { limit = 100 } = filter
  const [initials, id, countyId] = readPageKey(filter.after, 3)
  const values = [
    filter.search || null,
    filter.dutyRole ?? null,
    filter.agencyId ?? null,
    filter.areaId ?? null,
    filter.active ?? null,
  ]
  const rows = await work.query<Row>(
    `select ${shown} from ${from}
     where ${matches}
       and ($6::text is null or (p.initials, p.id, p.county_id) > ($6, $7::uuid, $8::uuid))
     order by p.initials, p.id, p.county_id limit $9`,
    [...values, initials, id, countyId, limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from ${from} where ${matches}`,
    values,
  )
  const page = pageOfRows(rows, limit, count?.total ?? 0, (row) =>
    pageKey(row.initials, row.id, row.countyId),
  )
  return { ...page, rows: page.rows.map(personOf) }
}

/** The row at home when that is inside the scope, else the one of the secondment. */
export async function findShownPerson(work: Work, id: string): Promise<Person | undefined> {
  const [row] = await work.query<Row>(
    `select ${shown} from ${from} where p.id = $1
     order by p.home_county_id nulls first limit 1`,
    [id],
  )
  return row ? personOf(row) : undefined
}

const personOf = (row: Row): Person => ({ ...row, updatedAt: row.updatedAt.toISOString() })
