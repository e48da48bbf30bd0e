import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import type { AccountState } from '../../contract/account.ts'

export const toneOfAccount: Readonly<Record<AccountState, Tone>> = {
  invited: 'wait',
  active: 'ok',
  locked: 'warn',
  closed: 'off',
}
