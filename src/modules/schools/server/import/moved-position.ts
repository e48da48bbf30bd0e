import type { Position } from '../../../../platform/contract/id.ts'
import {
  type CoordinateSystem,
  distanceM,
  type PlacedPosition,
  type PositionInput,
} from '../../contract/position.ts'
import { placed } from '../place/position.ts'

/** A position that moved less is the same place written with fewer digits. */
const samePlaceM = 2
/** A known place that would move farther deserves a look. */
export const movedFarM = 200

export interface Moved {
  /** Absent when the register has the place already. */
  readonly given: { readonly position?: PositionInput }
  /** Metres between the known place and the new one; null when it stays or was not known. */
  readonly movedM: number | null
}

/** What a position of a file means for a place of the register. */
export function movedPosition(
  position: Position | null,
  system: CoordinateSystem,
  present: Position | null,
): Moved {
  if (!position) return { given: {}, movedM: null }
  const { lon, lat } = position
  const input: PositionInput = { lon, lat, system, source: 'import', accuracyM: null }
  const metres = present && distanceM(placed(input), present)
  if (metres !== null && metres < samePlaceM) return { given: {}, movedM: null }
  return { given: { position: input }, movedM: metres === null ? null : Math.round(metres) }
}

/** A stored position in the form in which it was once handed in. */
export function restoredPosition(position: PlacedPosition | null): PositionInput | null {
  if (!position) return null
  const { lon, lat, original, source, accuracyM } = position
  const handedIn = original ?? { lon, lat, system: 'wgs84' as const }
  return { ...handedIn, source: source ?? 'import', accuracyM }
}
