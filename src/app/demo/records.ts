import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Behaviour, PlayedShift } from './behaviour.ts'

/** The same for the same deed: what is played again after a kill is the same record. */
export function idOf(at: Date | string, ...deed: readonly string[]): string {
  const random = createHash('sha256').update(deed.join(' ')).digest()
  return uuidv7({ msecs: new Date(at).getTime(), random })
}

interface PresenceOf {
  readonly personId: string
  readonly at: Date
  readonly shift: PlayedShift
  readonly behaviour: Behaviour
  readonly direction: 'in' | 'out'
}

/** A check-in or check-out as the phone writes it. */
export function presenceRecord({ personId, at, shift, behaviour, direction }: PresenceOf) {
  const { position } = behaviour
  return {
    kind: 'checkIn',
    id: idOf(shift.startsAt, shift.shiftId, personId, direction),
    shiftId: shift.shiftId,
    direction,
    at: at.toISOString(),
    ...(position ? { method: 'position', position } : { method: 'reason', reason: '定位不可用' }),
    kit: direction === 'in' ? shift.kit : [],
    sanjian: direction === 'in' && shift.role === 'police' ? ['police', 'car', 'light'] : [],
    offline: behaviour.offline,
  }
}

/** What is more than a count is told in words, and of a good deed only with consent. */
const stories: Readonly<Partial<Record<NonNullable<Behaviour['event']>, object>>> = {
  incident: { note: '校门口两辆电动车剐蹭，无人受伤。' },
  deed: { note: '家长拾到书包，交到岗亭后由失主领回。', consent: true },
}

interface EventOf {
  readonly personId: string
  readonly at: Date
  readonly shift: PlayedShift
  readonly event: NonNullable<Behaviour['event']>
}

/** An event at a post as the phone writes it: a count, never who. */
export function eventRecord({ personId, at, shift, event }: EventOf) {
  return {
    kind: 'event',
    id: idOf(shift.startsAt, shift.shiftId, personId, 'event'),
    postId: shift.postId,
    shiftId: shift.shiftId,
    event,
    heads: 1,
    ...(event === 'check'
      ? { legalGround: 'policeLaw9', result: 'cleared' }
      : { result: 'handled', ...(stories[event] ?? {}) }),
    at: at.toISOString(),
  }
}

interface PatrolReportOf {
  readonly id: string
  readonly patrolId: string
  readonly places: readonly string[]
  readonly at: Date
}

/** A patrol that was walked as it was ordered. */
export const patrolReportRecord = ({ at, ...report }: PatrolReportOf) => ({
  kind: 'patrolReport',
  ...report,
  note: '未见异常',
  at: at.toISOString(),
  offline: false,
})
