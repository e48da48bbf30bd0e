import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import type { Fix, Judgement } from '../../contract/position-verdict.ts'
import { dutyText } from '../text.ts'

const halfPx = 70
const ringPx = 56
const ringPxMin = 16

/** Gate, radius and me with my accuracy, to one scale; north is up. */
export function PositionDrawing({
  radiusM,
  fix,
  judgement,
  tone,
}: {
  radiusM: number
  fix: Fix | undefined
  judgement: Judgement | undefined
  tone: Tone
}) {
  const t = dutyText.useText()
  const distanceM = judgement?.distanceM ?? 0
  const accuracyM = fix?.accuracyM ?? 0
  // Far away or badly known, the whole drawing shrinks until both fit; the ring stays visible.
  const pxPerM = Math.max(
    Math.min(ringPx / radiusM, (halfPx - 4) / Math.max(distanceM + accuracyM, 1)),
    ringPxMin / radiusM,
  )
  const towardsMe = (((judgement?.bearingDeg ?? 0) + 180) * Math.PI) / 180
  const reachPx = Math.min(distanceM * pxPerM, halfPx - 10)
  const x = Math.sin(towardsMe) * reachPx
  const y = -Math.cos(towardsMe) * reachPx
  const box = `${-halfPx} ${-halfPx} ${2 * halfPx} ${2 * halfPx}`
  return (
    <svg className="du-drawing" viewBox={box} role="img" aria-label={t('position.drawing')}>
      <circle
        r={radiusM * pxPerM}
        fill="var(--ok-tint)"
        stroke="var(--ok)"
        strokeWidth="1.5"
        strokeDasharray="5 3.5"
      />
      <rect x="-6" y="-6" width="12" height="12" fill="var(--text-1)" />
      <text
        y={Math.min(Math.max(21, radiusM * pxPerM < 24 ? radiusM * pxPerM + 15 : 0), halfPx - 4)}
        textAnchor="middle"
        className="du-drawn-word"
      >
        {t('position.gate')}
      </text>
      {fix && judgement ? (
        <g>
          <circle
            cx={x}
            cy={y}
            r={Math.max(accuracyM * pxPerM, 8)}
            fill={`var(--${tone})`}
            fillOpacity="0.16"
            stroke={`var(--${tone})`}
            strokeWidth="1.2"
          />
          <circle cx={x} cy={y} r="5.5" fill={`var(--${tone})`} stroke="#fff" strokeWidth="1.5" />
          <text
            x={x}
            y={y - (y < -halfPx + 26 ? -20 : 12)}
            textAnchor="middle"
            className="du-drawn-word"
            style={{ fill: `var(--${tone})`, fontWeight: 700 }}
          >
            {t('position.me')}
          </text>
        </g>
      ) : null}
    </svg>
  )
}
