import { type DutyRole, dutyRoles, type RoleCounts } from '../../contract/duty-role.ts'
import type { MustAttendLevel } from '../../contract/post.ts'
import type { Half } from '../../contract/shift.ts'

/** What a post asks for at one bell, as it is wanted or as it is stored. */
export interface ShiftDemand {
  readonly postId: string
  readonly day: string
  readonly half: Half
  readonly stationAreaId: string
  readonly bellAt: Date
  readonly startsAt: Date
  readonly endsAt: Date
  readonly watchAt: Date
  readonly sanjian: boolean
  readonly mustAttendLevel: MustAttendLevel | null
  readonly need: Partial<RoleCounts>
  readonly mustRoles: readonly DutyRole[]
}

export interface StoredShift extends ShiftDemand {
  readonly countyId: string
  readonly id: string
  readonly state: 'planned' | 'cancelled'
}

/** A post has one shift on a half-day. */
export const placeKey = ({ postId, day, half }: Pick<ShiftDemand, 'postId' | 'day' | 'half'>) =>
  `${postId} ${day} ${half}`

/** Whether figures would read something else of the shift once it is as wanted. */
export const figuresDiffer = (stored: StoredShift, wanted: ShiftDemand): boolean =>
  stored.state !== 'planned' ||
  stored.bellAt.getTime() !== wanted.bellAt.getTime() ||
  stored.endsAt.getTime() !== wanted.endsAt.getTime() ||
  stored.sanjian !== wanted.sanjian ||
  stored.mustAttendLevel !== wanted.mustAttendLevel ||
  dutyRoles.some((role) => (stored.need[role] ?? 0) !== (wanted.need[role] ?? 0))

/** Whether the shift is not stored as it is wanted. Must roles have no order. */
export const differs = (stored: StoredShift, wanted: ShiftDemand): boolean =>
  figuresDiffer(stored, wanted) ||
  stored.startsAt.getTime() !== wanted.startsAt.getTime() ||
  stored.watchAt.getTime() !== wanted.watchAt.getTime() ||
  stored.stationAreaId !== wanted.stationAreaId ||
  stored.mustRoles.toSorted().join() !== wanted.mustRoles.toSorted().join()
