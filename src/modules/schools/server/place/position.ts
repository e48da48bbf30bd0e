import gcoord from 'gcoord'
import type { CoordinateSystem, PlacedPosition, PositionInput } from '../../contract/position.ts'

const systems = {
  wgs84: gcoord.WGS84,
  gcj02: gcoord.GCJ02,
  bd09: gcoord.BD09,
} as const satisfies Record<CoordinateSystem, unknown>

/** About a centimetre; more digits would only pretend. */
const decimals = 7
const rounded = (degrees: number): number => Number(degrees.toFixed(decimals))

/** Converts a position to WGS-84 and keeps what was handed in. */
export function placed(input: PositionInput): PlacedPosition {
  const { lon, lat, system, source, accuracyM } = input
  const [x, y] =
    system === 'wgs84' ? [lon, lat] : gcoord.transform([lon, lat], systems[system], gcoord.WGS84)
  return {
    lon: rounded(x),
    lat: rounded(y),
    source,
    accuracyM,
    original: { lon, lat, system },
  }
}

/** Columns in which a position is stored, the same for schools and gates. */
export interface PositionColumns {
  readonly lon: number | null
  readonly lat: number | null
  readonly positionSource: string | null
  readonly positionAccuracyM: number | null
  readonly positionOriginal: PlacedPosition['original']
}

export function positionColumns(position: PlacedPosition | null): PositionColumns {
  return {
    lon: position?.lon ?? null,
    lat: position?.lat ?? null,
    positionSource: position?.source ?? null,
    positionAccuracyM: position?.accuracyM ?? null,
    positionOriginal: position?.original ?? null,
  }
}

export function positionOf(row: PositionColumns): PlacedPosition | null {
  if (row.lon === null || row.lat === null) return null
  return {
    lon: row.lon,
    lat: row.lat,
    source: row.positionSource,
    accuracyM: row.positionAccuracyM,
    original: row.positionOriginal,
  }
}
