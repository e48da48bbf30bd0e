import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'

export interface VirtualRow {
  readonly key: string
  readonly heightPx: number
  readonly render: () => ReactNode
}

interface VirtualRowsProps {
  readonly rows: readonly VirtualRow[]
  readonly label: string
  /** The row that is kept in sight when it changes. */
  readonly inSightKey?: string | undefined
  readonly className?: string
}

/** Up to this many rows are simply there: find-in-page and printing see them all. */
const plainMax = 200
const overscanPx = 400

/** A list of rows of known height; a long one only holds the rows near what is seen. */
export function VirtualRows({ rows, label, inSightKey, className }: VirtualRowsProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ top: 0, height: 800 })
  const tops = useMemo(() => topsOf(rows), [rows])
  const total = tops[rows.length] ?? 0
  useMeasured(frame, setSeen)
  // Only another row is brought into sight; changes of its neighbours must not move the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useLayoutEffect(() => {
    const index = rows.findIndex(({ key }) => key === inSightKey)
    if (index >= 0 && frame.current) bringInSight(frame.current, tops[index] ?? 0, rows[index])
  }, [inSightKey])
  const all = rows.length <= plainMax
  const first = all ? 0 : Math.max(0, lastAtOrBefore(tops, seen.top - overscanPx))
  const last = all ? rows.length : lastAtOrBefore(tops, seen.top + seen.height + overscanPx) + 1
  return (
    <section
      ref={frame}
      className={`ay-virtual ${className ?? ''}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
    >
      <ul style={{ height: total }}>
        {rows.slice(first, last).map((row, offset) => (
          <li
            key={row.key}
            aria-setsize={rows.length}
            aria-posinset={first + offset + 1}
            style={{ top: tops[first + offset], height: row.heightPx }}
          >
            {row.render()}
          </li>
        ))}
      </ul>
    </section>
  )
}

function useMeasured(
  frame: React.RefObject<HTMLDivElement | null>,
  tell: (seen: { top: number; height: number }) => void,
): void {
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = () => tell({ top: element.scrollTop, height: element.clientHeight })
    measure()
    element.addEventListener('scroll', measure, { passive: true })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', measure)
      observer.disconnect()
    }
  }, [frame, tell])
}

function topsOf(rows: readonly VirtualRow[]): number[] {
  const tops = [0]
  for (const { heightPx } of rows) tops.push((tops[tops.length - 1] ?? 0) + heightPx)
  return tops
}

function lastAtOrBefore(tops: readonly number[], y: number): number {
  let low = 0
  let high = tops.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((tops[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return low
}

function bringInSight(frame: HTMLDivElement, top: number, row: VirtualRow | undefined): void {
  const bottom = top + (row?.heightPx ?? 0)
  if (top < frame.scrollTop) frame.scrollTop = top
  else if (bottom > frame.scrollTop + frame.clientHeight)
    frame.scrollTop = bottom - frame.clientHeight
}
