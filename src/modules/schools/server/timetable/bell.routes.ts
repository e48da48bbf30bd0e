import { addDays } from '../../../../platform/clock/zoned.ts'
import { canonicalJson } from '../../../../platform/contract/content-hash.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import {
  bellDaysMax,
  getTimetable,
  previewTimetable,
  saveTimetable,
  showBellTimes,
} from '../../contract/bell.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { schoolOr404 } from '../school/school.queries.ts'
import { saveBells } from './bell.actions.ts'
import { bellsOfSchool } from './bell.queries.ts'
import { bellTimesBetween, bellTimesIf } from './bell-times.ts'

export function bellRoutes(): Route[] {
  return [
    route(getTimetable, ({ work, params }) => timetableOf(work, params.schoolId)),
    route(saveTimetable, async ({ work, params, body }) => {
      await saveBells(work, { schoolId: params.schoolId, ...body })
      return timetableOf(work, params.schoolId)
    }),
    route(showBellTimes, async ({ work, params: { schoolId }, query }) => {
      await schoolOr404(work, schoolId)
      return bellTimesBetween(work, { ...query, schoolIds: [schoolId] })
    }),
    route(previewTimetable, async ({ work, params: { schoolId }, body }) => {
      const { bells, ...range } = body
      await schoolOr404(work, schoolId)
      if (range.lastDay >= addDays(range.firstDay, bellDaysMax)) {
        throw schoolsProblems.tooManyDays({ max: bellDaysMax })
      }
      const present = await bellTimesBetween(work, { ...range, schoolIds: [schoolId] })
      const future = await bellTimesIf(work, { ...range, schoolId }, bells)
      // Both run over the same gates and days, in the same order.
      const changes = present.flatMap((before, index) => {
        const after = future[index]
        const same = !after || canonicalJson(before) === canonicalJson(after)
        return same ? [] : [{ before, after }]
      })
      return { gateDays: present.length, changes }
    }),
  ]
}

async function timetableOf(work: Work, schoolId: string) {
  const school = await schoolOr404(work, schoolId)
  return { version: school.bellsVersion, bells: await bellsOfSchool(work, schoolId) }
}
