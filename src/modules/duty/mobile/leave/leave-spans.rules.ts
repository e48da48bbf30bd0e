import type { MyShift } from '../../contract/mine.ts'

type Timed = Pick<MyShift, 'shiftId' | 'startsAt' | 'endsAt'>

export interface Span {
  readonly startsAt: string
  readonly endsAt: string
}

/**
 * The leaves that cover the chosen shifts and none of the others: shifts that follow each other
 * become one leave.
 */
export function spansOf(shifts: readonly Timed[], chosen: ReadonlySet<string>): readonly Span[] {
  const inOrder = [...shifts].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  const spans: Span[] = []
  let open: Span | undefined
  for (const { shiftId, startsAt, endsAt } of inOrder) {
    if (chosen.has(shiftId)) {
      open = { startsAt: open?.startsAt ?? startsAt, endsAt: later(open?.endsAt, endsAt) }
    } else if (open) {
      spans.push(open)
      open = undefined
    }
  }
  return open ? [...spans, open] : spans
}

const later = (a: string | undefined, b: string): string =>
  a !== undefined && Date.parse(a) > Date.parse(b) ? a : b

/** Whole days, there where the work is done. */
export const wholeDays = (firstDay: string, lastDay: string): Span => ({
  startsAt: `${firstDay}T00:00:00+08:00`,
  endsAt: `${lastDay}T23:59:59+08:00`,
})
