import type { Tone } from '../theme/tokens.ts'

export interface MapPoint {
  readonly id: string
  readonly lon: number
  readonly lat: number
  readonly tone: Tone
  readonly label: string
}

/** A way to a place: where it starts, where it ends, and what stands at its start. */
export interface MapLink {
  readonly id: string
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
  readonly ordinal: number
  readonly label: string
}

export interface MapScene {
  readonly points: readonly MapPoint[]
  readonly links?: readonly MapLink[] | undefined
  /** GeoJSON feature collection in WGS-84 with `name` on each feature. */
  readonly areas?: object | undefined
  readonly selectedId?: string | undefined
  /** Radius of a circle round the selected point, in metres. */
  readonly ringM?: number | undefined
}

/** Tiles that an operator configured, served by our own server. */
export interface BaseMap {
  readonly url: string
  readonly attribution: string
  /** 审图号, never covered by anything. */
  readonly reviewNo?: string | undefined
  readonly maxZoom?: number | undefined
}
