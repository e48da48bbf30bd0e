import { localDay } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Skill } from '../../contract/skill.ts'
import type { Tables } from '../tables.generated.ts'

export interface PersonRow {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly agencyId: string
  readonly homeCountyId: string | null
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly dutyRole: string
  readonly badge: string | null
  readonly skills: readonly Skill[]
  readonly maxDutiesPerWeek: number
  readonly active: boolean
  readonly version: number
}

export async function findPersons(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, PersonRow>> {
  if (ids.length === 0) return new Map()
  const rows = await work
    .db<Tables>()
    .selectFrom('identity.person')
    .select((of) => [
      'id',
      of.ref('county_id').as('countyId'),
      of.ref('area_path').as('areaPath'),
      of.ref('class').as('rowClass'),
      of.ref('agency_id').as('agencyId'),
      of.ref('home_county_id').as('homeCountyId'),
      'name',
      'pinyin',
      'initials',
      of.ref('duty_role').as('dutyRole'),
      'badge',
      of.ref('skills').$castTo<Skill[]>().as('skills'),
      of.ref('max_duties_per_week').as('maxDutiesPerWeek'),
      'active',
      'version',
    ])
    .where('id', 'in', [...new Set(ids)])
    // Of somebody who is seconded as well, the row at home comes last and stays.
    .orderBy('home_county_id', (order) => order.asc().nullsLast())
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Which of the ids belong to somebody in any county, and who of them has an account. */
export const findEverywhere = (
  work: Work,
  ids: readonly string[],
): Promise<{ id: string; hasAccount: boolean }[]> =>
  work.query('select id, has_account as "hasAccount" from identity.people_everywhere($1::uuid[])', [
    ids,
  ])

/** The person's row of one county: at home or of a secondment. */
export async function findPersonAt(
  work: Work,
  countyId: string,
  id: string,
): Promise<Pick<PersonRow, 'id' | 'countyId' | 'homeCountyId' | 'active'> | undefined> {
  const [row] = await work.query<Pick<PersonRow, 'id' | 'countyId' | 'homeCountyId' | 'active'>>(
    `select id, county_id as "countyId", home_county_id as "homeCountyId", active
     from identity.person where county_id = $1 and id = $2`,
    [countyId, id],
  )
  return row
}

/** Locked until the commit, so that two changes of one version cannot both succeed. */
export async function lockPerson(work: Work, id: string): Promise<PersonRow | undefined> {
  await work.query('select from identity.person where id = $1 for update', [id])
  return (await findPersons(work, [id])).get(id)
}

export async function insertPersons(work: Work, persons: readonly PersonRow[]): Promise<void> {
  await work.query(
    `insert into identity.person (county_id, id, area_path, class, agency_id, home_county_id, name,
       pinyin, initials, duty_role, badge, skills, max_duties_per_week, active, created_at,
       updated_at)
     select "countyId", id, "areaPath"::ltree, "rowClass", "agencyId", "homeCountyId", name,
       pinyin, initials, "dutyRole", badge, skills, "maxDutiesPerWeek", active, $2, $2
     from jsonb_to_recordset($1::jsonb) as r("countyId" uuid, id uuid, "areaPath" text,
       "rowClass" text, "agencyId" uuid, "homeCountyId" uuid, name text, pinyin text,
       initials text, "dutyRole" text, badge text, skills text[], "maxDutiesPerWeek" integer,
       active boolean)`,
    [JSON.stringify(persons), work.now],
  )
}

export async function savePerson(work: Work, person: PersonRow): Promise<void> {
  await work.query(
    `update identity.person set name = $3, pinyin = $4, initials = $5, duty_role = $6, badge = $7,
       skills = $8, max_duties_per_week = $9, active = $10, agency_id = $11, area_path = $12,
       version = version + 1, updated_at = $13,
       left_on = case when not $10 then coalesce(left_on, $14::date) end
     where county_id = $1 and id = $2`,
    [
      person.countyId,
      person.id,
      person.name,
      person.pinyin,
      person.initials,
      person.dutyRole,
      person.badge,
      person.skills,
      person.maxDutiesPerWeek,
      person.active,
      person.agencyId,
      person.areaPath,
      work.now,
      localDay(work.now),
    ],
  )
}

/** What lies with a person moves along to another area of the county. */
export async function moveBelongings(
  work: Work,
  person: Pick<PersonRow, 'id' | 'countyId' | 'areaPath'>,
): Promise<void> {
  const values = [person.countyId, person.id, person.areaPath]
  await work.query(
    `update identity.person_contact set area_path = $3 where county_id = $1 and person_id = $2`,
    values,
  )
  await work.query(
    `update identity.account set area_path = $3 where county_id = $1 and person_id = $2`,
    values,
  )
}

/** Rows of secondments follow the row at home; gives those that differed. */
export async function renameHostRows(
  work: Work,
  homeCountyId: string,
  personId: string,
): Promise<Pick<PersonRow, 'id' | 'countyId' | 'areaPath' | 'rowClass'>[]> {
  return await work.query(
    `update identity.person p set name = h.name, pinyin = h.pinyin, initials = h.initials,
       badge = h.badge, version = p.version + 1, updated_at = $3
     from identity.person h
     where h.county_id = $1 and h.id = $2 and p.id = h.id and p.home_county_id = h.county_id
       and (p.name, p.badge) is distinct from (h.name, h.badge)
     returning p.id, p.county_id as "countyId", p.area_path as "areaPath", p.class as "rowClass"`,
    [homeCountyId, personId, work.now],
  )
}
