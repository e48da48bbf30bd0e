import { randomBytes } from 'node:crypto'
import { addDays, localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { saltedDigest } from '../../../../platform/database/content-hash.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { Contact, leftKeepDays } from '../../contract/person.ts'
import {
  type ContactRow,
  deleteContacts,
  findContact,
  findContactsPastDate,
  saveContacts,
} from './contact.queries.ts'
import { findPersons, type PersonRow } from './person.queries.ts'

const saltBytes = 16

export function contactRowOf(person: PersonRow, contact: Contact): ContactRow {
  return {
    countyId: person.countyId,
    personId: person.id,
    areaPath: person.areaPath,
    rowClass: person.rowClass,
    ...Contact.parse(contact),
    salt: randomBytes(saltBytes).toString('hex'),
  }
}

/** What the trail keeps of a number: it proves which number it was as long as the salt lives. */
export const contactDigests = ({ salt, workPhone }: ContactRow): Record<string, string> => ({
  workPhone: saltedDigest(Buffer.from(salt, 'hex'), workPhone),
})

/** The contact of a person, and a line in the trail that it was read. */
export async function readContact(work: Work, personId: string): Promise<ContactRow | undefined> {
  const person = await visible(work, personId)
  const contact = await findContact(work, person.countyId, person.id)
  tell(work, person, 'identity.contact.read')
  return contact
}

export async function replaceContact(
  work: Work,
  personId: string,
  contact: Contact,
): Promise<void> {
  const person = await visible(work, personId)
  const row = contactRowOf(person, contact)
  await saveContacts(work, [row])
  tell(work, person, 'identity.contact.enter', contactDigests(row))
}

export async function eraseContact(work: Work, personId: string): Promise<void> {
  const person = await visible(work, personId)
  const contact = await findContact(work, person.countyId, person.id)
  if (!contact) throw baseProblems.notFound()
  await deleteContacts(work, [contact])
  tell(work, person, 'identity.contact.erase')
}

const batchMax = 200

/** Erases contacts whose last day has passed, or whose owner has left; gives how many. */
export async function eraseContactsPastDate(work: Work): Promise<number> {
  const today = localDay(work.now)
  const days = { today, leftBefore: addDays(today, -leftKeepDays) }
  const contacts = await findContactsPastDate(work, days, batchMax)
  if (contacts.length === 0) return 0
  await deleteContacts(work, contacts)
  for (const { personId, countyId, areaPath } of contacts) {
    tell(work, { id: personId, countyId, areaPath }, 'identity.contact.expire')
  }
  return contacts.length
}

async function visible(work: Work, personId: string): Promise<PersonRow> {
  const person = (await findPersons(work, [personId])).get(personId)
  if (!person) throw baseProblems.notFound()
  return person
}

function tell(
  work: Work,
  { id, countyId, areaPath }: Pick<PersonRow, 'id' | 'countyId' | 'areaPath'>,
  action: string,
  digests: Record<string, string> = {},
): void {
  const subject = { subjectKind: 'person', subjectId: id }
  work.audit({ action, ...subject, countyId, areaPath, digests })
}
