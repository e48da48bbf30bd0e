import type { ReactNode } from 'react'
import type { SearchOf } from '../../../../platform/ui/address.ts'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import type { ShiftState } from '../../contract/shift.ts'
import { todayAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'
import { bellName } from './board-view.ts'

interface BellLinkProps {
  readonly at: string
  readonly state?: ShiftState
  /** What is looked at now, on the board; on the wall nothing is chosen. */
  readonly within?: SearchOf<typeof todayAddress>
  readonly className: string
  readonly children: ReactNode
}

/** What is said of a bell's posts opens them in list and map. */
export function BellLink({ at, state, within, className, children }: BellLinkProps) {
  const t = dutyText.useText()
  const bell = bellName(at)
  const target = { search: { ...within, bell, state } }
  return (
    <PageLink
      to={todayAddress}
      target={target}
      className={className}
      title={t('today.bellOpen', { time: bell })}
    >
      {children}
    </PageLink>
  )
}
