import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import type { LinkState } from '../../contract/linked-officer.ts'

export const toneOfLink: Readonly<Record<LinkState, Tone>> = {
  proposed: 'wait',
  approved: 'ok',
  ended: 'off',
}
