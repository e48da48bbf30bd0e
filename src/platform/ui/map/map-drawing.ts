import ScaleLine from 'ol/control/ScaleLine'
import { boundingExtent, buffer, type Extent, isEmpty } from 'ol/extent'
import Feature from 'ol/Feature'
import GeoJSON from 'ol/format/GeoJSON'
import LineString from 'ol/geom/LineString'
import Point from 'ol/geom/Point'
import { circular } from 'ol/geom/Polygon'
import TileLayer from 'ol/layer/Tile'
import VectorLayer from 'ol/layer/Vector'
import OlMap from 'ol/Map'
import { fromLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import XYZ from 'ol/source/XYZ'
import View from 'ol/View'
import type { Theme } from '../theme/tokens.ts'
import { placeLabel } from './label-place.ts'
import type { BaseMap, MapScene } from './map-scene.ts'
import {
  areaStyle,
  badgeStyle,
  isLabelled,
  labelFont,
  labelStyle,
  pointStyles,
  ringStyle,
  wayStyle,
} from './map-styles.ts'

const fitPaddingPx = 48
const fitZoomMax = 16
const clickTolerancePx = 8
/** With more points than this, those that are well shrink so that the others are seen. */
const crowdMin = 300

/** Words at a place of the map, kept inside its edges. */
interface Label {
  readonly id: string | undefined
  readonly at: number[]
  readonly text: string
  readonly colour: string
  readonly liftPx: number
}

const liftPx = 18
/** Over the ring of the chosen point. */
const highLiftPx = 27

/** Holds the map outside React: its canvas outlives every render. */
export class MapDrawing {
  readonly #map: OlMap
  readonly #areas = new VectorSource()
  readonly #rings = new VectorSource()
  readonly #ways = new VectorSource()
  readonly #badges = new VectorSource()
  readonly #points = new VectorSource<Feature<Point>>()
  readonly #labelled = new VectorSource()
  readonly #pen = document.createElement('canvas').getContext('2d')
  #base: TileLayer | null = null
  #labels: readonly Label[] = []
  /** For which piece of ground the labels have their places. */
  #placedFor = ''
  #theme: Theme | null = null

  constructor(place: HTMLElement, onSelect: (id: string) => void) {
    this.#map = new OlMap({
      target: place,
      controls: [new ScaleLine({ units: 'metric', minWidth: 90 })],
      layers: [
        new VectorLayer({ source: this.#areas, zIndex: 1 }),
        new VectorLayer({ source: this.#rings, zIndex: 2 }),
        new VectorLayer({ source: this.#ways, zIndex: 3 }),
        new VectorLayer({ source: this.#points, zIndex: 4, updateWhileInteracting: true }),
        new VectorLayer({ source: this.#badges, zIndex: 5 }),
        // Of two labels in one place the first is drawn: a list beside the map names them all.
        new VectorLayer({ source: this.#labelled, zIndex: 6, declutter: true }),
      ],
      view: new View({
        center: fromLonLat([104, 35]),
        zoom: 4,
        maxZoom: 18,
        enableRotation: false,
      }),
    })
    this.#map.on('singleclick', ({ pixel }) => {
      const id = this.#idAt(pixel)
      if (id) onSelect(id)
    })
    this.#map.on('pointermove', ({ pixel, dragging }) => {
      if (!dragging) place.style.cursor = this.#idAt(pixel) ? 'pointer' : ''
    })
    this.#map.on('postrender', () => this.#placeLabels())
  }

  /** Areas, rings and ways are looked through. */
  #idAt(pixel: number[]): string | undefined {
    const hits = this.#map.getFeaturesAtPixel(pixel, { hitTolerance: clickTolerancePx })
    return hits.map((hit) => hit.getId()).find((id) => typeof id === 'string')
  }

  showBase(base: BaseMap | undefined): void {
    if (this.#base) this.#map.removeLayer(this.#base)
    this.#base = null
    if (!base) return
    const source = new XYZ({ url: base.url, maxZoom: base.maxZoom })
    this.#base = new TileLayer({ source, zIndex: 0 })
    this.#map.addLayer(this.#base)
  }

  draw(scene: MapScene, theme: Theme): void {
    this.#drawAreas(scene, theme)
    this.#drawRing(scene, theme)
    const crowded = scene.points.length > crowdMin
    const features = scene.points.map((point) => {
      const feature = new Feature(new Point(fromLonLat([point.lon, point.lat])))
      feature.setId(point.id)
      const selected = point.id === scene.selectedId
      feature.setStyle(pointStyles(point, { theme, selected, small: crowded && !selected }))
      return feature
    })
    this.#points.clear(true)
    this.#points.addFeatures(features)
    this.#drawWays(scene, theme)
    this.#theme = theme
    this.#labels = labelsOf(scene, theme)
    this.#placedFor = ''
    this.#map.render()
  }

  #drawWays({ ways = [] }: MapScene, theme: Theme): void {
    this.#ways.clear(true)
    this.#badges.clear(true)
    for (const { from, to, badge, main } of ways) {
      const [start, end] = [fromLonLat([from.lon, from.lat]), fromLonLat([to.lon, to.lat])]
      const line = new Feature(new LineString([start, end]))
      line.setStyle(wayStyle(main, theme))
      const mark = new Feature(new Point(start))
      mark.setStyle(badgeStyle(badge, theme))
      this.#ways.addFeature(line)
      this.#badges.addFeature(mark)
    }
    this.#ways.changed()
    this.#badges.changed()
  }

  /** After the first picture, and anew when another piece of ground is seen: no word is cut. */
  #placeLabels(): void {
    const view = this.#map.getView()
    const size = this.#map.getSize()
    const theme = this.#theme
    if (!theme || !size || view.getAnimating() || view.getInteracting()) return
    const ground = view.calculateExtent(size).join()
    if (ground === this.#placedFor) return
    this.#placedFor = ground
    const [width = 0, height = 0] = size
    this.#labelled.clear()
    for (const { id, at, text, colour, liftPx: lift } of this.#labels) {
      const [x = -1, y = -1] = this.#map.getPixelFromCoordinate(at) ?? []
      const asked = { x, y, widthPx: this.#widthOf(text), liftPx: lift }
      const place = placeLabel(asked, { width, height })
      if (!place) continue
      const feature = new Feature(new Point(at))
      feature.setId(id)
      feature.setStyle(labelStyle(text, colour, theme, place))
      this.#labelled.addFeature(feature)
    }
  }

  #widthOf(text: string): number {
    if (!this.#pen) return 0
    this.#pen.font = labelFont
    return this.#pen.measureText(text).width
  }

  #drawAreas({ areas }: MapScene, theme: Theme): void {
    this.#areas.clear(true)
    if (!areas) return
    const features = new GeoJSON().readFeatures(areas, { featureProjection: 'EPSG:3857' })
    for (const feature of features) {
      feature.setId(undefined)
      feature.setStyle(areaStyle(String(feature.get('name') ?? ''), theme))
    }
    this.#areas.addFeatures(features)
  }

  #drawRing({ points, selectedId, ringM }: MapScene, theme: Theme): void {
    this.#rings.clear(true)
    const selected = points.find(({ id }) => id === selectedId)
    if (selected && ringM) {
      const ring = circular([selected.lon, selected.lat], ringM, 96)
      const feature = new Feature(ring.transform('EPSG:4326', 'EPSG:3857'))
      feature.setStyle(ringStyle(theme))
      this.#rings.addFeature(feature)
    }
  }

  /** Shows the ring round the selected point, else everything. */
  fit(): void {
    const extent = this.#extentToFit()
    if (!extent || isEmpty(extent)) return
    const size = this.#map.getSize()
    if (!size) return
    this.#map.getView().fit(buffer(extent, 60), {
      size,
      padding: [fitPaddingPx, fitPaddingPx, fitPaddingPx, fitPaddingPx],
      maxZoom: fitZoomMax,
    })
  }

  #extentToFit(): Extent | null {
    const ring = this.#rings.getExtent()
    if (ring && !isEmpty(ring)) return ring
    const coordinates = this.#points
      .getFeatures()
      .flatMap((feature) => feature.getGeometry()?.getCoordinates() ?? [])
    const pairs: number[][] = []
    for (let at = 0; at + 1 < coordinates.length; at += 2) {
      pairs.push([coordinates[at] ?? 0, coordinates[at + 1] ?? 0])
    }
    return pairs.length > 0 ? boundingExtent(pairs) : null
  }

  zoom(by: number): void {
    const view = this.#map.getView()
    view.setZoom((view.getZoom() ?? 10) + by)
  }

  close(): void {
    this.#map.setTarget(undefined)
    this.#map.dispose()
  }
}

/** The chosen point first: where two would lie on each other, it is the one that is read. */
function labelsOf({ points, selectedId, ways = [] }: MapScene, theme: Theme): readonly Label[] {
  const ofPoints = points
    .filter((point) => isLabelled(point, selectedId))
    .sort((a, b) => Number(b.id === selectedId) - Number(a.id === selectedId))
    .map(({ id, lon, lat, label, tone }) => ({
      id,
      at: fromLonLat([lon, lat]),
      text: label,
      colour: theme.tones[tone].fg,
      liftPx: id === selectedId ? highLiftPx : liftPx,
    }))
  const ofWays = ways.map(({ from, label }) => ({
    id: undefined,
    at: fromLonLat([from.lon, from.lat]),
    text: label,
    colour: theme.brand,
    liftPx: highLiftPx,
  }))
  const [first, ...others] = ofPoints
  return first ? [first, ...ofWays, ...others] : ofWays
}
