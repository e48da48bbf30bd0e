import type { Arrivals } from '../../contract/arrivals.ts'

/** The picture of a curve in its own units; the screen gives them their size. */
export const frame = { width: 420, height: 230, left: 46, right: 12, top: 26, bottom: 28 } as const

export interface CurvePicture {
  readonly arrived: string
  readonly due: string
  readonly weekBefore: string
  readonly levels: readonly { readonly y: number; readonly value: number }[]
  readonly times: readonly { readonly x: number; readonly at: string }[]
  readonly bells: readonly { readonly x: number; readonly at: string }[]
  /** Where the curve stands now; null before the first step and when all is over. */
  readonly now: { readonly x: number; readonly y: number } | null
}

const timesMax = 5

/** Lines, levels and bells of a half-day's arrivals. Undefined where there is nothing to draw. */
export function curveOf(arrivals: Arrivals): CurvePicture | undefined {
  const { points, bells, now, arrived, need } = arrivals
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || first === last) return undefined
  const [fromMs, untilMs] = [Date.parse(first.at), Date.parse(last.at)]
  const top = levelTop(
    Math.max(need, arrived, ...points.map(({ weekBefore }) => weekBefore ?? 0), 1),
  )
  const x = (at: string) =>
    frame.left +
    ((Date.parse(at) - fromMs) / (untilMs - fromMs)) * (frame.width - frame.left - frame.right)
  const y = (value: number) =>
    frame.height - frame.bottom - (value / top) * (frame.height - frame.top - frame.bottom)
  const line = (values: readonly (readonly [string, number | null])[]) =>
    values
      .flatMap(([at, value]) =>
        value === null ? [] : [`${x(at).toFixed(1)},${y(value).toFixed(1)}`],
      )
      .join(' ')
  const nowMs = Date.parse(now)
  const isOn = nowMs >= fromMs && nowMs <= untilMs
  const here = isOn ? [[now, arrived] as const] : []
  const every = Math.ceil(points.length / timesMax)
  return {
    arrived: line([...points.map((point) => [point.at, point.arrived] as const), ...here]),
    due: line(points.map((point) => [point.at, point.due] as const)),
    weekBefore: line(points.map((point) => [point.at, point.weekBefore] as const)),
    levels: [0, top / 2, top].map((value) => ({ y: y(value), value })),
    times: points.filter((_, index) => index % every === 0).map(({ at }) => ({ x: x(at), at })),
    bells: bells.filter(({ at }) => Date.parse(at) <= untilMs).map(({ at }) => ({ x: x(at), at })),
    now: isOn ? { x: x(now), y: y(arrived) } : null,
  }
}

/** The next round number that halves evenly. */
function levelTop(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * size >= value) ?? 10
  return Math.max(2, step * size)
}
