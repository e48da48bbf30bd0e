import { Button } from 'antd'
import { useChangeSearch } from '../../../../platform/ui/address.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { noonOf, shown } from '../../../../platform/ui/wall-time.ts'
import type { Board } from '../../contract/board.ts'
import type { ShiftState } from '../../contract/shift.ts'
import { todayAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'

/** Why the list is empty: nothing wrong, a filter, no posts now, or none at all yet. */
export function BoardEmpty({ board, state }: { board: Board; state: ShiftState | undefined }) {
  const t = dutyText.useText()
  const k = kit.useText()
  const change = useChangeSearch(todayAddress)
  if (board.rows.length > 0) {
    const clear = (
      <Button
        onClick={() => void change({ state: undefined, station: undefined, bell: undefined })}
      >
        {k('filter.clear')}
      </Button>
    )
    // "No gap" is said of the whole board, not of one bell or station.
    const isCalm = board.rows.every((row) => row.state !== 'unmanned')
    return state === 'unmanned' && isCalm ? (
      <Empty
        tone="ok"
        title={t('today.noGap', { time: shown(board.now, 'time') })}
        action={clear}
      />
    ) : (
      <Empty
        title={state ? t('today.filterNone', { filter: t(`state.${state}`) }) : k('filter.none')}
        action={clear}
      />
    )
  }
  const { next } = board
  if (!next) return <Empty title={t('today.emptyNever')}>{t('today.emptyNeverHelp')}</Empty>
  const named = {
    date: shown(noonOf(next.day), 'monthDay'),
    half: t(`half.${next.half}`),
    time: shown(next.firstBellAt, 'time'),
  }
  return (
    <Empty
      title={t('today.emptyNone')}
      action={
        <Button type="primary" onClick={() => void change({ day: next.day, half: next.half })}>
          {t('today.emptySee')}
        </Button>
      }
    >
      {t('today.emptyNext', named)}
    </Empty>
  )
}
