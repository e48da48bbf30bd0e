import type { Behaviour, PlayedShift } from './behaviour.ts'

interface PresenceOf {
  readonly id: string
  readonly at: Date
  readonly shift: PlayedShift
  readonly behaviour: Behaviour
  readonly direction: 'in' | 'out'
}

/** A check-in or check-out as the phone writes it. */
export function presenceRecord({ id, at, shift, behaviour, direction }: PresenceOf) {
  const { position } = behaviour
  return {
    kind: 'checkIn',
    id,
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
  readonly id: string
  readonly at: Date
  readonly shift: PlayedShift
  readonly event: NonNullable<Behaviour['event']>
}

/** An event at a post as the phone writes it: a count, never who. */
export function eventRecord({ id, at, shift, event }: EventOf) {
  return {
    kind: 'event',
    id,
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
