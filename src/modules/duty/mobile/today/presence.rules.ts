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
  /** `none` no coming that stands, `in` on post, `out` left. */
  readonly step: 'none' | 'in' | 'out'
  /** Where none stands, the last that was refused or stopped. */
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
  const tried = ofDirection('in').sort(byTime)
  const comings = tried.filter(stands)
  const left = ofDirection('out').filter(stands).sort(byTime).at(-1)
  // Whoever came after they last left is on post, as the board has it.
  const here = comings.filter((came) => !left || byTime(came, left) > 0)
  if (here.length > 0) return { step: 'in', in: here.find((came) => !waits(came)) ?? here[0] }
  // The first coming counts, and the last leaving: repeats in between change nothing.
  if (comings.length > 0) return { step: 'out', in: comings[0], out: left }
  return { step: 'none', in: tried.at(-1) }
}

/** Neither stopped on its way nor refused by a leader. */
const stands = ({ stopped, stored }: Presence): boolean =>
  !stopped && stored?.approval !== 'refused'

/** For a leader's word: it counts for nothing yet. A picture on its way settles it without one. */
const waits = ({ stored }: Presence): boolean =>
  stored?.approval === 'pending' && !stored.causes.includes('photoAwaited')

/** Who left may come back, and who waits for a leader may prove at the gate that they are there. */
export const mayComeAgain = ({ step, in: came }: ShiftPresence): boolean =>
  step === 'out' || (step === 'in' && came !== undefined && waits(came))
