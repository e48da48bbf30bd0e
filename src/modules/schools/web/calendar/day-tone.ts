import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import type { CalendarDay } from '../../contract/calendar.ts'

export const toneOfDay: Readonly<Record<CalendarDay['kind'], Tone>> = {
  holiday: 'off',
  makeUp: 'warn',
  exam: 'unknown',
  special: 'wait',
}
