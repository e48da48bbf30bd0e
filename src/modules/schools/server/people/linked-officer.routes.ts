import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { keepRemarks } from '../../../../platform/erasure/remark.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import {
  addContact,
  approveOfficer,
  approvePairings,
  type ContactEntry,
  endOfficer,
  listContacts,
  listOfficers,
  listPairings,
  proposeOfficer,
  updateOfficer,
} from '../../contract/linked-officer.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { recordChanges } from '../change.queries.ts'
import { refuseOtherContent, refuseStale } from '../change.rules.ts'
import { type StoredSchool, schoolOr404 } from '../school/school.queries.ts'
import { findTerm, type StoredTerm } from '../timetable/calendar.queries.ts'
import { contactsOfSchool, contactsShown, findContact, insertContact } from './contact.queries.ts'
import {
  approveLink,
  approvePairingList,
  changeNoticePhone,
  endLink,
  proposeLink,
} from './linked-officer.actions.ts'
import {
  findLink,
  linkOr404,
  linkShown,
  linksOfSchool,
  type NewLink,
  pairingsOfTerm,
} from './linked-officer.queries.ts'

export function linkedOfficerRoutes(): Route[] {
  return [...linkRoutes(), ...pairingRoutes(), ...contactRoutes()]
}

function linkRoutes(): Route[] {
  return [
    route(listOfficers, async ({ work, params }) => {
      await schoolOr404(work, params.schoolId)
      return linksOfSchool(work, params.schoolId)
    }),
    route(proposeOfficer, async ({ work, params, body }) => {
      const school = await schoolOr404(work, params.schoolId)
      const { termId = null, noticePhone = null, ...given } = body
      const term = termId === null ? undefined : await termOr404(work, termId)
      const endsOn = endByKind({ ...given, endsOn: body.endsOn ?? null }, term)
      const wanted = { ...given, termId, endsOn, noticePhone, ...homeOf(school) }
      const present = await findLink(work, body.id)
      if (present) refuseOtherContent(asProposed(present), { ...wanted })
      else await proposeLink(work, wanted)
      return linkShown(work, body.id)
    }),
    route(updateOfficer, async ({ work, params, body }) => {
      const link = await linkOr404(work, params.linkId)
      refuseStale(link.version, body.version)
      if (link.state === 'ended') throw schoolsProblems.linkStep({ state: link.state })
      await changeNoticePhone(work, link, body.noticePhone)
      return linkShown(work, link.id)
    }),
    route(approveOfficer, async ({ work, params, body }) => {
      const link = await linkOr404(work, params.linkId)
      refuseStale(link.version, body.version)
      await approveLink(work, link)
      return linkShown(work, link.id)
    }),
    route(endOfficer, async ({ work, params, body }) => {
      const link = await linkOr404(work, params.linkId)
      refuseStale(link.version, body.version)
      await endLink(work, link, body.endsOn)
      return linkShown(work, link.id)
    }),
  ]
}

const homeOf = ({ id, countyId, areaPath }: StoredSchool) => ({
  schoolId: id,
  countyId,
  areaPath,
})

const asProposed = (link: NewLink): NewLink & Record<string, unknown> => ({
  id: link.id,
  personId: link.personId,
  kind: link.kind,
  startsOn: link.startsOn,
  termId: link.termId,
  endsOn: link.endsOn,
  noticePhone: link.noticePhone,
  schoolId: link.schoolId,
  countyId: link.countyId,
  areaPath: link.areaPath,
})

async function termOr404(work: Work, termId: string): Promise<StoredTerm> {
  const term = await findTerm(work, termId)
  if (!term) throw baseProblems.notFound()
  return term
}

/** A pairing lasts as long as the term on whose list it stands, or less; others as told. */
function endByKind(
  { kind, startsOn, endsOn }: Pick<NewLink, 'kind' | 'startsOn' | 'endsOn'>,
  term: StoredTerm | undefined,
): string | null {
  if (kind !== 'paired' || !term) return endsOn
  const { name, endsOn: lastDay } = term
  if (lastDay < startsOn) throw schoolsProblems.endsBeforeStart({ startsOn, endsOn: lastDay })
  if (endsOn !== null && endsOn > lastDay) {
    throw schoolsProblems.endsAfterTerm({ endsOn, name, lastDay })
  }
  return endsOn ?? lastDay
}

function pairingRoutes(): Route[] {
  return [
    route(listPairings, async ({ work, params, query }) => {
      await termOr404(work, params.termId)
      return pairingsOfTerm(work, { ...query, termId: params.termId })
    }),
    route(approvePairings, async ({ work, params }) => {
      await termOr404(work, params.termId)
      return { approved: await approvePairingList(work, params.termId) }
    }),
  ]
}

function contactRoutes(): Route[] {
  return [
    route(listContacts, async ({ work, params, query }) => {
      await schoolOr404(work, params.schoolId)
      return contactsOfSchool(work, params.schoolId, query)
    }),
    route(addContact, async ({ work, params, body }): Promise<ContactEntry> => {
      const school = await schoolOr404(work, params.schoolId)
      const at = new Date(body.at)
      if (at > work.now) throw schoolsProblems.inFuture({ at: body.at })
      const wanted = { ...body, at, schoolId: school.id, personId: work.actor.personId }
      const present = await findContact(work, school.countyId, body.id)
      if (present) refuseOtherContent({ ...present, summary: wanted.summary }, wanted)
      else {
        const { countyId, areaPath } = school
        await insertContact(work, { ...wanted, countyId, areaPath })
        const text = { subjectId: body.id, field: 'summary', text: body.summary }
        const digests = await keepRemarks(work, [{ ...wanted, countyId, areaPath, ...text }])
        await recordChanges(work, [
          {
            subjectKind: 'contact',
            subjectId: body.id,
            schoolId: school.id,
            countyId,
            areaPath,
            change: 'created',
            before: null,
            after: { at: at.toISOString(), way: body.way, summary: body.summary },
            erasable: ['summary'],
            digests: digests.get(body.id),
          },
        ])
      }
      const [shown] = await contactsShown(work, [wanted])
      if (!shown) throw baseProblems.notFound()
      return shown
    }),
  ]
}
