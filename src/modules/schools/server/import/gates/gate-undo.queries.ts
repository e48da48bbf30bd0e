import type { Work } from '../../../../../platform/database/work.ts'

export async function deleteGates(work: Work, ids: readonly string[]): Promise<void> {
  await work.query('delete from schools.gate where id = any($1::uuid[])', [ids])
}
