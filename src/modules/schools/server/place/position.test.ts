import fc from 'fast-check'
import gcoord from 'gcoord'
import { describe, expect, it } from 'vitest'
import { distanceM } from '../../contract/position.ts'
import { placed } from './position.ts'

const inChina = fc.record({
  lon: fc.double({ min: 80, max: 130, noNaN: true }),
  lat: fc.double({ min: 20, max: 50, noNaN: true }),
})
const said = { source: 'map', accuracyM: null }

describe('positions', () => {
  it('come back to where they were, whatever datum they were handed in', () => {
    const systems = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const
    fc.assert(
      fc.property(inChina, fc.constantFrom('gcj02', 'bd09'), ({ lon, lat }, system) => {
        const [x, y] = gcoord.transform([lon, lat], gcoord.WGS84, systems[system])
        const position = placed({ lon: x, lat: y, system, ...said })
        expect(distanceM(position, { lon, lat })).toBeLessThan(0.5)
        expect(position.original).toEqual({ lon: x, lat: y, system })
      }),
    )
  })

  it('in WGS-84 stay as they are', () => {
    const position = placed({ lon: 102.7123456, lat: 25.0456789, system: 'wgs84', ...said })
    expect(position).toMatchObject({ lon: 102.7123456, lat: 25.0456789 })
  })

  it('handed in as GCJ-02 would be some 360 m off in Kunming', () => {
    const raw = { lon: 102.7, lat: 25.04 }
    const off = distanceM(placed({ ...raw, system: 'gcj02', ...said }), raw)
    expect(off).toBeGreaterThan(300)
    expect(off).toBeLessThan(450)
  })
})

describe('distance', () => {
  it('is a metric: symmetric, zero at home, and a degree of latitude is 111 km', () => {
    fc.assert(
      fc.property(inChina, inChina, (a, b) => {
        expect(distanceM(a, b)).toBeCloseTo(distanceM(b, a), 6)
        expect(distanceM(a, a)).toBe(0)
      }),
    )
    expect(distanceM({ lon: 102, lat: 25 }, { lon: 102, lat: 26 })).toBeCloseTo(111_195, -1)
  })
})
