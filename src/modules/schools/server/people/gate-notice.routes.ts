import { timingSafeEqual } from 'node:crypto'
import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { directRoute, type Route } from '../../../../platform/http/route.ts'
import { bindingOf, systemBinding } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { getGateNotice, type PostedNotice, readPostedNotice } from '../../contract/gate-notice.ts'
import { gatesOfSchool } from '../place/gate.queries.ts'
import { schoolOr404, schoolPage } from '../school/school.queries.ts'
import { linksInForce } from './linked-officer.queries.ts'

const proofBytes = 12

export function gateNoticeRoutes({ secrets }: Pick<Ground, 'secrets'>): Route[] {
  const proofOf = (schoolId: string): Buffer =>
    secrets.digest('schools.gateNotice', schoolId).subarray(0, proofBytes)
  return [
    // Direct: a school does not see of its officer's station who has left; its notice must know.
    directRoute(getGateNotice, async ({ database, actor, params: { schoolId } }) => {
      if (!actor) throw baseProblems.notSignedIn()
      await database.inWork(bindingOf(actor), (work) => schoolOr404(work, schoolId))
      const notice = await database.inWork(systemBinding, (work) => noticeOf(work, schoolId))
      return { ...notice, schoolId, proof: proofOf(schoolId).toString('base64url') }
    }),
    // Direct: found by the proof alone, also when somebody is signed in elsewhere.
    directRoute(readPostedNotice, async ({ database, params: { schoolId, proof } }) => {
      const given = Buffer.from(proof, 'base64url')
      const isProof = given.length === proofBytes && timingSafeEqual(given, proofOf(schoolId))
      if (!isProof) throw baseProblems.notFound()
      return database.inWork(systemBinding, (work) => noticeOf(work, schoolId))
    }),
  ]
}

async function noticeOf(work: Work, schoolId: string): Promise<PostedNotice> {
  const school = await schoolPage(work, schoolId)
  const asOf = localDay(work.now)
  const gates = await gatesOfSchool(work, school.id)
  const officers = await linksInForce(work, school.id, asOf)
  return {
    schoolName: school.name,
    schoolNameEn: school.nameEn,
    countyName: school.countyName,
    stationName: school.stationName,
    gates: gates.map(({ name }) => name),
    officers: officers.map(({ kind, person, noticePhone, startsOn }) => ({
      kind,
      name: person.name,
      badge: person.badge,
      noticePhone,
      startsOn,
    })),
    asOf,
  }
}
