import { z } from 'zod'
import { Day } from '../../../platform/contract/id.ts'
import { address } from '../../../platform/ui/address.ts'
import { ReportKind } from '../contract/report.ts'
import { IndicatorId } from '../contract/values.ts'

export const presets = ['today', 'yesterday', 'week', 'month', 'lastMonth', 'custom'] as const

/** All indicators of a period, and the one that is open. */
export const figuresAddress = address(
  '/figures',
  z.object({
    preset: z.enum(presets).default('month'),
    from: Day.optional(),
    until: Day.optional(),
    text: z.string().max(40).optional(),
    figure: IndicatorId.optional(),
  }),
)

export const reportsAddress = address('/reports', z.object({ kind: ReportKind.optional() }))

/** One report, and the figure in it that is open. */
export const reportAddress = address(
  '/reports/$reportId',
  z.object({ figure: z.string().max(200).optional() }),
)
