import type { Tone } from '../theme/tokens.ts'

export interface MapPoint {
  readonly id: string
  readonly lon: number
  readonly lat: number
  readonly tone: Tone
  readonly label: string
}

export interface MapScene {
  readonly points: readonly MapPoint[]
  /** GeoJSON feature collection in WGS-84 with `name` on each feature. */
  readonly areas?: object | undefined
  readonly selectedId?: string | undefined
  /** Radius of a circle round the selected point, in metres. */
  readonly ringM?: number | undefined
}

/** Tiles that an operator configured, served by our own server. */
export interface BaseMap {
  readonly url: string
  readonly maxZoom: number
}
