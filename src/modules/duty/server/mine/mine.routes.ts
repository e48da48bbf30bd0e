import { addDays, localDay } from '../../../../platform/clock/zoned.ts'
import { isWithin } from '../../../../platform/contract/area-path.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { directRoute, type Route } from '../../../../platform/http/route.ts'
import type { Actor } from '../../../../platform/ports/actor.ts'
import { schoolsPermissions } from '../../../schools/contract/permissions.ts'
import { acknowledge, type MyDuty, type MyShift, readMine } from '../../contract/mine.ts'
import {
  codeAreas,
  markSeen,
  myCheckIns,
  myHelpRequests,
  myNotices,
  myPatrols,
  myRollCalls,
  myShifts,
  myself,
  shiftsNearby,
} from './mine.queries.ts'
import { asMyself } from './own-binding.ts'

const daysAhead = 14

/** Direct, because what concerns a person may lie outside their scope (`asMyself`). */
export function mineRoutes(): Route[] {
  return [
    directRoute(readMine, (call) => asMyself(call, myDuty)),
    directRoute(acknowledge, (call) =>
      asMyself(call, async (work, actor) => {
        const { notices, assignments } = await markSeen(work, actor.personId, call.body)
        for (const { countyId, areaPath } of assignments) {
          work.audit({
            action: 'duty.assignment.receipt',
            subjectKind: 'person',
            subjectId: actor.personId,
            countyId,
            areaPath,
          })
          work.touch({ topic: 'duty.plan', areaPath, rowClass: 'joint', keys: ['receipts'] })
        }
        return { notices: notices.length, assignments: assignments.length }
      }),
    ),
  ]
}

async function myDuty(work: Work, actor: Actor): Promise<MyDuty> {
  const { personId } = actor
  const today = localDay(work.now)
  const range = { firstDay: addDays(today, -1), lastDay: addDays(today, daysAhead) }
  const me = await myself(work, actor)
  const shifts = await myShifts(work, personId, range)
  const shiftIds = shifts.map(({ shiftId }) => shiftId)
  // Who is only told things (the city's command) stands in for nobody.
  const standsIn = actor.permissions.has('duty.checkIn.record')
  const nearby = standsIn ? await shiftsNearby(work, actor, shiftIds) : []
  const nearbyIds = nearby.map(({ shiftId }) => shiftId)
  const checkIns = await myCheckIns(work, personId, [...shiftIds, ...nearbyIds])
  const own = Map.groupBy(checkIns, ({ shiftId }) => shiftId)
  const showing = await codeAreas(work, personId, schoolsPermissions['schools.gateCode.show'])
  const mine = <S extends { readonly shiftId: string; readonly areaPath: string }>(shift: S) => ({
    ...shift,
    mayShowCode: showing.some((area) => isWithin(shift.areaPath, area)),
    checkIns: own.get(shift.shiftId) ?? [],
  })
  return {
    now: work.now.toISOString(),
    today,
    personId,
    personName: me?.personName ?? '',
    role: me?.role ?? 'none',
    shifts: shifts.map(mine),
    nearby: nearby.map(mine),
    notices: await myNotices(work, personId),
    helpRequests: await myHelpRequests(work, personId),
    rollCalls: await myRollCalls(work, personId),
    patrols: await myPatrols(work, personId, { ...range, served: servedOf(shifts) }),
  }
}

/** Posts and days on which the person is told to serve; volunteers are never given a task. */
function servedOf(shifts: readonly Pick<MyShift, 'postId' | 'day' | 'role'>[]) {
  const told = shifts.filter(({ role }) => role !== 'volunteer')
  const days = new Map(told.map(({ postId, day }) => [`${postId} ${day}`, { postId, day }]))
  return [...days.values()]
}
