import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { StoredFact } from '../../../../platform/facts/dispatcher.ts'
import type { Area } from '../../contract/area.ts'
import { NewPerson, type PersonChange } from '../../contract/person.ts'
import { announcePersonRenamed, PersonRenamed } from '../../events.ts'
import { type AgencyRow, findAgencies } from '../area/agency.queries.ts'
import { findAreas } from '../area/area.queries.ts'
import { contactDigests, contactRowOf } from './contact.actions.ts'
import { type ContactRow, saveContacts } from './contact.queries.ts'
import {
  findEverywhere,
  findPersons,
  insertPersons,
  lockPerson,
  moveBelongings,
  type PersonRow,
  renameHostRows,
  savePerson,
} from './person.queries.ts'
import { spellings } from './person-name.ts'

export async function createPerson(work: Work, person: NewPerson): Promise<PersonRow> {
  const [made] = await createPeople(work, [person])
  if (!made) throw baseProblems.notFound()
  return made
}

/**
 * Makes people at their agencies, many in few statements. Repeats with the same id and content are
 * left as they are; an id of somebody elsewhere is refused, for it would stand for both.
 */
export async function createPeople(work: Work, news: readonly NewPerson[]): Promise<PersonRow[]> {
  const wanted = news.map((person) => NewPerson.parse(person))
  const agencyIds = wanted.map(({ agencyId }) => agencyId)
  const agencies = await findAgencies(work, agencyIds)
  const areaIds = wanted.flatMap(({ areaId }) => areaId ?? [])
  const areas = await findAreas(work, areaIds)
  const ids = wanted.map(({ id }) => id)
  const known = await findPersons(work, ids)
  const added: PersonRow[] = []
  const contacts: ContactRow[] = []
  const all = wanted.map((person) => {
    const row = personRowOf(person, agencies.get(person.agencyId), areas)
    const before = known.get(row.id)
    if (before && !same(before, row)) throw baseProblems.conflict()
    if (before) return before
    known.set(row.id, row)
    added.push(row)
    if (person.contact) contacts.push(contactRowOf(row, person.contact))
    return row
  })
  const elsewhere = await findEverywhere(
    work,
    added.map(({ id }) => id),
  )
  if (elsewhere.length > 0) throw baseProblems.conflict()
  await insertPersons(work, added)
  await saveContacts(work, contacts)
  const contactOf = new Map(contacts.map((contact) => [contact.personId, contact]))
  for (const row of added) {
    const contact = contactOf.get(row.id)
    const detail = { agencyId: row.agencyId, dutyRole: row.dutyRole }
    tell(work, row, 'identity.person.create', detail, contact ? contactDigests(contact) : {})
  }
  return all
}

type ParsedPerson = ReturnType<typeof NewPerson.parse>

function personRowOf(
  person: ParsedPerson,
  agency: AgencyRow | undefined,
  areas: ReadonlyMap<string, Area>,
): PersonRow {
  const area = person.areaId === undefined ? null : areas.get(person.areaId)
  if (!agency || area === undefined) throw baseProblems.notFound()
  if (area && area.countyId !== agency.countyId) {
    throw baseProblems.violated({ constraint: 'identity.person.home' })
  }
  return {
    id: person.id,
    countyId: agency.countyId,
    areaPath: area?.path ?? agency.areaPath,
    rowClass: 'joint',
    agencyId: agency.id,
    homeCountyId: null,
    name: person.name,
    ...spellings(person.name),
    dutyRole: person.dutyRole,
    badge: person.badge,
    skills: person.skills,
    maxDutiesPerWeek: person.maxDutiesPerWeek,
    active: true,
    version: 1,
  }
}

const same = (a: PersonRow, b: PersonRow) =>
  a.agencyId === b.agencyId &&
  a.name === b.name &&
  a.dutyRole === b.dutyRole &&
  a.badge === b.badge &&
  a.areaPath === b.areaPath &&
  a.maxDutiesPerWeek === b.maxDutiesPerWeek &&
  [...a.skills].sort().join() === [...b.skills].sort().join()

/** Corrects a person; a move to another agency takes contact and account along. */
export async function changePerson(
  work: Work,
  id: string,
  change: PersonChange,
): Promise<PersonRow> {
  const before = await lockPerson(work, id)
  if (!before) throw baseProblems.notFound()
  if (before.version !== change.version) throw baseProblems.stale({ version: before.version })
  const { version: _, agencyId, ...fields } = change
  const given = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  )
  const home = agencyId ? await newHome(work, before, agencyId) : {}
  const after: PersonRow = { ...before, ...given, ...home }
  const spelled = { ...after, ...spellings(after.name) }
  await savePerson(work, spelled)
  if (after.name !== before.name || after.badge !== before.badge) {
    announcePersonRenamed(work, spelled, { personId: id })
  }
  if (after.areaPath !== before.areaPath) await moveBelongings(work, after)
  // Names stay out of the trail: which fields changed is kept, not what they said.
  const changed = Object.keys(change).filter((field) => field !== 'version')
  tell(work, after, 'identity.person.change', { changed, active: after.active })
  return after
}

/** Who is seconded is called there as at home; those rows lie outside the scope of the change. */
export async function carryName(work: Work, fact: StoredFact): Promise<void> {
  const { personId } = PersonRenamed.parse(fact.payload)
  for (const row of await renameHostRows(work, fact.countyId, personId)) {
    tell(work, row, 'identity.person.change', { changed: ['name', 'badge'] })
  }
}

async function newHome(work: Work, before: PersonRow, agencyId: string) {
  const agency = (await findAgencies(work, [agencyId])).get(agencyId)
  if (!agency) throw baseProblems.notFound()
  if (agency.countyId !== before.countyId) {
    throw baseProblems.violated({ constraint: 'identity.person.home' })
  }
  return { agencyId: agency.id, areaPath: agency.areaPath }
}

/** The trail keeps no name and no number, only digests whose salt is erased with the value. */
function tell(
  work: Work,
  row: Pick<PersonRow, 'id' | 'countyId' | 'areaPath' | 'rowClass'>,
  action: string,
  detail: Record<string, unknown>,
  digests: Record<string, string> = {},
): void {
  const { id, countyId, areaPath, rowClass } = row
  work.audit({ action, subjectKind: 'person', subjectId: id, countyId, areaPath, detail, digests })
  work.touch({ topic: 'identity.person', areaPath, rowClass, keys: [id] })
}
