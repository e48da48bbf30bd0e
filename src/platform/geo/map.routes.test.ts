import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMapSource, tileAddress } from './map-source.ts'
import { requestTile } from './tile-request.ts'

let folder: string
let server: Server
let origin: string
const asked: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anyuan-map-'))
  server = createServer((request, reply) => {
    asked.push(request.url ?? '')
    if (request.url?.startsWith('/page')) reply.setHeader('content-type', 'text/html').end('no')
    else if (request.url?.startsWith('/gone')) reply.writeHead(404).end()
    else if (request.url?.startsWith('/huge')) {
      reply.setHeader('content-type', 'image/png').end(Buffer.alloc(3 * 1024 * 1024))
    } else reply.setHeader('content-type', 'image/png').end(Buffer.from([137, 80, 78, 71]))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

const written = async (name: string, content: unknown): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, JSON.stringify(content))
  return path
}

describe('the map file', () => {
  it('may be absent: maps work without a base', async () => {
    expect(await readMapSource(undefined)).toEqual({ tiles: null, boundaries: null })
  })

  it('names tiles, and boundaries that lie beside it', async () => {
    const features = { type: 'FeatureCollection', features: [] }
    await written('areas.geojson', features)
    const path = await written('map.json', {
      tiles: { url: `${origin}/{z}/{x}/{y}?tk=secret`, attribution: 'T', reviewNo: 'GS(2026)1' },
      boundaries: { file: 'areas.geojson', source: 'S' },
    })
    const source = await readMapSource(path)
    expect(source.tiles).toMatchObject({ attribution: 'T', reviewNo: 'GS(2026)1', maxZoom: 18 })
    expect(source.boundaries).toEqual({ source: 'S', features })
  })

  it.each([
    [{ tiles: { url: 'https://example.org/fixed.png', attribution: 'T' } }],
    [{ tiles: { url: 'file:///{z}/{x}/{y}', attribution: 'T' } }],
    [{ tile: {} }],
    [{ boundaries: { file: 'map.json', source: 'S' } }],
  ])('is refused when it is wrong: %j', async (content) => {
    const path = await written('wrong.json', content)
    await expect(readMapSource(path)).rejects.toThrow()
  })
})

describe('a tile', () => {
  it('is asked for by its place, with the key that pages never see', async () => {
    const address = tileAddress(`${origin}/w/{z}/{x}/{y}?tk=secret`, { z: 12, x: 3214, y: 1780 })
    const tile = await requestTile(address)
    expect(asked.at(-1)).toBe('/w/12/3214/1780?tk=secret')
    expect(tile?.mediaType).toBe('image/png')
    expect(tile?.bytes.length).toBe(4)
  })

  it.each(['/gone', '/page', '/huge'])('is nothing where the server answers %s', async (path) => {
    expect(await requestTile(`${origin}${path}`)).toBeNull()
  })

  it('is nothing where no server answers', async () => {
    expect(await requestTile('http://127.0.0.1:1/1/1/1')).toBeNull()
  })
})
