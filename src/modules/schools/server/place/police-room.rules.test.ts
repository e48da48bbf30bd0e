import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceM } from '../../contract/position.ts'
import { boxAround, roomsNear } from './police-room.rules.ts'

const gate = { id: 'g1', name: '正门', position: { lon: 102.7, lat: 25 } }
const north = (metres: number) => ({ lon: 102.7, lat: 25 + metres / 111_195 })

describe('police rooms of a gate', () => {
  it('count up to 500 metres, nearest first, with the gate they are near to', () => {
    const rooms = [499, 501, 100].map((metres) => ({ metres, position: north(metres) }))
    const near = roomsNear(rooms, [gate, { ...gate, id: 'far', position: north(9000) }])
    expect(near.map(({ metres, gateId }) => [metres, gateId])).toEqual([
      [100, 'g1'],
      [499, 'g1'],
    ])
  })

  it('all lie in the box that is asked of the database', () => {
    const lat = fc.double({ min: 18, max: 54, noNaN: true })
    const lon = fc.double({ min: 73, max: 135, noNaN: true })
    const step = fc.double({ min: -0.01, max: 0.01, noNaN: true })
    fc.assert(
      fc.property(lat, lon, step, step, (y, x, dy, dx) => {
        const room = { lon: x + dx, lat: y + dy }
        fc.pre(distanceM(room, { lon: x, lat: y }) <= 500)
        const box = boxAround([{ ...gate, position: { lon: x, lat: y } }])
        expect(room.lon >= box.west && room.lon <= box.east).toBe(true)
        expect(room.lat >= box.south && room.lat <= box.north).toBe(true)
      }),
    )
  })
})
