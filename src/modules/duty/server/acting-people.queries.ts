import type { Work } from '../../../platform/database/work.ts'

/** Names of people who act in the scope, wherever they belong. */
export async function namesOf(
  work: Work,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await work.query<{ id: string; name: string }>(
    'select id, name from duty.acting_people($1)',
    [personIds],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
