import 'ol/ol.css'
import './map.css'
import { useEffect, useRef, useState } from 'react'
import { kit } from '../kit-text.ts'
import { useThemeName } from '../theme/chosen-theme.ts'
import { themes } from '../theme/tokens.ts'
import { useConfiguredMap } from './configured-map.ts'
import { MapDrawing } from './map-drawing.ts'
import type { MapScene } from './map-scene.ts'

interface PointMapProps extends Omit<MapScene, 'areas'> {
  /** Whom to name for the points themselves, beside the base map's own source. */
  readonly sources?: readonly string[] | undefined
  readonly onSelect: (id: string) => void
  /** The view is fitted anew when this changes, and not when points only change their state. */
  readonly fitKey: string
  readonly className?: string
}

/**
 * Points by state, areas as dashed lines. Useful without any base map. The
 * list beside it shows the same set and is its equal for keyboard and reader.
 */
export default function PointMap(props: PointMapProps) {
  const t = kit.useText()
  const place = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<MapDrawing | null>(null)
  const theme = themes[useThemeName()]
  const select = useRef(props.onSelect)
  select.current = props.onSelect
  const { points, ways, selectedId, ringM, fitKey } = props
  const { baseMap, areas, credits } = useConfiguredMap()
  useEffect(() => {
    if (!place.current) return
    const made = new MapDrawing(place.current, (id) => select.current(id))
    setDrawing(made)
    return () => made.close()
  }, [])
  useEffect(() => drawing?.showBase(baseMap), [drawing, baseMap])
  useEffect(() => {
    drawing?.draw({ points, ways, areas, selectedId, ringM }, theme)
  }, [drawing, points, ways, areas, selectedId, ringM, theme])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when to fit
  useEffect(() => drawing?.fit(), [drawing, fitKey])
  return (
    <div className={`ay-map ${props.className ?? ''}`}>
      <div ref={place} className="ay-map-canvas" role="img" aria-label={t('map.label')} />
      <div className="ay-map-buttons">
        <button type="button" aria-label={t('map.zoomIn')} onClick={() => drawing?.zoom(1)}>
          <Sign path="M8 3v10M3 8h10" />
        </button>
        <button type="button" aria-label={t('map.zoomOut')} onClick={() => drawing?.zoom(-1)}>
          <Sign path="M3 8h10" />
        </button>
        <button type="button" aria-label={t('map.fit')} onClick={() => drawing?.fit()}>
          <Sign path="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />
        </button>
      </div>
      <p className="ay-map-source">
        {[...(credits.length > 0 ? credits : [t('map.noBase')]), ...(props.sources ?? [])].join(
          '・',
        )}
      </p>
    </div>
  )
}

const Sign = ({ path }: { path: string }) => (
  <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    <path d={path} fill="none" stroke="currentColor" strokeWidth="1.6" />
  </svg>
)
