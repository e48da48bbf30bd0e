import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import {
  addPerson,
  eraseContact,
  getContact,
  getPerson,
  listPeople,
  type Person,
  putContact,
  updatePerson,
} from '../../contract/person.ts'
import { leaveCounty } from '../account/leaving.actions.ts'
import { endSessionsOfLeaver } from '../session/session.actions.ts'
import { type IdentitySessions, sessionsOf } from '../session/session-cache.ts'
import { eraseContact as erase, readContact, replaceContact } from './contact.actions.ts'
import { refuseBringingBack, refuseLettingGo } from './leaver.actions.ts'
import { changePerson, createPerson } from './person.actions.ts'
import type { PersonRow } from './person.queries.ts'
import { findPeople, findShownPerson } from './person-list.queries.ts'

export function personRoutes(ground: Ground): Route[] {
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
      if (body.active === false) await refuseLettingGo(work, params.id)
      if (body.active === true) await refuseBringingBack(work, params.id)
      const person = await changePerson(work, params.id, body)
      if (!person.active) await leave(work, sessionsOf(ground), person)
      return shown(work, params.id)
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

/** A guest who is let go has no role there by a later secondment either. */
async function leave(work: Work, sessions: IdentitySessions, person: PersonRow): Promise<void> {
  await endSessionsOfLeaver(work, sessions, person)
  const { id: personId, countyId, homeCountyId } = person
  if (homeCountyId) await leaveCounty(work, sessions, { personId, countyId })
}

async function shown(work: Work, id: string): Promise<Person> {
  const person = await findShownPerson(work, id)
  if (!person) throw baseProblems.notFound()
  return person
}
