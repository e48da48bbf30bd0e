import { useMemo } from 'react'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import PointMap from '../../../../platform/ui/map/PointMap.tsx'
import type { BoardRow } from '../../contract/board.ts'
import { dutyText } from '../text.ts'
import { statesByUrgency, toneOfState } from './board-view.ts'

interface BoardMapProps {
  readonly rows: readonly BoardRow[]
  readonly selected: BoardRow | undefined
  readonly onSelect: (shiftId: string) => void
  readonly fitKey: string
}

/** The list's rows on the ground; never more and never fewer. */
export default function BoardMap({ rows, selected, onSelect, fitKey }: BoardMapProps) {
  const t = dutyText.useText()
  const points = useMemo(
    () =>
      rows.flatMap(({ shiftId, lon, lat, state, postName }) =>
        lon === null || lat === null
          ? []
          : [{ id: shiftId, lon, lat, tone: toneOfState[state], label: postName }],
      ),
    [rows],
  )
  const placeless = rows.length - points.length
  return (
    <div className="bd-map">
      <PointMap
        points={points}
        selectedId={selected?.shiftId}
        onSelect={onSelect}
        fitKey={`${fitKey} ${points.length > 0}`}
      />
      <div className="bd-legend">
        {statesByUrgency
          .filter((state) => state !== 'over')
          .map((state) => (
            <StateWord key={state} tone={toneOfState[state]}>
              {t(`state.${state}`)}
            </StateWord>
          ))}
      </div>
      {placeless > 0 ? (
        <p className="bd-placeless ay-note">{t('today.noPosition', { count: placeless })}</p>
      ) : null}
    </div>
  )
}
