import type { CheckInRecord, StoredCheckIn } from '../../contract/check-in.ts'

/** A check-in that this phone wrote, with what became of it. `at` is on the server's clock. */
export interface OwnCheckIn {
  readonly record: Pick<CheckInRecord, 'id' | 'shiftId' | 'direction'>
  readonly at: string
  readonly state: 'waiting' | 'stored' | 'stopped'
  /** The server's word, where it is here already. */
  readonly stored?: StoredCheckIn | undefined
}

export interface Presence {
  readonly at: string
  /** On the phone only, or with the server. */
  readonly delivered: boolean
  /** The server did not take it; somebody must look at it. */
  readonly stopped: boolean
  readonly stored?: StoredCheckIn | undefined
}

export interface ShiftPresence {
  /** `none` not yet there, `in` on post, `out` left. */
  readonly step: 'none' | 'in' | 'out'
  readonly in?: Presence | undefined
  readonly out?: Presence | undefined
}

const byTime = (a: Presence, b: Presence) => Date.parse(a.at) - Date.parse(b.at)

/** Puts together what the server knows of a shift and what waits on this phone. */
export function presenceOf(
  shift: { readonly shiftId: string; readonly checkIns: readonly StoredCheckIn[] },
  own: readonly OwnCheckIn[],
): ShiftPresence {
  const known = new Set(shift.checkIns.map(({ id }) => id))
  const mine = own.filter(({ record }) => record.shiftId === shift.shiftId && !known.has(record.id))
  const ofDirection = (direction: 'in' | 'out'): Presence[] => [
    ...shift.checkIns
      .filter((checkIn) => checkIn.direction === direction)
      .map((stored) => ({ at: stored.at, delivered: true, stopped: false, stored })),
    ...mine
      .filter(({ record }) => record.direction === direction)
      .map(({ at, state, stored }) => ({
        at: stored?.at ?? at,
        delivered: state === 'stored',
        stopped: state === 'stopped',
        stored,
      })),
  ]
  // The first coming counts, and the last leaving: repeats in between change nothing.
  const [came] = ofDirection('in').sort(byTime)
  const left = ofDirection('out').sort(byTime).pop()
  return { step: left ? 'out' : came ? 'in' : 'none', in: came, out: left }
}
