import CircleStyle from 'ol/style/Circle'
import Fill from 'ol/style/Fill'
import RegularShape from 'ol/style/RegularShape'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import Text from 'ol/style/Text'
import type { Theme, Tone } from '../theme/tokens.ts'
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
  const labelled = selected || point.tone === 'gap'
  const key = `${theme.surface} ${theme.page} ${point.tone} ${selected} ${small}`
  const known = styles.get(key) ?? markStyles(point.tone, theme, selected, small)
  styles.set(key, known)
  if (!labelled) return known
  return [...known, labelStyle(point.label, theme.tones[point.tone].fg, theme, -18)]
}

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

function labelStyle(text: string, colour: string, theme: Theme, offsetY: number): Style {
  return new Style({
    zIndex: 30,
    text: new Text({
      text,
      font: `bold ${font}`,
      offsetY,
      fill: new Fill({ color: colour }),
      stroke: new Stroke({ color: theme.land, width: 4 }),
    }),
  })
}

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
