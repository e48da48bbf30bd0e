import type { Work } from '../../../../platform/database/work.ts'

export async function deleteAreas(work: Work, ids: readonly string[]): Promise<void> {
  await work.query('delete from identity.agency where area_id = any($1::uuid[])', [ids])
  await work.query(`delete from identity.area where id = any($1::uuid[]) and level = 'school'`, [
    ids,
  ])
}

/** Whether anything but names and agencies was ever entered at the area or below it. */
export async function placeWasUsed(work: Work, id: string): Promise<boolean> {
  const [row] = await work.query<{ used: boolean }>('select identity.place_was_used($1) as used', [
    id,
  ])
  return row?.used ?? true
}

/** A station with its agencies; the database refuses while a record refers to one of them. */
export async function deleteStation(work: Work, id: string): Promise<void> {
  await work.query('delete from identity.agency where area_id = $1', [id])
  await work.query(`delete from identity.area where id = $1 and level = 'station'`, [id])
}
