import { type ArrivalPoint, arrivalStepMin } from '../../contract/arrivals.ts'

/** Heads that come, or are due, at one moment. */
export interface Heads {
  readonly at: Date
  readonly heads: number
}

export interface HalfDay {
  readonly due: readonly Heads[]
  readonly arrived: readonly Heads[]
  /** Of the week before, on its own days; null where nothing was on then. */
  readonly weekBefore: readonly Heads[] | null
  readonly bells: readonly Date[]
  readonly now: Date
}

const stepMs = arrivalStepMin * 60_000
const weekMs = 7 * 86_400_000
/** Half a day; a bell that was mistyped must not make the curve endless. */
const pointsMax = (12 * 60) / arrivalStepMin

/** Running sums at each step, from the first shift's beginning to the step after the last bell. */
export function arrivalCurve({ due, arrived, weekBefore, bells, now }: HalfDay): ArrivalPoint[] {
  const [firstMs, lastMs] = [
    Math.min(...due.map(({ at }) => at.getTime())),
    Math.max(...bells.map((at) => at.getTime())),
  ]
  if (!Number.isFinite(firstMs) || !Number.isFinite(lastMs)) return []
  const fromMs = Math.floor(firstMs / stepMs) * stepMs
  const steps = Math.min(pointsMax, Math.ceil((lastMs - fromMs) / stepMs) + 1)
  return Array.from({ length: Math.max(1, steps + 1) }, (_, step) => {
    const atMs = fromMs + step * stepMs
    return {
      at: new Date(atMs).toISOString(),
      arrived: atMs > now.getTime() ? null : sumUntil(arrived, atMs),
      due: sumUntil(due, atMs),
      weekBefore: weekBefore && sumUntil(weekBefore, atMs - weekMs),
    }
  })
}

const sumUntil = (heads: readonly Heads[], untilMs: number): number =>
  heads.reduce((sum, one) => (one.at.getTime() <= untilMs ? sum + one.heads : sum), 0)
