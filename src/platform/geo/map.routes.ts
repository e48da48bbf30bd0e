import { mapTile, readMap } from '../contract/map.ts'
import { baseProblems } from '../contract/problems.catalogue.ts'
import { directRoute, type Route } from '../http/route.ts'
import { type MapSource, tileAddress } from './map-source.ts'
import { requestTile } from './tile-request.ts'

const tileKeptS = 24 * 3600

/** The operator's base map for the pages. Direct: no database is touched. */
export function mapRoutes({ tiles, boundaries }: MapSource): Route[] {
  return [
    directRoute(readMap, async () => ({
      tiles: tiles && {
        attribution: tiles.attribution,
        reviewNo: tiles.reviewNo,
        maxZoom: tiles.maxZoom,
      },
      boundaries,
    })),
    directRoute(mapTile, async ({ query, reply }) => {
      const tile = tiles && (await requestTile(tileAddress(tiles.url, query)))
      if (!tile) throw baseProblems.notFound()
      await reply
        .header('content-type', tile.mediaType)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', `private, max-age=${tileKeptS}`)
        .send(tile.bytes)
      return undefined
    }),
  ]
}
