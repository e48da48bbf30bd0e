import { useMemo } from 'react'
import { readMap } from '../../contract/map.ts'
import { useRead } from '../api-queries.ts'
import type { BaseMap } from './map-scene.ts'

export interface ConfiguredMap {
  readonly baseMap: BaseMap | undefined
  readonly areas: object | undefined
  /** Whom to name in the corner, with the review number (审图号). */
  readonly credits: readonly string[]
}

const tilesAddress = '/api/map/tile?z={z}&x={x}&y={y}'

/** What the operator configured; nothing is needed for a map to be useful. */
export function useConfiguredMap(): ConfiguredMap {
  const { data } = useRead(readMap, {})
  return useMemo(() => {
    const { tiles = null, boundaries = null } = data ?? {}
    return {
      baseMap: tiles ? { url: tilesAddress, maxZoom: tiles.maxZoom } : undefined,
      areas: boundaries?.features,
      credits: [tiles?.attribution, tiles?.reviewNo, boundaries?.source].filter(
        (credit): credit is string => Boolean(credit),
      ),
    }
  }, [data])
}
