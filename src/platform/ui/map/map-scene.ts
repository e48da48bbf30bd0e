import type { Tone } from '../theme/tokens.ts'

export interface MapPoint {
  readonly id: string
  readonly lon: number
  readonly lat: number
  readonly tone: Tone
  readonly label: string
}

interface Place {
  readonly lon: number
  readonly lat: number
}

/** A way between two places: a badge and words at its beginning. */
export interface MapWay {
  readonly id: string
  readonly from: Place
  readonly to: Place
  readonly badge: string
  readonly label: string
  /** The first choice is a full line, the others are dashed. */
  readonly main: boolean
}

export interface MapScene {
  readonly points: readonly MapPoint[]
  readonly ways?: readonly MapWay[] | undefined
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
