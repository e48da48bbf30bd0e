import { z } from 'zod'
import { Position } from '../../../platform/contract/id.ts'

/** The datum in which a position was handed in. Stored positions are WGS-84. */
export const coordinateSystems = ['wgs84', 'gcj02', 'bd09'] as const
export const CoordinateSystem = z.enum(coordinateSystems)
export type CoordinateSystem = z.infer<typeof CoordinateSystem>

/** A position as handed in; converted to WGS-84 and kept as it was beside it. */
export const PositionInput = z.object({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  system: CoordinateSystem,
  /** Where it comes from: `survey`, `map`, `import`, `device`. */
  source: z.string().min(1).max(40),
  accuracyM: z.number().min(0).max(100_000).nullable(),
})
export type PositionInput = z.infer<typeof PositionInput>

/** A stored position: WGS-84, its source, its accuracy and what was handed in. */
export const PlacedPosition = Position.extend({
  source: z.string().nullable(),
  accuracyM: z.number().nullable(),
  original: Position.extend({ system: CoordinateSystem }).nullable(),
})
export type PlacedPosition = z.infer<typeof PlacedPosition>

const earthRadiusM = 6_371_008.8

/** Great-circle distance in metres between two WGS-84 positions. */
export function distanceM(a: Position, b: Position): number {
  const radians = Math.PI / 180
  const dLat = (b.lat - a.lat) * radians
  const dLon = (b.lon - a.lon) * radians
  const chord =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLon / 2) ** 2
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(chord)))
}
