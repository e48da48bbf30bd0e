import type { Work } from '../../../../platform/database/work.ts'

export async function deleteAreas(work: Work, ids: readonly string[]): Promise<void> {
  await work.query('delete from identity.agency where area_id = any($1::uuid[])', [ids])
  await work.query(`delete from identity.area where id = any($1::uuid[]) and level = 'school'`, [
    ids,
  ])
}
