import type { ReactNode } from 'react'
import type { Tone } from '../theme/tokens.ts'

/** Drawn in a box of 16 × 16. The shape alone tells the state: printed in black it still does. */
const shapes: Readonly<Record<Tone, ReactNode>> = {
  gap: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="1.5" fill="var(--gap-solid)" />
      <path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" stroke="var(--on-gap)" strokeWidth="1.9" />
    </>
  ),
  warn: (
    <>
      <path d="M8 1.3 15.3 14.5H.7z" fill="var(--warn-solid)" />
      <path d="M8 5.8v4.4M8 11.6v1.5" stroke="var(--on-warn)" strokeWidth="1.6" />
    </>
  ),
  unknown: (
    <>
      <path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="none" stroke="var(--unknown)" strokeWidth="1.8" />
      <circle cx="8" cy="8" r="1.8" fill="var(--unknown)" />
    </>
  ),
  wait: <circle cx="8" cy="8" r="5.7" fill="none" stroke="var(--wait)" strokeWidth="2" />,
  ok: (
    <>
      <circle cx="8" cy="8" r="6.8" fill="var(--ok-solid)" />
      <path d="m4.8 8.2 2.3 2.3 4.2-4.6" fill="none" stroke="var(--on-ok)" strokeWidth="1.8" />
    </>
  ),
  off: <path d="M3 8h10" stroke="var(--off)" strokeWidth="2.4" />,
}

/** The mark of a state. Words stand beside it, so it says nothing by itself to a reader. */
export function StateMark({ tone, size = 14 }: { tone: Tone; size?: number }) {
  return (
    <svg className="ay-mark" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[tone]}
    </svg>
  )
}

/** Mark and word in the state's colour. */
export function StateWord({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`ay-word ay-${tone}`}>
      <StateMark tone={tone} />
      {children}
    </span>
  )
}

/** Mark and word on the state's tint. */
export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`ay-tag ay-${tone}`}>
      <StateMark tone={tone} size={12} />
      {children}
    </span>
  )
}
