import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import type { ReportRow } from '../../contract/report.ts'

export const toneOfReport: Readonly<Record<ReportRow['state'], Tone>> = {
  draft: 'wait',
  signed: 'ok',
}

export const toneOfPunctuality: Readonly<Record<NonNullable<ReportRow['punctuality']>, Tone>> = {
  onTime: 'ok',
  late: 'warn',
  open: 'wait',
  overdue: 'gap',
}
