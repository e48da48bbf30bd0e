import { addDays, localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import { type Arrivals, readArrivals } from '../../contract/arrivals.ts'
import { type Board, readBoard, readBoardRows, readShiftPeople } from '../../contract/board.ts'
import { readBoardPeople } from '../../contract/board-people.ts'
import type { Half } from '../../contract/shift.ts'
import { bellsOn, headsArrived, headsDue } from './arrivals.queries.ts'
import { arrivalCurve, type Heads } from './arrivals.rules.ts'
import { boardRows, boardRowsById, halfDays, stationNames } from './board.queries.ts'
import { boardPeople } from './board-people.queries.ts'
import { shiftPeople } from './shift-people.queries.ts'

export function boardRoutes(): Route[] {
  return [
    route(readBoard, ({ work, query }) => board(work, query)),
    route(readBoardRows, async ({ work, query }) => ({
      now: work.now.toISOString(),
      rows: await boardRowsById(work, query.shiftIds),
    })),
    route(readBoardPeople, ({ work, query }) => boardPeople(work, query)),
    route(readArrivals, ({ work, query }) => arrivals(work, query)),
    route(readShiftPeople, async ({ work, params }) => {
      const [row] = await boardRowsById(work, [params.id])
      if (!row) throw baseProblems.notFound()
      return { row, people: await shiftPeople(work, params.id) }
    }),
  ]
}

interface BoardQuestion {
  readonly day?: string | undefined
  readonly half?: Half | undefined
  readonly stationAreaId?: string | undefined
}

/** How far ahead the next half-day with shifts is looked for. */
const lookAheadDays = 14

async function board(work: Work, asked: BoardQuestion): Promise<Board> {
  const today = localDay(work.now)
  const known = await halfDays(work, today, addDays(today, lookAheadDays))
  const ahead = known.filter(({ endsAt }) => endsAt > work.now)
  const day = asked.day ?? today
  const current = ahead.find((one) => one.day === day)?.half
  const half = asked.half ?? current ?? (asked.day && day > today ? 'arrival' : 'dismissal')
  const rows = await boardRows(work, { day, half, stationAreaId: asked.stationAreaId ?? null })
  const next = ahead.find((one) => one.day > day || (one.day === day && one.half > half)) ?? null
  return {
    day,
    half,
    now: work.now.toISOString(),
    stations: await stationNames(work, [...new Set(rows.map((row) => row.stationAreaId))]),
    rows,
    next: next && {
      day: next.day,
      half: next.half,
      firstBellAt: next.firstBellAt.toISOString(),
    },
  }
}

async function arrivals(work: Work, asked: { day: string; half: Half }): Promise<Arrivals> {
  const before = { ...asked, day: addDays(asked.day, -7) }
  const bells = await bellsOn(work, asked)
  const due = await headsDue(work, asked)
  const arrived = await headsArrived(work, asked)
  const wasOn = (await bellsOn(work, before)).length > 0
  const weekBefore = wasOn ? await headsArrived(work, before) : null
  const { now } = work
  return {
    ...asked,
    now: now.toISOString(),
    arrived: sumOfHeads(arrived),
    need: sumOfHeads(due),
    bells: bells.map(({ at, posts }) => ({ at: at.toISOString(), posts })),
    points: arrivalCurve({ due, arrived, weekBefore, bells: bells.map(({ at }) => at), now }),
  }
}

const sumOfHeads = (all: readonly Heads[]): number => all.reduce((sum, { heads }) => sum + heads, 0)
