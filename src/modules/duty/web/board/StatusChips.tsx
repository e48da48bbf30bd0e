import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import type { BoardRow } from '../../contract/board.ts'
import type { ShiftState } from '../../contract/shift.ts'
import { dutyText } from '../text.ts'
import { countsByState, statesByUrgency, toneOfState } from './board-view.ts'

interface StatusChipsProps {
  readonly rows: readonly BoardRow[]
  readonly chosen: ShiftState | undefined
  readonly onChoose: (state: ShiftState | undefined) => void
}

/** The one filter: counts by state that add up, each opening its rows in list and map. */
export function StatusChips({ rows, chosen, onChoose }: StatusChipsProps) {
  const t = dutyText.useText()
  const counts = countsByState(rows)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form
    <div className="bd-chips" role="group" aria-label={t('today.required')}>
      <button type="button" aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
        {t('today.required')} <b>{rows.length}</b>
      </button>
      {statesByUrgency
        .filter((state) => state !== 'over' || counts.over > 0)
        .map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={chosen === state}
            onClick={() => onChoose(chosen === state ? undefined : state)}
          >
            <StateMark tone={toneOfState[state]} />
            {t(`state.${state}`)}{' '}
            <b className={counts[state] > 0 ? `ay-${toneOfState[state]}` : ''}>{counts[state]}</b>
          </button>
        ))}
    </div>
  )
}
