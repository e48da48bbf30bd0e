import { z } from 'zod'
import { Position } from '../../../platform/contract/id.ts'

/**
 * Three-valued, so that nobody is called absent for a bad fix; `none` where no position was taken.
 * inside: the whole circle of accuracy lies within the radius; outside: none of it does.
 */
export const verdicts = ['inside', 'uncertain', 'outside', 'none'] as const
export const Verdict = z.enum(verdicts)
export type Verdict = z.infer<typeof Verdict>

/** A position as the device gives it, WGS-84, taken once. */
export const Fix = Position.extend({
  accuracyM: z.number().min(0).max(100_000),
  /** `gps`, `network`, `fused`, or the adapter's name. */
  provider: z.string().min(1).max(20),
})
export type Fix = z.infer<typeof Fix>

export interface Judgement {
  readonly verdict: Exclude<Verdict, 'none'>
  readonly distanceM: number
  /** From the person to the gate: 0 north, 90 east. */
  readonly bearingDeg: number
}

/** Judges a fix against a gate; the same function on the phone and on the server. */
export function judgePosition(fix: Fix, gate: Position, radiusM: number): Judgement {
  const distanceM = distanceBetween(fix, gate)
  const verdict =
    distanceM + fix.accuracyM <= radiusM
      ? 'inside'
      : distanceM - fix.accuracyM <= radiusM
        ? 'uncertain'
        : 'outside'
  return { verdict, distanceM, bearingDeg: bearingBetween(fix, gate) }
}

const earthRadiusM = 6_371_008.8
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Great-circle distance in metres. */
export function distanceBetween(from: Position, to: Position): number {
  const dLat = radians(to.lat - from.lat)
  const dLon = radians(to.lon - from.lon)
  const chord =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.sin(dLon / 2) ** 2
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** Initial bearing in degrees, 0 ≤ bearing < 360. */
export function bearingBetween(from: Position, to: Position): number {
  const dLon = radians(to.lon - from.lon)
  const y = Math.sin(dLon) * Math.cos(radians(to.lat))
  const x =
    Math.cos(radians(from.lat)) * Math.sin(radians(to.lat)) -
    Math.sin(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.cos(dLon)
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360
}

export const directions = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const
export type Direction = (typeof directions)[number]

/** The word for a bearing: "还有 210 米，往东". */
export const directionOf = (bearingDeg: number): Direction =>
  directions[Math.round(bearingDeg / 45) % 8] ?? 'n'
