import type { Work } from '../../../../platform/database/work.ts'

export async function deletePersons(work: Work, ids: readonly string[]): Promise<void> {
  await work.query('delete from identity.person where id = any($1::uuid[])', [ids])
}

/** Also of closed accounts: what was done with them names the person. */
export async function findPersonsWithAccount(
  work: Work,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await work.query<{ id: string }>(
    'select distinct person_id as id from identity.account where person_id = any($1::uuid[])',
    [ids],
  )
  return rows.map(({ id }) => id)
}
