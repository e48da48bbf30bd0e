import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { ContactEntry } from '../../contract/linked-officer.ts'
import { cardOf, personCards } from '../person-card.queries.ts'

export interface StoredContact {
  readonly id: string
  readonly schoolId: string
  readonly personId: string
  readonly at: Date
  readonly way: ContactEntry['way']
  readonly summary: string
}

const select = `select id, school_id as "schoolId", person_id as "personId", at, way,
    platform.remark(county_id, id, 'summary') as summary
  from schools.contact_entry`

export async function findContact(
  work: Work,
  countyId: string,
  id: string,
): Promise<StoredContact | undefined> {
  const [row] = await work.query<StoredContact>(`${select} where county_id = $1 and id = $2`, [
    countyId,
    id,
  ])
  return row
}

export async function insertContact(
  work: Work,
  entry: StoredContact & { readonly countyId: string; readonly areaPath: string },
): Promise<void> {
  await work.query(
    `insert into schools.contact_entry (county_id, id, area_path, school_id, person_id, at, way)
     values ($1, $2, $3::ltree, $4, $5, $6, $7)`,
    [entry.countyId, entry.id, entry.areaPath, entry.schoolId, entry.personId, entry.at, entry.way],
  )
}

export async function contactsShown(
  work: Work,
  rows: readonly StoredContact[],
): Promise<ContactEntry[]> {
  const cards = await personCards(
    work,
    rows.map(({ personId }) => personId),
  )
  return rows.map(({ personId, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    person: cardOf(cards, personId),
  }))
}

export async function contactsOfSchool(
  work: Work,
  schoolId: string,
  asked: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<ContactEntry>> {
  const [at, id] = readPageKey(asked.after, 2)
  const rows = await work.query<StoredContact>(
    `${select} where school_id = $1
       and ($2::timestamptz is null or (at, id) < ($2, $3::uuid))
     order by at desc, id desc limit $4`,
    [schoolId, at, id, asked.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    'select count(*) as total from schools.contact_entry where school_id = $1',
    [schoolId],
  )
  const page = pageOfRows(rows, asked.limit, count?.total ?? 0, (row) => pageKey(row.at, row.id))
  return { ...page, rows: await contactsShown(work, page.rows) }
}
