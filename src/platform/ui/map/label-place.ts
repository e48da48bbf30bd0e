/** Where a label's middle stands, from its point, in pixels; null where no place is left. */
export interface LabelPlace {
  readonly dx: number
  readonly dy: number
}

export interface LabelAsked {
  /** The point on the map's picture. */
  readonly x: number
  readonly y: number
  readonly widthPx: number
  /** From the middle of the point to the middle of the words. */
  readonly liftPx: number
}

export interface MapSize {
  readonly width: number
  readonly height: number
}

const edgePx = 6
const halfLinePx = 9
/** The corner where the map's buttons stand. */
const buttonsPx = { width: 44, height: 104 }

/**
 * Above its point; pushed sideways where an edge would cut it, below where the top would. A label
 * that is wider than the map, or whose point is out of the picture, is dropped.
 */
export function placeLabel(asked: LabelAsked, size: MapSize): LabelPlace | null {
  const { x, y, widthPx, liftPx } = asked
  if (x < 0 || y < 0 || x > size.width || y > size.height) return null
  const dy = y - liftPx - halfLinePx < edgePx ? liftPx : -liftPx
  const besideButtons = y + dy - halfLinePx < buttonsPx.height
  const left = edgePx + widthPx / 2
  const right = size.width - (besideButtons ? buttonsPx.width : edgePx) - widthPx / 2
  if (left > right) return null
  return { dx: Math.round(Math.max(left, Math.min(x, right)) - x), dy }
}
