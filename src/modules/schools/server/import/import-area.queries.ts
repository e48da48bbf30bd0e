import type { Work } from '../../../../platform/database/work.ts'

export async function areaIdByCode(work: Work, code: string): Promise<string | undefined> {
  const [area] = await work.query<{ id: string }>(
    'select id from identity.published_area where code = $1',
    [code],
  )
  return area?.id
}

/** Counties that lie directly in an area; two are enough to know that it is no county itself. */
export async function countiesOf(
  work: Work,
  areaId: string,
): Promise<{ id: string; code: string | null }[]> {
  return work.query(
    `select id, code from identity.published_area
     where parent_id = $1 and level in ('city', 'county') order by code nulls last limit 2`,
    [areaId],
  )
}

export async function hasEducationAgency(work: Work, areaId: string): Promise<boolean> {
  const rows = await work.query(
    `select 1 from identity.published_agency where area_id = $1 and kind = 'education' limit 1`,
    [areaId],
  )
  return rows.length > 0
}
