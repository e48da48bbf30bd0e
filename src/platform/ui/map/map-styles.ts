import CircleStyle from 'ol/style/Circle'
import Fill from 'ol/style/Fill'
import RegularShape from 'ol/style/RegularShape'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import Text from 'ol/style/Text'
import type { Theme, Tone } from '../theme/tokens.ts'
import type { LabelPlace } from './label-place.ts'
import type { MapPoint } from './map-scene.ts'

interface PointLook {
  readonly theme: Theme
  readonly selected: boolean
  readonly small: boolean
}

/** What is wrong is drawn last and largest, so that nothing covers it. */
const drawingOrder: readonly Tone[] = ['off', 'ok', 'wait', 'unknown', 'warn', 'gap']
const gapScale = 1.8
const haloPx = 1.6
const font = "13px 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif"

const styles = new Map<string, Style[]>()

/** The same shapes as in lists; made once for each look. */
export function pointStyles(point: MapPoint, { theme, selected, small }: PointLook): Style[] {
  const key = `${theme.surface} ${theme.page} ${point.tone} ${selected} ${small}`
  const known = styles.get(key) ?? markStyles(point.tone, theme, selected, small)
  styles.set(key, known)
  return known
}

/** The chosen point and the gaps say what they are. */
export const isLabelled = (point: MapPoint, selectedId: string | undefined): boolean =>
  point.id === selectedId || point.tone === 'gap'

function markStyles(tone: Tone, theme: Theme, selected: boolean, small: boolean): Style[] {
  const zIndex = drawingOrder.indexOf(tone) + (selected ? 10 : 0)
  const radius = small && (tone === 'ok' || tone === 'off') ? 3 : 5.5
  const image = markImage(tone, theme, radius)
  const mark = new Style({ zIndex, image })
  if (!selected) return [mark]
  const ring = new CircleStyle({
    radius: 16,
    stroke: new Stroke({ color: theme.tones[tone].fg, width: 2 }),
  })
  return [new Style({ zIndex, image: ring }), mark]
}

function markImage(tone: Tone, theme: Theme, radius: number): CircleStyle | RegularShape {
  const colour = theme.tones[tone].fg
  const halo = new Stroke({ color: theme.land, width: haloPx })
  const fill = new Fill({ color: colour })
  const hollow = new Fill({ color: theme.land })
  const line = new Stroke({ color: colour, width: 2 })
  switch (tone) {
    case 'gap':
      return new RegularShape({
        points: 4,
        radius: radius * gapScale,
        angle: Math.PI / 4,
        fill,
        stroke: halo,
      })
    case 'warn':
      return new RegularShape({ points: 3, radius: radius * 1.4, fill, stroke: halo })
    case 'unknown':
      return new RegularShape({ points: 4, radius: radius * 1.4, fill: hollow, stroke: line })
    case 'wait':
      return new CircleStyle({ radius, fill: hollow, stroke: line })
    case 'ok':
      return new CircleStyle({ radius, fill, stroke: halo })
    case 'off':
      return new CircleStyle({ radius: radius * 0.7, fill, stroke: halo })
  }
}

export const labelFont = `bold ${font}`

export function labelStyle(text: string, colour: string, theme: Theme, place: LabelPlace): Style {
  return new Style({
    zIndex: 30,
    text: new Text({
      text,
      font: labelFont,
      offsetX: place.dx,
      offsetY: place.dy,
      fill: new Fill({ color: colour }),
      stroke: new Stroke({ color: theme.land, width: 4 }),
    }),
  })
}

export const wayStyle = (main: boolean, theme: Theme): Style =>
  new Style({
    stroke: new Stroke({
      color: theme.brand,
      width: main ? 2.4 : 1.6,
      ...(main ? {} : { lineDash: [6, 5] }),
    }),
  })

const badgePx = { radiusMin: 10, radiusPerSign: 5 }

export const badgeStyle = (text: string, theme: Theme): Style =>
  new Style({
    zIndex: 40,
    image: new CircleStyle({
      radius: Math.max(badgePx.radiusMin, text.length * badgePx.radiusPerSign),
      fill: new Fill({ color: theme.brand }),
      stroke: new Stroke({ color: theme.land, width: 2 }),
    }),
    text: new Text({ text, font: labelFont, fill: new Fill({ color: theme.onBrand }) }),
  })

export const ringStyle = (theme: Theme): Style =>
  new Style({
    fill: new Fill({ color: `${theme.tones.gap.fg}0A` }),
    stroke: new Stroke({ color: theme.tones.gap.fg, width: 1.2, lineDash: [4, 4] }),
  })

export const areaStyle = (name: string, theme: Theme): Style =>
  new Style({
    stroke: new Stroke({ color: theme.areaLine, width: 1.2, lineDash: [8, 5] }),
    fill: new Fill({ color: theme.land }),
    text: new Text({
      text: name,
      font,
      overflow: true,
      fill: new Fill({ color: theme.text3 }),
      stroke: new Stroke({ color: theme.land, width: 3 }),
    }),
  })
