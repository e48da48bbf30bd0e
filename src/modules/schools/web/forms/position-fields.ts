import type { PlacedPosition, PositionInput } from '../../contract/position.ts'

/** Fields of a form that together make a position. */
export interface PositionValues {
  readonly lon?: number | null
  readonly lat?: number | null
  readonly system?: PositionInput['system']
}

/** What the form starts with: the stored position, in the datum in which it is stored. */
export const positionValues = (position: PlacedPosition | null): PositionValues => ({
  lon: position?.lon ?? null,
  lat: position?.lat ?? null,
  system: 'wgs84',
})

/**
 * The position that the form says. An untouched one keeps its source and accuracy; two empty
 * fields are no position.
 */
export function positionOf(
  { lon, lat, system = 'wgs84' }: PositionValues,
  stored: PlacedPosition | null,
): PositionInput | null | Partial<PositionInput> {
  if ((lon ?? null) === null && (lat ?? null) === null) return null
  if (stored && system === 'wgs84' && stored.lon === lon && stored.lat === lat) {
    return { lon, lat, system, source: stored.source ?? 'map', accuracyM: stored.accuracyM }
  }
  return {
    ...(lon == null ? {} : { lon }),
    ...(lat == null ? {} : { lat }),
    system,
    source: 'map',
    accuracyM: null,
  }
}
