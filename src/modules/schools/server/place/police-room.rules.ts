import type { Position } from '../../../../platform/contract/id.ts'
import { roomDistanceMaxM } from '../../contract/police-room.ts'
import { distanceM } from '../../contract/position.ts'

export interface PlacedGate {
  readonly id: string
  readonly name: string
  readonly position: Position
}

/** Degrees that hold the distance everywhere up to 60° north; the exact test comes after. */
const latMarginDeg = 0.005
const lonMarginDeg = 0.01

/** A box around gates that surely holds every room that counts for one of them. */
export function boxAround(gates: readonly PlacedGate[]) {
  const lons = gates.map(({ position }) => position.lon)
  const lats = gates.map(({ position }) => position.lat)
  return {
    west: Math.min(...lons) - lonMarginDeg,
    east: Math.max(...lons) + lonMarginDeg,
    south: Math.min(...lats) - latMarginDeg,
    north: Math.max(...lats) + latMarginDeg,
  }
}

/** Rooms within 500 m of a gate, each with its nearest gate, nearest first. */
export function roomsNear<T extends { readonly position: Position }>(
  rooms: readonly T[],
  gates: readonly PlacedGate[],
): (T & { gateId: string; gateName: string; distanceM: number })[] {
  return rooms
    .flatMap((room) => {
      const distances = gates.map((gate) => ({
        gateId: gate.id,
        gateName: gate.name,
        distanceM: distanceM(room.position, gate.position),
      }))
      const [nearest] = distances.sort((a, b) => a.distanceM - b.distanceM)
      return nearest && nearest.distanceM <= roomDistanceMaxM ? [{ ...room, ...nearest }] : []
    })
    .sort((a, b) => a.distanceM - b.distanceM)
}
