/**
 * Facts that duty announces through the outbox. Records come in bursts, so theirs are one for each
 * county and day in a commit: "the figures of that day are stale".
 */
export const dutyFacts = {
  gapOpened: 'duty.gap-opened',
  gapClosed: 'duty.gap-closed',
  bellsRang: 'duty.bells-rang',
  mustAttendMissed: 'duty.must-attend-missed',
  shiftsChanged: 'duty.shifts-changed',
  shiftsEnded: 'duty.shifts-ended',
  checkInsRecorded: 'duty.check-in-recorded',
  eventsRecorded: 'duty.event-recorded',
  deploymentsRecorded: 'duty.deployment-recorded',
  weekPublished: 'duty.week-published',
  sightsConfirmed: 'duty.sights-confirmed',
  placesSwapped: 'duty.places-swapped',
} as const

/**
 * Payload of `checkInsRecorded`, `eventsRecorded`, `deploymentsRecorded`, `sightsConfirmed`,
 * `shiftsChanged`, `bellsRang` and `shiftsEnded`.
 */
export interface DayStale {
  readonly countyId: string
  /** Local day whose figures changed. */
  readonly day: string
}

/** Payload of `gapOpened`, `gapClosed` and `mustAttendMissed`. */
export interface GapFact {
  readonly gapId: string
  readonly shiftId: string
  readonly postId: string
  readonly countyId: string
  readonly day: string
  readonly kind: 'unmanned' | 'short'
}

/** Payload of `placesSwapped`: places that have other holders now. */
export interface PlacesSwapped {
  readonly assignmentIds: readonly string[]
}
