import ScaleLine from 'ol/control/ScaleLine'
import { boundingExtent, buffer, type Extent, isEmpty } from 'ol/extent'
import Feature from 'ol/Feature'
import GeoJSON from 'ol/format/GeoJSON'
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
import type { BaseMap, MapScene } from './map-scene.ts'
import { areaStyle, pointStyles, ringStyle } from './map-styles.ts'

const fitPaddingPx = 48
const fitZoomMax = 16
const clickTolerancePx = 8
/** With more points than this, those that are well shrink so that the others are seen. */
const crowdMin = 300

/** Holds the map outside React: its canvas outlives every render. */
export class MapDrawing {
  readonly #map: OlMap
  readonly #areas = new VectorSource()
  readonly #rings = new VectorSource()
  readonly #points = new VectorSource<Feature<Point>>()
  #base: TileLayer | null = null

  constructor(place: HTMLElement, onSelect: (id: string) => void) {
    this.#map = new OlMap({
      target: place,
      controls: [new ScaleLine({ units: 'metric', minWidth: 90 })],
      layers: [
        new VectorLayer({ source: this.#areas, zIndex: 1 }),
        new VectorLayer({ source: this.#rings, zIndex: 2 }),
        new VectorLayer({ source: this.#points, zIndex: 3, updateWhileInteracting: true }),
      ],
      view: new View({
        center: fromLonLat([104, 35]),
        zoom: 4,
        maxZoom: 18,
        enableRotation: false,
      }),
    })
    this.#map.on('singleclick', ({ pixel }) => {
      const [hit] = this.#map.getFeaturesAtPixel(pixel, { hitTolerance: clickTolerancePx })
      const id = hit?.getId()
      if (typeof id === 'string') onSelect(id)
    })
    this.#map.on('pointermove', ({ pixel, dragging }) => {
      if (dragging) return
      const over = this.#map.hasFeatureAtPixel(pixel, { hitTolerance: clickTolerancePx })
      place.style.cursor = over ? 'pointer' : ''
    })
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
