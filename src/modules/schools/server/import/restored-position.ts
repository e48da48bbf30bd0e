import type { PlacedPosition, PositionInput } from '../../contract/position.ts'

/** A stored position in the form in which it was once handed in. */
export function restoredPosition(position: PlacedPosition | null): PositionInput | null {
  if (!position) return null
  const { lon, lat, original, source, accuracyM } = position
  const handedIn = original ?? { lon, lat, system: 'wgs84' as const }
  return { ...handedIn, source: source ?? 'import', accuracyM }
}
