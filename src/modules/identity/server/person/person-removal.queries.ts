import type { Work } from '../../../../platform/database/work.ts'

export async function deletePersons(work: Work, ids: readonly string[]): Promise<void> {
  await work.query('delete from identity.person where id = any($1::uuid[])', [ids])
}
