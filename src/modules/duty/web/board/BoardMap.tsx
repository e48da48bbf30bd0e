import { useMemo } from 'react'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import PointMap from '../../../../platform/ui/map/PointMap.tsx'
import type { BoardRow } from '../../contract/board.ts'
import type { Proposal } from '../../contract/gap.ts'
import { dutyText } from '../text.ts'
import { statesByUrgency, toneOfState } from './board-view.ts'
import { waysTo } from './board-ways.ts'

interface BoardMapProps {
  readonly rows: readonly BoardRow[]
  readonly selected: BoardRow | undefined
  readonly onSelect: (shiftId: string) => void
  readonly fitKey: string
  /** Who could go to the gap that is looked at. */
  readonly proposals?: readonly Proposal[] | undefined
}

const nobody: readonly Proposal[] = []

/** The list's rows on the ground; never more and never fewer. */
export default function BoardMap(props: BoardMapProps) {
  const { rows, selected, onSelect, fitKey, proposals = nobody } = props
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
  const ways = useMemo(
    () =>
      waysTo(selected, proposals, ({ personName, travelMin }) =>
        travelMin === null
          ? personName
          : `${personName} ${dutyText.text('propose.minutes', { count: Math.ceil(travelMin) })}`,
      ),
    [selected, proposals],
  )
  const placeless = rows.length - points.length
  return (
    <div className="bd-map">
      <PointMap
        points={points}
        ways={ways}
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
