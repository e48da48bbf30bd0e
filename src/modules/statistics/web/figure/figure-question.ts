import type { Half } from '../../../duty/contract/shift.ts'
import type { IndicatorName } from '../../contract/indicators.catalogue.ts'
import type { Breakdown } from '../../contract/values.ts'

/** What an opened figure is: an indicator of an area and a period, perhaps of one half-day. */
export interface FigureQuestion {
  readonly indicator: IndicatorName
  readonly areaId: string | undefined
  readonly firstDay: string
  readonly lastDay: string
  readonly half: Half | undefined
}

/** The question as every address of values and rows takes it. */
export const queryOf = ({ areaId, firstDay, lastDay, half }: FigureQuestion) => ({
  firstDay,
  lastDay,
  ...(areaId === undefined ? {} : { areaId }),
  ...(half === undefined ? {} : { half }),
})

/** How an area of a level can be broken down, the usual way first. */
export function breakdownsOf(level: string, days: number): Breakdown[] {
  const byDay: Breakdown[] = days > 1 ? ['day'] : []
  if (level === 'school') return byDay
  if (level === 'station') return ['school', ...byDay]
  if (level === 'county') return ['station', ...byDay, 'school']
  return ['county', ...byDay, 'station']
}

/** What changes figures: facts of duty and the register, and the reports themselves. */
export const figureTopics = ['duty.*', 'schools.*', 'statistics.*'] as const
