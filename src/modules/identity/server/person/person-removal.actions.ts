import type { Work } from '../../../../platform/database/work.ts'
import { findPersons } from './person.queries.ts'
import { deletePersons, findPersonsWithAccount } from './person-removal.queries.ts'

/**
 * Takes out people who were entered by mistake, with their contacts; gives those that stay because
 * an account is theirs, and then nobody goes. The database refuses while anything they did refers
 * to one of them: who has acted is let go, not removed.
 */
export async function removePeople(work: Work, ids: readonly string[]): Promise<string[]> {
  const people = await findPersons(work, ids)
  const kept = await findPersonsWithAccount(work, [...people.keys()])
  if (kept.length > 0) return kept
  await deletePersons(work, [...people.keys()])
  for (const { id, countyId, areaPath, rowClass, agencyId, dutyRole } of people.values()) {
    work.audit({
      action: 'identity.person.remove',
      subjectKind: 'person',
      subjectId: id,
      countyId,
      areaPath,
      rowClass,
      detail: { agencyId, dutyRole },
    })
    work.touch({ topic: 'identity.person', areaPath, rowClass, keys: [id] })
  }
  return []
}
