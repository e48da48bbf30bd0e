import { type RefObject, useEffect, useRef, useState } from 'react'
import { useSearchOf } from '../../../../platform/ui/address.ts'
import { useNow } from '../../../../platform/ui/clock.ts'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { shown } from '../../../../platform/ui/wall-time.ts'
import type { BoardRow } from '../../contract/board.ts'
import { todayAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'
import { BellLink } from './BellLink.tsx'
import { type Bell, countsByState, statesByUrgency, toneOfState } from './board-view.ts'

interface BellStripProps {
  readonly bells: readonly Bell[]
  readonly selectedId?: string | undefined
  readonly onSelect?: (shiftId: string) => void
}

const rowsPerColumn = 6
const cellPx = 10
/** Between the marks of one bell and the line of the bell before. */
const gapPx = 5
const labelHalfPx = 18
const countHalfPx = 24
const nowWordPx = 34
const stepMin = 10
const axisMs = 60_000
/** Beside the first bell and the last one there is room for their posts and for "now". */
const leadMin = 20
const lagMin = 5

/** A time axis: one mark for one post before its bell, gaps nearest the bell, a line for now. */
export function BellStrip({ bells, selectedId, onSelect }: BellStripProps) {
  const t = dutyText.useText()
  const nowMs = useNow().getTime()
  const search = useSearchOf(todayAddress)
  const place = useRef<HTMLElement>(null)
  const widthPx = useWidth(place)
  const first = bells[0]
  const last = bells[bells.length - 1]
  if (!first || !last || widthPx === 0) {
    return <section ref={place} className="bd-strip" aria-label={t('today.strip')} />
  }
  const fromMs = floorTo(Date.parse(first.at) - leadMin * axisMs, stepMin)
  const untilMs = floorTo(Date.parse(last.at) + (lagMin + stepMin) * axisMs, stepMin)
  const xOf = (ms: number) => ((ms - fromMs) / (untilMs - fromMs)) * widthPx
  const fits = bells.every((bell, index) => {
    const before = bells[index - 1]
    const roomPx = xOf(Date.parse(bell.at)) - (before ? xOf(Date.parse(before.at)) : 0)
    return columnsOf(bell) * cellPx + gapPx <= roomPx
  })
  // A label that would be cut off at the edge is left out.
  const steps = stepsBetween(fromMs, untilMs).filter((ms) => xOf(ms) > labelHalfPx)
  return (
    <section ref={place} className="bd-strip" aria-label={t('today.strip')}>
      <div className="bd-strip-axis">
        {steps.map((ms) => (
          <span key={ms} className="bd-strip-tick" style={{ left: xOf(ms) }}>
            {shown(new Date(ms), 'time')}
          </span>
        ))}
        {bells.map((bell) => (
          <div key={bell.at} className="bd-strip-bell" style={{ left: xOf(Date.parse(bell.at)) }}>
            <BellLink at={bell.at} within={search} className={openLook[fits ? 'marks' : 'bar']}>
              <span className="bd-strip-count">
                {t('today.posts', { count: bell.rows.length })}
              </span>
              {fits ? null : <Bar rows={bell.rows} />}
            </BellLink>
            {fits ? <Marks rows={bell.rows} selectedId={selectedId} onSelect={onSelect} /> : null}
          </div>
        ))}
        {nowMs >= fromMs && nowMs <= untilMs ? (
          <div
            className="bd-strip-now"
            data-side={sideOfNow(
              xOf(nowMs),
              bells.map(({ at }) => xOf(Date.parse(at))),
            )}
            style={{ left: xOf(nowMs) }}
          >
            <span>{t('today.now')}</span>
          </div>
        ) : null}
      </div>
    </section>
  )
}

const openLook = { marks: 'bd-strip-open', bar: 'bd-strip-open bd-strip-barred' } as const

/** Where the word beside the line of now stands free of the bells' counts; nowhere if it cannot. */
function sideOfNow(x: number, bellXs: readonly number[]): 'left' | 'right' | 'none' {
  const isFree = (fromX: number, untilX: number) =>
    bellXs.every((bellX) => bellX + countHalfPx < fromX || bellX - countHalfPx > untilX)
  if (isFree(x - nowWordPx, x)) return 'left'
  return isFree(x, x + nowWordPx) ? 'right' : 'none'
}

const columnsOf = (bell: Bell): number => Math.ceil(bell.rows.length / rowsPerColumn)

interface MarksProps {
  readonly rows: readonly BoardRow[]
  readonly selectedId: string | undefined
  readonly onSelect: ((shiftId: string) => void) | undefined
}

/** Filled column by column away from the bell line, the most urgent beside it. */
function Marks({ rows, selectedId, onSelect }: MarksProps) {
  return (
    <div className="bd-strip-marks" aria-hidden="true">
      {rows.map((row) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list beside it is the keyboard's way
        // biome-ignore lint/a11y/noStaticElementInteractions: see above
        <span
          key={row.shiftId}
          title={row.postName}
          data-selected={row.shiftId === selectedId}
          onClick={() => onSelect?.(row.shiftId)}
        >
          <StateMark tone={toneOfState[row.state]} size={9} />
        </span>
      ))}
    </div>
  )
}

/** Too many posts for a mark each: a bar with the share of every state. */
function Bar({ rows }: { rows: readonly BoardRow[] }) {
  const counts = countsByState(rows)
  return (
    <div className="bd-strip-bar" aria-hidden="true">
      {[...statesByUrgency].reverse().map((state) => (
        <span
          key={state}
          style={{ flexGrow: counts[state], background: `var(--${toneOfState[state]}-solid)` }}
        />
      ))}
    </div>
  )
}

const floorTo = (ms: number, minutes: number): number =>
  Math.floor(ms / (minutes * axisMs)) * minutes * axisMs

/** Few enough labels to read: each ten minutes, or wider when the half-day is long. */
function stepsBetween(fromMs: number, untilMs: number): number[] {
  const labelsMax = 10
  const minutes = [10, 20, 30, 60, 120].find(
    (step) => (untilMs - fromMs) / (step * axisMs) <= labelsMax,
  )
  const stepMs = (minutes ?? 240) * axisMs
  const steps: number[] = []
  for (let ms = Math.ceil(fromMs / stepMs) * stepMs; ms < untilMs; ms += stepMs) steps.push(ms)
  return steps
}

function useWidth(place: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(0)
  useEffect(() => {
    if (!place.current) return
    const observer = new ResizeObserver(([entry]) => setWidthPx(entry?.contentRect.width ?? 0))
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [place])
  return widthPx
}
