import { useRead } from '../../../../platform/ui/api-queries.ts'
import { grouped } from '../../../../platform/ui/text.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type Arrivals, readArrivals } from '../../contract/arrivals.ts'
import type { Board } from '../../contract/board.ts'
import { dutyText } from '../text.ts'
import { curveOf, frame } from './curve.ts'

/** A burst of check-ins must not ask for the curve each time. */
const everyMs = 30_000

/** How people came, by five minutes, against the bells and against the week before. */
export function WallCurve({ board: { day, half } }: { board: Board }) {
  const query = { day, half }
  const { data } = useRead(readArrivals, { query }, { keepLast: true, refetchMs: everyMs })
  return data ? <Curve arrivals={data} /> : <div className="wl-curve" />
}

function Curve({ arrivals }: { arrivals: Arrivals }) {
  const t = dutyText.useText()
  const picture = curveOf(arrivals)
  if (!picture) return null
  const { width, height, left, right, top, bottom } = frame
  const said = { arrived: grouped(arrivals.arrived), need: grouped(arrivals.need) }
  return (
    <div className="wl-curve">
      <p className="wl-keys" aria-hidden="true">
        <span data-line="arrived">{t('wall.curveNow')}</span>
        <span data-line="due">{t('wall.curveDue')}</span>
        {picture.weekBefore ? <span data-line="before">{t('wall.curveBefore')}</span> : null}
      </p>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('wall.curve', said)}>
        {picture.levels.map(({ y, value }) => (
          <g key={value}>
            <line className="wl-level" x1={left} x2={width - right} y1={y} y2={y} />
            <text x={left - 8} y={y + 5} textAnchor="end">
              {grouped(value)}
            </text>
          </g>
        ))}
        {picture.bells.map(({ x, at }) => (
          <line key={at} className="wl-bell" x1={x} x2={x} y1={top - 6} y2={height - bottom} />
        ))}
        {picture.bells[0] ? (
          <text className="wl-bell-word" x={picture.bells[0].x} y={14} textAnchor="middle">
            {t('wall.curveBell')}
          </text>
        ) : null}
        {picture.times.map(({ x, at }) => (
          <text key={at} x={x} y={height - 6} textAnchor="middle">
            {shown(at, 'time')}
          </text>
        ))}
        <polyline className="wl-before" points={picture.weekBefore} />
        <polyline className="wl-due" points={picture.due} />
        <polyline className="wl-arrived" points={picture.arrived} />
        {picture.now ? <circle cx={picture.now.x} cy={picture.now.y} r="5" /> : null}
      </svg>
    </div>
  )
}
