import { addDays } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import { rootPath } from '../../../../platform/ports/actor.ts'
import {
  type Calendar,
  type CalendarDay,
  calendarDaysMax,
  createCalendarDay,
  createTerm,
  getCalendar,
  listTerms,
  removeCalendarDay,
  removeTerm,
  setCalendarHorizon,
  updateCalendarDay,
  updateTerm,
} from '../../contract/calendar.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { type Area, areaOrOwn } from '../area.queries.ts'
import { patched, refuseOtherContent, refuseStale } from '../change.rules.ts'
import {
  changeDay,
  changeTerm,
  dayAt,
  enterDays,
  enterTerm,
  setHorizon,
  takeDayBack,
  takeTermBack,
} from './calendar.actions.ts'
import {
  areaNames,
  daysBetween,
  findDay,
  findTerm,
  listHorizons,
  listTermRows,
  lockDay,
  lockTerm,
  type StoredDay,
  termShown,
} from './calendar.queries.ts'
import { pathsUpward } from './calendar.rules.ts'
import { nationalCalendar } from './national-calendar.ts'

/** How the calendar that the product carries is called; the console has words for it. */
const nationalSource = 'chinese-days'

export function calendarRoutes(): Route[] {
  return [...dayRoutes(), ...termRoutes()]
}

function dayRoutes(): Route[] {
  return [
    route(getCalendar, async ({ work, query: { firstDay, lastDay, areaId } }) => {
      if (lastDay < firstDay || lastDay >= addDays(firstDay, calendarDaysMax)) {
        throw schoolsProblems.tooManyDays({ max: calendarDaysMax })
      }
      return calendarOf(work, await areaOrOwn(work, areaId), firstDay, lastDay)
    }),
    route(createCalendarDay, async ({ work, body: { areaId, ...day } }) => {
      const area = await areaOrOwn(work, areaId)
      const present = await findDay(work, day.id)
      if (present) refuseOtherContent({ ...present, version: 1 }, { ...dayAt(area, day) })
      else await enterDays(work, area, [day])
      return shownDay(work, day.id)
    }),
    route(updateCalendarDay, async ({ work, params, body: { version, ...fields } }) => {
      const present = await lockDay(work, params.calendarDayId)
      refuseStale(present.version, version)
      await changeDay(work, present, patched(present, fields))
      return shownDay(work, present.id)
    }),
    route(removeCalendarDay, async ({ work, params, query }) => {
      const present = await lockDay(work, params.calendarDayId)
      refuseStale(present.version, query.version)
      await takeDayBack(work, present)
      return undefined
    }),
    route(setCalendarHorizon, async ({ work, body: { areaId, ...horizon } }) =>
      setHorizon(work, await areaOrOwn(work, areaId), horizon),
    ),
  ]
}

/** Entries of the area and those above it, over the calendar that the product carries. */
async function calendarOf(
  work: Work,
  area: Area,
  firstDay: string,
  lastDay: string,
): Promise<Calendar> {
  const upward = pathsUpward(area.path)
  const entered = (await daysBetween(work, firstDay, lastDay)).filter(({ areaPath }) =>
    upward.includes(areaPath),
  )
  const names = await areaNames(work, upward)
  const national = nationalCalendar.between(firstDay, lastDay).map(
    (day): CalendarDay => ({
      ...day,
      id: null,
      areaPath: rootPath,
      areaName: names.get(rootPath) ?? null,
      source: nationalSource,
      version: 0,
    }),
  )
  const days = [...entered.map((day) => ({ ...day, areaName: names.get(day.areaPath) ?? null }))]
  const all: CalendarDay[] = [...days, ...national]
  // Stable: what the queries put first (the nearest area) stays first within a day.
  all.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  const horizons = await listHorizons(work)
  const nearest = upward
    .map((path) => horizons.find(({ areaPath }) => areaPath === path))
    .find((horizon) => horizon !== undefined)
  const carried = {
    knownUntil: nationalCalendar.knownUntil,
    source: nationalSource,
    areaPath: rootPath,
  }
  return { horizon: nearest ?? carried, days: all }
}

async function shownDay(work: Work, id: string): Promise<StoredDay & { areaName: string | null }> {
  const day = await findDay(work, id)
  if (!day) throw baseProblems.notFound()
  const names = await areaNames(work, [day.areaPath])
  return { ...day, areaName: names.get(day.areaPath) ?? null }
}

function termRoutes(): Route[] {
  return [
    route(listTerms, ({ work }) => listTermRows(work)),
    route(createTerm, async ({ work, body: { areaId, ...fields } }) => {
      const area = await areaOrOwn(work, areaId)
      const term = { ...fields, countyId: area.countyId, areaPath: area.path, version: 1 }
      const present = await findTerm(work, term.id)
      if (present) refuseOtherContent({ ...present, version: 1 }, term)
      else await enterTerm(work, term)
      return termShown(work, term.id)
    }),
    route(updateTerm, async ({ work, params, body: { version, ...fields } }) => {
      const present = await lockTerm(work, params.termId)
      refuseStale(present.version, version)
      await changeTerm(work, present, patched(present, fields))
      return termShown(work, present.id)
    }),
    route(removeTerm, async ({ work, params, query }) => {
      const present = await lockTerm(work, params.termId)
      refuseStale(present.version, query.version)
      await takeTermBack(work, present)
      return undefined
    }),
  ]
}
