import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** What the operator configured for maps; both parts may be absent, maps work without them. */
export const readMap = endpoint({
  method: 'GET',
  path: '/api/map',
  access: 'signedIn',
  summary: 'The configured base map and boundaries, with whom to name on them',
  reply: z.object({
    tiles: z
      .object({
        attribution: z.string(),
        /** 审图号, shown in a corner that nothing covers. */
        reviewNo: z.string().nullable(),
        maxZoom: z.number().int(),
      })
      .nullable(),
    /** GeoJSON in WGS-84 with `name` on each feature, and its source. */
    boundaries: z
      .object({ source: z.string(), features: z.record(z.string(), z.unknown()) })
      .nullable(),
  }),
})

const Step = z.coerce.number().int().min(0)

/** Tiles come through our own server: keys stay there, and pages need no internet. */
export const mapTile = endpoint({
  method: 'GET',
  path: '/api/map/tile',
  access: 'signedIn',
  summary: 'One tile of the configured base map, Web Mercator',
  query: z.object({ z: Step.max(22), x: Step.max(4_194_303), y: Step.max(4_194_303) }),
  media: 'image/png',
})
