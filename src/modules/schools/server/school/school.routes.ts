import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { localeOf } from '../../../../platform/http/problem-reply.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import { isSteppedUp } from '../../../../platform/ports/actor.ts'
import { listHistory } from '../../contract/history.ts'
import {
  changeSchoolState,
  createSchool,
  exportSchools,
  finalSchoolStates,
  getSchool,
  listSchools,
  mapSchools,
  moveSchool,
  schoolFacets,
  updateSchool,
} from '../../contract/school.ts'
import { listChanges } from '../change.queries.ts'
import { refuseOtherContent, refuseStale } from '../change.rules.ts'
import { relocateSchool } from './move.actions.ts'
import { contentWith, saveSchools, stepSchoolState } from './school.actions.ts'
import { contentOf, findSchools, schoolOr404, schoolPage } from './school.queries.ts'
import { schoolListFile } from './school-export.actions.ts'
import { countFacets, listSchoolRows, mapPositions } from './school-list.queries.ts'

export function schoolRoutes(): Route[] {
  return [
    route(listSchools, ({ work, query }) => listSchoolRows(work, query)),
    route(exportSchools, ({ work, query, request }) =>
      schoolListFile(work, query, localeOf(request)),
    ),
    route(mapSchools, ({ work, query }) => mapPositions(work, query)),
    route(schoolFacets, ({ work }) => countFacets(work)),
    route(getSchool, ({ work, params }) => schoolPage(work, params.schoolId)),
    route(createSchool, async ({ work, body }) => {
      const present = (await findSchools(work, [body.id])).get(body.id)
      if (present) refuseOtherContent(contentOf(present), contentWith(undefined, body))
      else await saveSchools(work, [body])
      return schoolPage(work, body.id)
    }),
    route(updateSchool, async ({ work, params, body }) => {
      await schoolOr404(work, params.schoolId)
      await saveSchools(work, [{ ...body, id: params.schoolId }])
      return schoolPage(work, params.schoolId)
    }),
    route(changeSchoolState, async ({ work, params, body }) => {
      const school = await schoolOr404(work, params.schoolId)
      // A suspension is undone; what no step leads out of is for good.
      const isFinal = finalSchoolStates.includes(body.state)
      if (isFinal && !isSteppedUp(work.actor, work.now)) throw baseProblems.stepUpNeeded()
      refuseStale(school.version, body.version)
      await stepSchoolState(work, school, body.state)
      return schoolPage(work, school.id)
    }),
    route(moveSchool, async ({ work, params, body }) => {
      const school = await schoolOr404(work, params.schoolId)
      refuseStale(school.version, body.version)
      await relocateSchool(work, school, body.withinAreaId)
      return schoolPage(work, school.id)
    }),
    route(listHistory, async ({ work, params, query }) => {
      await schoolOr404(work, params.schoolId)
      return listChanges(work, { ...query, schoolId: params.schoolId })
    }),
  ]
}
