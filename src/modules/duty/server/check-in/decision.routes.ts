import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import { decideCheckIn, listPendingCheckIns } from '../../contract/check-in.ts'
import { isPoliceSide } from '../../contract/duty-role.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { dutyFacts } from '../../events.ts'
import { rejudge } from '../board/judging.actions.ts'
import { lockStates } from '../board/judging.queries.ts'
import { touchPerson } from '../mine/notice.actions.ts'
import { type DecidedCheckIn, findCheckIn, listPending, setApproval } from './decision.queries.ts'

export function decisionRoutes(): Route[] {
  return [
    route(listPendingCheckIns, ({ work, query }) =>
      listPending(work, query, { policeSide: work.actor.classes.includes('police') }),
    ),
    route(decideCheckIn, async ({ work, params, body }) => {
      const checkIn = await getCheckIn(work, params.id)
      refuseForeignDecision(work, checkIn)
      if (checkIn.approval === body.decision) return checkIn
      await decide(work, checkIn, body.decision)
      return getCheckIn(work, params.id)
    }),
  ]
}

async function getCheckIn(work: Work, id: string): Promise<DecidedCheckIn> {
  const checkIn = await findCheckIn(work, id)
  if (!checkIn) throw baseProblems.notFound()
  return checkIn
}

/** Nobody decides their own; a school does not decide for the police. */
function refuseForeignDecision(work: Work, { personId, role }: DecidedCheckIn): void {
  if (personId === work.actor.personId) throw dutyProblems.ownDecision()
  if (isPoliceSide(role) && !work.actor.classes.includes('police')) throw dutyProblems.otherSide()
}

async function decide(
  work: Work,
  checkIn: DecidedCheckIn,
  decision: 'approved' | 'refused',
): Promise<void> {
  const { id, countyId, areaPath, rowClass, shiftId, personId, day } = checkIn
  const keys = await lockStates(work, [shiftId])
  if (!(await setApproval(work, checkIn, decision))) {
    throw dutyProblems.stateForbids({ state: checkIn.approval })
  }
  await rejudge(work, keys)
  const detail = { shiftId, personId, decision } satisfies Record<string, unknown>
  const subject = { subjectKind: 'checkIn', subjectId: id }
  work.audit({ action: 'duty.checkIn.decide', ...subject, countyId, areaPath, rowClass, detail })
  const topic = dutyFacts.checkInsRecorded
  work.announce({ topic, countyId, areaPath, payload: { countyId, day } })
  touchPerson(work, areaPath, personId)
}
