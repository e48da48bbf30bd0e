import { localDay } from '../../../../platform/clock/zoned.ts'
import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Gear, GearEntry } from '../../contract/upkeep.ts'
import type { LedgerSum } from './gear.rules.ts'

const select = `select id, school_id as "schoolId", gear, movement, quantity, on_day as "onDay",
    expires_on as "expiresOn", platform.remark(county_id, id, 'note') as note
  from schools.gear_entry`

export async function ledgerSums(work: Work, schoolId: string): Promise<LedgerSum[]> {
  return work.query<LedgerSum>(
    `select gear, movement, expires_on as "expiresOn", sum(quantity)::integer as quantity
     from schools.gear_entry where school_id = $1 group by gear, movement, expires_on`,
    [schoolId],
  )
}

export async function countGuards(work: Work, schoolId: string): Promise<number> {
  const [row] = await work.query<{ guards: number }>(
    `select count(distinct person_id) as guards from schools.staff
     where school_id = $1 and kind = 'guard' and starts_on <= $2
       and (ends_on is null or ends_on >= $2)`,
    [schoolId, localDay(work.now)],
  )
  return row?.guards ?? 0
}

export async function findGearEntry(
  work: Work,
  countyId: string,
  id: string,
): Promise<GearEntry | undefined> {
  const [row] = await work.query<GearEntry>(`${select} where county_id = $1 and id = $2`, [
    countyId,
    id,
  ])
  return row
}

interface Home {
  readonly countyId: string
  readonly areaPath: string
}

export async function insertGearEntry(work: Work, home: Home, entry: GearEntry): Promise<void> {
  await work.query(
    `insert into schools.gear_entry (county_id, id, area_path, school_id, gear, movement, quantity,
       on_day, expires_on)
     values ($1, $2, $3::ltree, $4, $5, $6, $7, $8, $9)`,
    [
      home.countyId,
      entry.id,
      home.areaPath,
      entry.schoolId,
      entry.gear,
      entry.movement,
      entry.quantity,
      entry.onDay,
      entry.expiresOn,
    ],
  )
}

export interface LedgerAsked {
  readonly schoolId: string
  readonly gear?: Gear | undefined
  readonly after?: string | undefined
  readonly limit: number
}

export async function listGearRows(work: Work, asked: LedgerAsked): Promise<Page<GearEntry>> {
  const [day, id] = readPageKey(asked.after, 2)
  const filter = 'school_id = $1 and ($2::text is null or gear = $2)'
  const rows = await work.query<GearEntry>(
    `${select} where ${filter} and ($3::date is null or (on_day, id) < ($3, $4::uuid))
     order by on_day desc, id desc limit $5`,
    [asked.schoolId, asked.gear ?? null, day, id, asked.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from schools.gear_entry where ${filter}`,
    [asked.schoolId, asked.gear ?? null],
  )
  return pageOfRows(rows, asked.limit, count?.total ?? 0, (row) => pageKey(row.onDay, row.id))
}
