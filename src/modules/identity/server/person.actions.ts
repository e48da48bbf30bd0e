import { randomBytes } from 'node:crypto'
import { baseProblems } from '../../../platform/contract/problems.catalogue.ts'
import { saltedDigest } from '../../../platform/database/content-hash.ts'
import type { Work } from '../../../platform/database/work.ts'
import type { Area } from '../contract/area.ts'
import { NewAgency, NewPerson } from '../contract/person.ts'
import { findAreas } from './area.queries.ts'
import {
  type AgencyRow,
  type ContactRow,
  findAgencies,
  findPersons,
  insertAgency,
  insertContacts,
  insertPersons,
  type PersonRow,
} from './person.queries.ts'
import { spellings } from './person-name.ts'

const saltBytes = 16

/** Makes an agency at an area. A repeat with the same id and content gives the same agency. */
export async function createAgency(work: Work, agency: NewAgency): Promise<AgencyRow> {
  const wanted = NewAgency.parse(agency)
  const area = (await findAreas(work, [wanted.areaId])).get(wanted.areaId)
  if (!area) throw baseProblems.notFound()
  const row: AgencyRow = {
    id: wanted.id,
    countyId: area.countyId,
    areaId: area.id,
    areaPath: area.path,
    rowClass: 'joint',
    kind: wanted.kind,
    name: wanted.name,
    code: wanted.code ?? null,
  }
  const before = (await findAgencies(work, [row.id])).get(row.id)
  if (before) {
    const same = before.areaId === row.areaId && before.name === row.name
    if (!same || before.kind !== row.kind || before.code !== row.code) throw baseProblems.conflict()
    return before
  }
  await insertAgency(work, row)
  work.audit({
    action: 'identity.agency.create',
    subjectKind: 'agency',
    subjectId: row.id,
    countyId: row.countyId,
    areaPath: row.areaPath,
    detail: { kind: row.kind, name: row.name, code: row.code },
  })
  return row
}

export async function createPerson(work: Work, person: NewPerson): Promise<PersonRow> {
  const [made] = await createPeople(work, [person])
  if (!made) throw baseProblems.notFound()
  return made
}

/**
 * Makes people at their agencies, many in three statements. Repeats with the same id and content
 * are left as they are.
 */
export async function createPeople(work: Work, news: readonly NewPerson[]): Promise<PersonRow[]> {
  const wanted = news.map((person) => NewPerson.parse(person))
  const agencies = await findAgencies(
    work,
    wanted.map(({ agencyId }) => agencyId),
  )
  const areas = await findAreas(
    work,
    wanted.flatMap(({ areaId }) => areaId ?? []),
  )
  const known = await findPersons(
    work,
    wanted.map(({ id }) => id),
  )
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
  await insertPersons(work, added)
  await insertContacts(work, contacts)
  const contactOf = new Map(contacts.map((contact) => [contact.personId, contact]))
  for (const row of added) tellOfPerson(work, row, contactOf.get(row.id))
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
  }
}

function contactRowOf(row: PersonRow, contact: NonNullable<ParsedPerson['contact']>): ContactRow {
  return {
    countyId: row.countyId,
    personId: row.id,
    areaPath: row.areaPath,
    rowClass: row.rowClass,
    ...contact,
    salt: randomBytes(saltBytes).toString('hex'),
  }
}

/** The trail keeps no name and no number, only digests whose salt is erased with the value. */
function tellOfPerson(work: Work, row: PersonRow, contact: ContactRow | undefined): void {
  work.audit({
    action: 'identity.person.create',
    subjectKind: 'person',
    subjectId: row.id,
    countyId: row.countyId,
    areaPath: row.areaPath,
    detail: { agencyId: row.agencyId, dutyRole: row.dutyRole },
    digests: contact
      ? { workPhone: saltedDigest(Buffer.from(contact.salt, 'hex'), contact.workPhone) }
      : {},
  })
  work.touch({
    topic: 'identity.person',
    areaPath: row.areaPath,
    rowClass: row.rowClass,
    keys: [row.id],
  })
}

const same = (a: PersonRow, b: PersonRow) =>
  a.agencyId === b.agencyId &&
  a.name === b.name &&
  a.dutyRole === b.dutyRole &&
  a.badge === b.badge &&
  a.areaPath === b.areaPath
