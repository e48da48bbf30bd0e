import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeLabel } from './label-place.ts'

const size = { width: 400, height: 300 }

describe('placeLabel', () => {
  it('stands above its point where there is room', () => {
    expect(placeLabel({ x: 200, y: 150, widthPx: 120, liftPx: 18 }, size)).toEqual({
      dx: 0,
      dy: -18,
    })
  })

  it('is pushed inside at the edges, and goes below at the top', () => {
    expect(placeLabel({ x: 395, y: 150, widthPx: 120, liftPx: 18 }, size)).toEqual({
      dx: -61,
      dy: -18,
    })
    expect(placeLabel({ x: 4, y: 150, widthPx: 120, liftPx: 18 }, size)).toEqual({
      dx: 62,
      dy: -18,
    })
    expect(placeLabel({ x: 200, y: 20, widthPx: 120, liftPx: 18 }, size)).toEqual({ dx: 0, dy: 18 })
  })

  it('leaves the corner of the buttons free', () => {
    const place = placeLabel({ x: 390, y: 80, widthPx: 120, liftPx: 18 }, size)
    expect(place).toEqual({ dx: -94, dy: -18 })
  })

  it('is dropped where its point is out of the picture or it would not fit at all', () => {
    expect(placeLabel({ x: 405, y: 150, widthPx: 120, liftPx: 18 }, size)).toBeNull()
    expect(placeLabel({ x: 200, y: 150, widthPx: 400, liftPx: 18 }, size)).toBeNull()
  })

  it('is never cut', () => {
    const number = (max: number) => fc.double({ min: -50, max, noNaN: true })
    fc.assert(
      fc.property(number(450), number(350), number(500), (x, y, widthPx) => {
        const place = placeLabel({ x, y, widthPx: Math.abs(widthPx), liftPx: 18 }, size)
        if (!place) return
        const middle = x + place.dx
        expect(middle - Math.abs(widthPx) / 2).toBeGreaterThanOrEqual(0)
        expect(middle + Math.abs(widthPx) / 2).toBeLessThanOrEqual(size.width)
        expect(y + place.dy).toBeGreaterThan(0)
      }),
    )
  })
})
