import { useEffect, useRef } from 'react'
import type { Bar } from './breakdown-drawing.ts'

/** Bars by group; the drawing code is fetched when the first chart is shown. */
export function BreakdownChart({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const box = useRef<HTMLDivElement>(null)
  const content = JSON.stringify(bars)
  useEffect(() => {
    let stop: (() => void) | undefined
    let gone = false
    void import('./breakdown-drawing.ts').then(({ drawBars }) => {
      if (!gone && box.current) stop = drawBars(box.current, JSON.parse(content))
    })
    return () => {
      gone = true
      stop?.()
    }
  }, [content])
  return <div ref={box} className="st-chart" role="img" aria-label={label} />
}
