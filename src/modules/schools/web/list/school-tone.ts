import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import type { SchoolState } from '../../contract/school.ts'

export const toneOfSchool: Readonly<Record<SchoolState, Tone>> = {
  operating: 'ok',
  suspended: 'warn',
  merged: 'off',
  closed: 'off',
}
