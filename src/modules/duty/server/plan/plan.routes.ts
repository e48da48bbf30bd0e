import type { z } from 'zod'
import { addDays, daysBetween, localDay, weekStart } from '../../../../platform/clock/zoned.ts'
import { pageOfList } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { localeOf } from '../../../../platform/http/problem-reply.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import {
  assign,
  clearDraft,
  copyWeek,
  exportWeek,
  type ForecastRow,
  fillWeek,
  listCandidates,
  listPlannerPeople,
  moveAssignment,
  pinAssignment,
  previewPublication,
  publishWeek,
  readForecast,
  readWeek,
  unassign,
} from '../../contract/plan.ts'
import { assignPerson, movePerson, pinPlace, unassignPerson } from './assignment.actions.ts'
import { candidates, plannerPeople } from './candidates.actions.ts'
import { copyLastWeek, discardDraft, fillPlaces } from './fill.actions.ts'
import { judgeHeads, judgeWeek, weekFigures, weekGrid } from './grid.actions.ts'
import { weekStations } from './grid.queries.ts'
import { headsByShift } from './plan.queries.ts'
import { preview, publishDraft } from './publication.actions.ts'
import { weekPlans } from './publication.queries.ts'
import { weekFile } from './week-export.actions.ts'

export function planRoutes(): Route[] {
  return [
    route(readWeek, async ({ work, params, query }) => {
      const week = weekStart(params.day)
      const choice = { ...query, week }
      const plans = await weekPlans(work, week, null)
      const changes = plans.reduce((sum, plan) => sum + plan.changes, 0)
      const judged = await judgeWeek(work, choice)
      const figures = await weekFigures(work, choice, { judged, changes })
      const stations = await weekStations(work, week)
      const grid = await weekGrid(work, choice, judged)
      return { weekStartsOn: week, plans, figures, stations, ...grid }
    }),
    route(exportWeek, ({ work, params, query, request }) =>
      weekFile(work, { ...query, week: weekStart(params.day) }, localeOf(request)),
    ),
    route(listPlannerPeople, ({ work, params, query }) =>
      plannerPeople(work, { ...query, week: weekStart(params.day) }),
    ),
    route(listCandidates, ({ work, params, query }) => candidates(work, params.id, query.role)),
    route(assign, async ({ work, params, body }) => ({
      assignment: await assignPerson(work, { id: params.id, ...body }),
    })),
    route(moveAssignment, async ({ work, params, body }) => ({
      assignment: await movePerson(work, params.id, body),
    })),
    route(pinAssignment, async ({ work, params, body }) => {
      await pinPlace(work, params.id, body.pinned)
      return { id: params.id, pinned: body.pinned }
    }),
    route(unassign, async ({ work, params }) => ({
      id: params.id,
      state: await unassignPerson(work, params.id),
    })),
    route(copyWeek, async ({ work, params, body }) => {
      const { made, skipped } = await copyLastWeek(work, { ...body, week: weekStart(params.day) })
      return { made, skipped: [...skipped] }
    }),
    route(fillWeek, async ({ work, params, body }) => {
      const filled = await fillPlaces(work, { ...body, week: weekStart(params.day) })
      return { ...filled, open: [...filled.open] }
    }),
    route(clearDraft, async ({ work, params, body }) => ({
      dropped: await discardDraft(work, { ...body, week: weekStart(params.day) }),
    })),
    route(previewPublication, async ({ work, params }) => {
      const { rows, mustAttendOpen, ...counts } = await preview(work, weekStart(params.day))
      return { ...counts, rows: [...rows], mustAttendOpen }
    }),
    route(publishWeek, ({ work, params, body }) => publishDraft(work, weekStart(params.day), body)),
    route(readForecast, ({ work, query }) => forecast(work, query)),
  ]
}

const forecastDays = 7

/** Gaps of the coming days by what is planned; a day without shifts says so with zeros. */
async function forecast(work: Work, query: z.infer<NonNullable<typeof readForecast.query>>) {
  const firstDay = localDay(work.now)
  const lastDay = addDays(firstDay, forecastDays - 1)
  const { stationAreaId } = query
  const range = { firstDay, lastDay, stationAreaId, endsAfter: work.now }
  const judged = (await headsByShift(work, range)).map(judgeHeads)
  const gaps: ForecastRow[] = judged
    .flatMap(({ kind, bellAt, ...shift }) =>
      kind ? [{ ...shift, kind, bellAt: bellAt.toISOString() }] : [],
    )
    .filter(({ day }) => query.day === undefined || day === query.day)
    .filter(({ kind }) => query.kind === undefined || kind === query.kind)
    .sort((a, b) => Number(b.mustAttendOpen) - Number(a.mustAttendOpen))
  return {
    firstDay,
    lastDay,
    days: daysBetween(firstDay, lastDay).map((day) => {
      const own = judged.filter((shift) => shift.day === day)
      const count = (kind: string) => own.filter((shift) => shift.kind === kind).length
      return { day, shifts: own.length, unmanned: count('unmanned'), short: count('short') }
    }),
    ...pageOfList(gaps, query, ({ shiftId }) => shiftId),
  }
}
