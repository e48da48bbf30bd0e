import { localTime } from '../../../../platform/clock/zoned.ts'
import type { Locale } from '../../../../platform/contract/problem.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { FileReply } from '../../../../platform/http/route.ts'
import { tableReply } from '../../../../platform/http/table-reply.ts'
import {
  everyRow,
  type OutputRow,
  outputColumns,
  said,
} from '../../../../platform/spreadsheet/index.ts'
import { assignableRoles, dutyRoles } from '../../contract/duty-role.ts'
import { dutyRoleWords } from '../../contract/duty-words.catalogue.ts'
import type { GridPost, GridShift } from '../../contract/plan.ts'
import { missingOf } from '../board/board.rules.ts'
import { findArea } from '../setting/setting.queries.ts'
import { judgeWeek, weekGrid } from './grid.actions.ts'
import { weekPlans } from './publication.queries.ts'
import { weekColumns, weekTitle } from './week-export.catalogue.ts'

interface WeekAsked {
  readonly week: string
  readonly stationAreaId?: string | undefined
}

const postsAtOnce = 500

/** The shifts of a week with who serves them and what is missing, post by post as in the grid. */
export async function weekFile(work: Work, asked: WeekAsked, locale: Locale): Promise<FileReply> {
  const { week, stationAreaId } = asked
  const area = await findArea(work, stationAreaId ?? work.actor.areaId)
  if (!area) throw baseProblems.notFound()
  const plans = await weekPlans(work, week, null)
  const published = plans.some(({ revision }) => revision > 0)
  const judged = await judgeWeek(work, asked)
  const rows = everyRow(async (after) => {
    const page = await weekGrid(work, { ...asked, after, limit: postsAtOnce }, judged)
    return { ...page, rows: page.rows.flatMap((post) => rowsOf(post, { published, locale })) }
  })
  const columns = outputColumns(weekColumns, locale)
  const title = said(weekTitle, locale)
  const table = { title, area, period: week, columns, rows, locale }
  return tableReply(work, { ...table, action: 'duty.plan.export', detail: { ...asked } })
}

interface RowGround {
  /** Whether the week was ever told to anybody. */
  readonly published: boolean
  readonly locale: Locale
}

const rowsOf = (post: GridPost, ground: RowGround): OutputRow[] =>
  post.shifts.map(
    (shift) =>
      ({
        day: shift.day,
        half: shift.half,
        post: post.postName,
        school: post.schoolName,
        station: post.stationName,
        bell: timeOf(shift.bellAt),
        window: `${timeOf(shift.startsAt)}–${timeOf(shift.endsAt)}`,
        state: stateOf(shift, ground.published),
        gaps: gapsOf(shift, ground.locale),
        ...namesByRole(shift),
      }) satisfies Record<keyof typeof weekColumns, string>,
  )

const timeOf = (instant: string): string => localTime(new Date(instant))

/** As the grid marks it: a draft until everybody on the shift has been told. */
function stateOf(
  { cancelled, assignments }: GridShift,
  published: boolean,
): keyof typeof weekColumns.state.choices {
  if (cancelled) return 'cancelled'
  const told = published && assignments.every(({ state }) => state !== 'planned')
  return told ? 'published' : 'draft'
}

const namesByRole = ({ assignments }: GridShift) => {
  const names = dutyRoles.map((role) => [
    role,
    assignments.flatMap((one) => (one.role === role ? one.personName : [])).join('、'),
  ])
  return Object.fromEntries(names) as Record<(typeof dutyRoles)[number], string>
}

function gapsOf({ cancelled, need, assigned }: GridShift, locale: Locale): string {
  if (cancelled) return ''
  const missing = missingOf(need, assigned)
  return assignableRoles
    .filter((role) => missing[role] > 0)
    .map((role) => `${said(dutyRoleWords[role], locale)} ${missing[role]}`)
    .join('、')
}
