import { daysBetween } from '../../../../platform/clock/zoned.ts'
import type { Locale } from '../../../../platform/contract/problem.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { localeOf } from '../../../../platform/http/problem-reply.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import { said } from '../../../../platform/spreadsheet/index.ts'
import { deploymentTasks } from '../../../duty/contract/deployment.ts'
import type { Half } from '../../../duty/contract/shift.ts'
import { statisticsProblems } from '../../contract/problems.catalogue.ts'
import { taskWords } from '../../contract/task-words.catalogue.ts'
import {
  type Breakdown,
  byDayDaysMax,
  exportRows,
  exportValues,
  IndicatorId,
  type IndicatorRow,
  indicatorNames,
  listIndicators,
  listLeftOut,
  listRows,
  periodDaysMax,
  readValues,
  type Values,
} from '../../contract/values.ts'
import { areasWithin, askedArea } from './area-asked.ts'
import { shownIndicator } from './declared.ts'
import { figuresFile, leftOutFile, rowsFile } from './export.actions.ts'
import { definitionOf, hasHalves, hasTasks, measureOf, partsOf } from './formulas.ts'
import { daysIn, type Period, periodBefore } from './period.rules.ts'
import { pageOfLeftOut, pageOfMeasure } from './rows.queries.ts'
import { computeValues, emptyValues, type GroupedValues } from './values.actions.ts'
import { type Question, staleDays } from './values.queries.ts'

const groupsMax = 3000
/** Each page of rows is summed anew: few large ones are cheaper for an export. */
const rowsAtOnce = 5_000

export function indicatorRoutes(): Route[] {
  return [
    route(listIndicators, async () => indicatorNames.map(shownIndicator)),
    route(readValues, async ({ work, query, request }) => {
      const ids = idsOf(query.indicators)
      const question = await questionOf(work, query, ids)
      const by = query.by ?? null
      if (by === 'task') refuseWithoutTasks(ids)
      const limits = by === 'day' ? byDayDaysMax : periodDaysMax
      refuseLong(question, limits)
      const previous = query.compare === 'true' ? periodBefore(question) : null
      const whole = await computeValues(work, ids, question)
      return {
        area: question.area,
        firstDay: question.firstDay,
        lastDay: question.lastDay,
        readAt: work.now.toISOString(),
        staleDays: await staleDays(work, question),
        values: wholeOf(whole, ids),
        groups: by ? await groupsOf(work, { ids, question, by, locale: localeOf(request) }) : [],
        previous: previous && {
          ...previous,
          values: wholeOf(await computeValues(work, ids, { ...question, ...previous }), ids),
        },
      }
    }),
    route(exportValues, async ({ work, query, request }) => {
      const ids = idsOf(query.indicators)
      const question = await questionOf(work, query, ids)
      refuseLong(question, periodDaysMax)
      const earlier = { ...question, ...periodBefore(question) }
      const values = wholeOf(await computeValues(work, ids, question), ids)
      const previous = wholeOf(await computeValues(work, ids, earlier), ids)
      return figuresFile(work, { question, values, previous }, localeOf(request))
    }),
    route(listRows, async ({ work, params, query }) => {
      const { question, part } = await figureAsked(work, { ...params, ...query })
      return pageShown(work, { question, part }, query)
    }),
    route(exportRows, async ({ work, params, query, request }) => {
      const locale = localeOf(request)
      if (query.part === 'leftOut') {
        const asked = { ...params, ...query, part: 'of' as const }
        const { question, part } = await figureAsked(work, asked)
        const readPage = (after: string | undefined) =>
          leftOutShown(work, { question, part }, { after, limit: rowsAtOnce })
        return leftOutFile(work, { question, part, readPage }, locale)
      }
      const { question, part } = await figureAsked(work, { ...params, ...query, part: query.part })
      const readPage = (after: string | undefined) =>
        pageShown(work, { question, part }, { after, limit: rowsAtOnce })
      return rowsFile(work, { question, part, readPage }, locale)
    }),
    route(listLeftOut, async ({ work, params, query }) => {
      const { question, part } = await figureAsked(work, { ...params, ...query, part: 'of' })
      return leftOutShown(work, { question, part }, query)
    }),
  ]
}

interface FigureAsked {
  readonly question: Question
  /** The indicator itself; of a rate, one of its two parts. */
  readonly part: string
}

async function figureAsked(
  work: Work,
  asked: Asked & { readonly indicator: string; readonly part: 'of' | 'per' },
): Promise<FigureAsked> {
  const question = await questionOf(work, asked, [asked.indicator])
  refuseLong(question, periodDaysMax)
  const [of, per] = partsOf(asked.indicator)
  return { question, part: (asked.part === 'per' ? per : of) ?? asked.indicator }
}

async function pageShown(
  work: Work,
  { question, part }: FigureAsked,
  asked: { readonly after?: string | undefined; readonly limit: number },
) {
  const page = await pageOfMeasure(work, measureOf(part), question, asked)
  const sum = page.sum === null ? null : page.sum / (definitionOf(part).perUnit ?? 1)
  return { ...page, sum, rows: page.rows.map((row) => withoutName(work, row)) }
}

async function leftOutShown(
  work: Work,
  { question, part }: FigureAsked,
  asked: { readonly after?: string | undefined; readonly limit: number },
) {
  const page = await pageOfLeftOut(work, measureOf(part), question, asked)
  if (!page) throw statisticsProblems.noRowsLeftOut({ indicator: part })
  return { ...page, rows: page.rows.map((row) => withoutName(work, row)) }
}

/** Lists with people open for roles that may; others see what was counted. */
function withoutName<R extends IndicatorRow>(work: Work, row: R): R {
  return work.actor.permissions.has('statistics.people.read') ? row : { ...row, personName: null }
}

function idsOf(list: string): string[] {
  return [...new Set(list.split(','))].map((id) => {
    const known = IndicatorId.safeParse(id)
    if (known.success) return known.data
    const error = { path: 'query.indicators', code: 'unknown', message: id }
    throw baseProblems.invalid({ count: 1 }, [error])
  })
}

interface Asked extends Period {
  readonly areaId?: string | undefined
  readonly half?: Half | undefined
  readonly known?: string | undefined
}

async function questionOf(work: Work, asked: Asked, ids: readonly string[]): Promise<Question> {
  const { firstDay, lastDay, half } = asked
  if (firstDay > lastDay) throw statisticsProblems.periodReversed()
  if (half !== undefined) {
    const without = ids.find((id) => !hasHalves(id))
    if (without !== undefined) throw statisticsProblems.noHalves({ indicator: without })
  }
  const area = await askedArea(work, asked.areaId)
  return { area, firstDay, lastDay, half, known: knownOf(work, asked) }
}

/** Nothing is known ahead of now. */
function knownOf(work: Work, { known }: Asked): Question['known'] {
  if (known === undefined || new Date(known) >= work.now) return 'now'
  return new Date(known)
}

function refuseWithoutTasks(ids: readonly string[]): void {
  const without = ids.find((id) => !hasTasks(id))
  if (without !== undefined) throw statisticsProblems.noTasks({ indicator: without })
}

function refuseLong(period: Period, daysMax: number): void {
  if (daysIn(period) > daysMax) throw statisticsProblems.periodTooLong({ daysMax })
}

const wholeOf = (values: GroupedValues, ids: readonly string[]) => [
  ...(values.get('') ?? emptyValues(ids)).values(),
]

interface GroupsAsked {
  readonly ids: readonly string[]
  readonly question: Question
  readonly by: Breakdown
  readonly locale: Locale
}

/** Every day, task or area of the level, also where nothing was counted; last what has none. */
async function groupsOf(work: Work, asked: GroupsAsked): Promise<Values['groups']> {
  const { ids, question, by } = asked
  const values = await computeValues(work, ids, question, by)
  const places = await groupPlaces(work, asked)
  const groups = places.map(({ key, name, group }) => ({
    key,
    name,
    values: [...(values.get(group) ?? emptyValues(ids)).values()],
  }))
  const rest = values.get('')
  if (rest) groups.push({ key: '', name: '', values: [...rest.values()] })
  return groups
}

async function groupPlaces(work: Work, { question, by, locale }: GroupsAsked) {
  if (by === 'day') {
    const days = daysBetween(question.firstDay, question.lastDay)
    return days.map((day) => ({ key: day, name: day, group: day }))
  }
  if (by === 'task') {
    return deploymentTasks.map((task) => {
      return { key: task, name: said(taskWords[task], locale), group: task }
    })
  }
  const { path } = question.area
  const areas = await areasWithin(work, { path, level: by, limit: groupsMax })
  if (areas.length > groupsMax) throw statisticsProblems.tooManyGroups({ groupsMax })
  return areas.map((area) => ({ key: area.id, name: area.name, group: area.path }))
}
