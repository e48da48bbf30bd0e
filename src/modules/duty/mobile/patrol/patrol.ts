import { nowMs } from '../../../../platform/ui/clock.ts'
import { useOutbox } from '../../../../platform/ui/phone/outbox/outbox.ts'
import { noOutbox } from '../../../../platform/ui/phone/outbox/outbox-view.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import type { MyDuty, MyPatrol } from '../../contract/mine.ts'
import type { PatrolReportRecord } from '../../contract/patrol.ts'

/** The patrols that this phone has reported, sent or not. */
export function useReportedPatrols(): ReadonlySet<string> {
  const { pending, delivered } = useOutbox() ?? noOutbox
  return new Set(
    [...pending, ...delivered].flatMap(({ content }) => {
      const record = content as Pick<PatrolReportRecord, 'patrolId'> & { kind: string }
      return record.kind === 'patrolReport' ? [record.patrolId] : []
    }),
  )
}

/** `07:15–07:55`. */
export const hoursOf = ({ startsAt, endsAt }: MyPatrol): string =>
  `${shown(startsAt, 'time')}–${shown(endsAt, 'time')}`

const soonMs = 12 * 3_600_000

/** What is to be walked now or within the next hours and was not reported. */
export function patrolsDue(duty: MyDuty, reported: ReadonlySet<string>): readonly MyPatrol[] {
  const atMs = nowMs()
  return duty.patrols.filter(
    ({ id, state, startsAt, endsAt, day }) =>
      state !== 'withdrawn' &&
      state !== 'done' &&
      !reported.has(id) &&
      Date.parse(startsAt) - soonMs < atMs &&
      (Date.parse(endsAt) > atMs || day === duty.today),
  )
}
