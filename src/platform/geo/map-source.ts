import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'

const Address = z
  .url({ protocol: /^https?$/ })
  .refine((url) => ['{z}', '{x}', '{y}'].every((part) => url.includes(part)), {
    message: 'the address of tiles has {z}, {x} and {y} in it',
  })

const MapFile = z.strictObject({
  tiles: z
    .strictObject({
      /** May hold the operator's key: it never leaves the server. */
      url: Address,
      attribution: z.string().min(1).max(200),
      reviewNo: z.string().max(60).nullable().default(null),
      maxZoom: z.number().int().min(1).max(22).default(18),
    })
    .nullable()
    .default(null),
  boundaries: z
    .strictObject({
      /** GeoJSON feature collection in WGS-84, beside this file. */
      file: z.string().min(1),
      source: z.string().min(1).max(200),
    })
    .nullable()
    .default(null),
})

const Boundaries = z.looseObject({
  type: z.literal('FeatureCollection'),
  features: z.array(z.looseObject({ type: z.literal('Feature') })).max(10_000),
})

export interface MapSource {
  readonly tiles: z.infer<typeof MapFile>['tiles']
  readonly boundaries: { source: string; features: Record<string, unknown> } | null
}

/** Reads the operator's map file; absent means maps without a base. A wrong one is refused. */
export async function readMapSource(mapFile: string | undefined): Promise<MapSource> {
  if (!mapFile) return { tiles: null, boundaries: null }
  const { tiles, boundaries } = MapFile.parse(JSON.parse(await readFile(mapFile, 'utf8')))
  if (!boundaries) return { tiles, boundaries: null }
  const path = resolve(dirname(mapFile), boundaries.file)
  const features = Boundaries.parse(JSON.parse(await readFile(path, 'utf8')))
  return { tiles, boundaries: { source: boundaries.source, features } }
}

/** The address of one tile. */
export const tileAddress = (url: string, { z: zoom, x, y }: Tile): string =>
  url.replaceAll('{z}', String(zoom)).replaceAll('{x}', String(x)).replaceAll('{y}', String(y))

export interface Tile {
  readonly z: number
  readonly x: number
  readonly y: number
}
