import {
  type IndicatorName,
  indicators,
} from '../../modules/statistics/contract/indicators.catalogue.ts'
import { shownValue } from '../../modules/statistics/contract/shown-value.ts'
import {
  areaByCode,
  readIndicators,
  reportMonth,
  reportMonthOf,
} from '../../modules/statistics/index.ts'
import { localDay } from '../../platform/clock/zoned.ts'
import { systemBinding } from '../../platform/ports/actor.ts'
import { type Command, CommandProblem } from '../command.ts'
import { withProduct } from '../with-product.ts'

export const indicatorsCommand: Command = {
  name: 'indicators',
  usage: 'indicators [--area CODE] [--from DAY] [--to DAY] [--only ID,ID] [--json]',
  summary: 'Every indicator of an area and a period, computed from the rows themselves.',
  options: {
    area: { type: 'string', value: 'CODE', about: 'GB/T 2260 code; else the only county, or all' },
    from: { type: 'string', value: 'DAY', about: 'first day; else the 21st, of the report month' },
    to: { type: 'string', value: 'DAY', about: 'last day; else today' },
    only: { type: 'string', value: 'ID,ID', about: 'these indicators instead of all' },
  },
  run: (input) =>
    withProduct(input, async ({ ground }) => {
      const today = localDay(ground.clock.now())
      const lastDay = dayOf(input.values.to, today)
      const firstDay = dayOf(input.values.from, reportMonth(reportMonthOf(lastDay)).firstDay)
      if (firstDay > lastDay) throw new CommandProblem(`${firstDay} lies after ${lastDay}.`)
      const ids = idsOf(input.values.only)
      const code = textOf(input.values.area)
      const { area, values } = await ground.database.inWork(systemBinding, async (work) => {
        const area = await areaByCode(work, code)
        const period = { firstDay, lastDay }
        return { area, values: area ? await readIndicators(work, { area, ...period }, ids) : [] }
      })
      if (!area && code !== undefined) throw new CommandProblem(`No area has the code ${code}.`)
      if (!area) input.say('There is no area yet: import schools or load areas first.')
      for (const { indicator, value } of input.values.json ? [] : values) {
        const { name, unit } = indicators[indicator]
        input.say(`${name.zh}  ${shownValue(indicators[indicator], value)} ${unit.zh}`)
      }
      return {
        indicators: values.length,
        area: area?.name ?? null,
        firstDay,
        lastDay,
        values: Object.fromEntries(values.map(({ indicator, value }) => [indicator, value])),
      }
    }),
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

function dayOf(value: unknown, otherwise: string): string {
  if (typeof value !== 'string') return otherwise
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) throw new CommandProblem(`${value} is no day.`)
  return value
}

function idsOf(value: unknown): IndicatorName[] | undefined {
  if (typeof value !== 'string') return undefined
  return value.split(',').map((id) => {
    if (!Object.hasOwn(indicators, id)) throw new CommandProblem(`No indicator is called ${id}.`)
    return id as IndicatorName
  })
}
