import type { Work } from '../../../platform/database/work.ts'
import type { PersonCard } from '../contract/person-card.ts'

/** Names of people who act at schools of the caller's scope, wherever they belong. */
export async function personCards(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, PersonCard>> {
  if (ids.length === 0) return new Map()
  const rows = await work.query<PersonCard>(
    `select id as "personId", name, badge, agency_name as "agencyName"
     from schools.person_cards($1::uuid[])`,
    [[...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.personId, row]))
}

/** A person who acts somewhere, but whose row is gone or out of reach: known by id only. */
export const cardOf = (cards: ReadonlyMap<string, PersonCard>, personId: string): PersonCard =>
  cards.get(personId) ?? { personId, name: '', badge: null, agencyName: null }
