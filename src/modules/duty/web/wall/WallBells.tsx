import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { BellLink } from '../board/BellLink.tsx'
import type { Bell } from '../board/board-view.ts'
import { countsByState, statesByUrgency, toneOfState } from '../board/board-view.ts'
import { dutyText } from '../text.ts'

const marksMax = 60

/** Bells side by side: one mark for one post, or counts by state when there are too many. */
export function WallBells({ bells }: { bells: readonly Bell[] }) {
  const t = dutyText.useText()
  const first = bells[0]?.rows[0]
  const minutes = first ? (Date.parse(first.bellAt) - Date.parse(first.watchAt)) / 60_000 : 15
  return (
    <section className="wl-panel">
      <h2>
        {t('wall.byBell')}
        <span className="wl-caption">{t('wall.byBellNote', { minutes: Math.round(minutes) })}</span>
      </h2>
      <div className="wl-bells">
        {bells.map((bell) => (
          <div key={bell.at}>
            <p>
              <BellLink at={bell.at} className="wl-drill">
                <b>{shown(bell.at, 'time')}</b> {t('today.posts', { count: bell.rows.length })}
              </BellLink>
            </p>
            {bell.rows.length <= marksMax ? <Marks bell={bell} /> : <Counts bell={bell} />}
          </div>
        ))}
      </div>
    </section>
  )
}

const Marks = ({ bell }: { bell: Bell }) => (
  <div className="wl-marks" aria-hidden="true">
    {bell.rows.map((row) => (
      <StateMark key={row.shiftId} tone={toneOfState[row.state]} size={16} />
    ))}
  </div>
)

function Counts({ bell }: { bell: Bell }) {
  const t = dutyText.useText()
  const counts = countsByState(bell.rows)
  return (
    <div className="wl-marks">
      {statesByUrgency
        .filter((state) => counts[state] > 0)
        .map((state) => (
          <BellLink
            key={state}
            at={bell.at}
            state={state}
            className={`wl-drill ay-${toneOfState[state]}`}
          >
            <StateMark tone={toneOfState[state]} size={16} />{' '}
            <span className="ay-unseen">{t(`state.${state}`)}</span> {counts[state]}
          </BellLink>
        ))}
    </div>
  )
}
