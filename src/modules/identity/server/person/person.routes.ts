import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import {
  addAgency,
  addPerson,
  eraseContact,
  getContact,
  getPerson,
  listAgencies,
  listPeople,
  type Person,
  putContact,
  updatePerson,
} from '../../contract/person.ts'
import { createAgency } from '../area/agency.actions.ts'
import { findShownAgency, listAgencyRows } from '../area/agency.queries.ts'
import { eraseContact as erase, readContact, replaceContact } from './contact.actions.ts'
import { changePerson, createPerson } from './person.actions.ts'
import { findPeople, findShownPerson } from './person-list.queries.ts'

export function personRoutes(): Route[] {
  return [
    route(listPeople, ({ work, query }) => findPeople(work, query)),
    route(getPerson, ({ work, params }) => shown(work, params.id)),
    route(addPerson, async ({ work, body }) => {
      const { areaId, contact, ...person } = body
      await createPerson(work, {
        ...person,
        ...(areaId ? { areaId } : {}),
        ...(contact ? { contact } : {}),
      })
      return shown(work, body.id)
    }),
    route(updatePerson, async ({ work, params, body }) => {
      await changePerson(work, params.id, body)
      return shown(work, params.id)
    }),
    route(listAgencies, ({ work, query }) => listAgencyRows(work, query)),
    route(addAgency, async ({ work, body }) => {
      const { code, ...agency } = body
      await createAgency(work, { ...agency, ...(code ? { code } : {}) })
      const made = await findShownAgency(work, body.id)
      if (!made) throw baseProblems.notFound()
      return made
    }),
    ...contactRoutes(),
  ]
}

function contactRoutes(): Route[] {
  return [
    route(getContact, async ({ work, params }) => {
      const contact = await readContact(work, params.id)
      const { workPhone = null, legalBasis = null, deleteAfter = null } = contact ?? {}
      return { workPhone, legalBasis, deleteAfter }
    }),
    route(putContact, async ({ work, params, body }) => {
      await replaceContact(work, params.id, body)
      return undefined
    }),
    route(eraseContact, async ({ work, params }) => {
      await erase(work, params.id)
      return undefined
    }),
  ]
}

async function shown(work: Work, id: string): Promise<Person> {
  const person = await findShownPerson(work, id)
  if (!person) throw baseProblems.notFound()
  return person
}
