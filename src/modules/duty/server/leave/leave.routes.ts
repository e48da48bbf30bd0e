import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import { boardTopic } from '../../contract/board.ts'
import { isPoliceSide } from '../../contract/duty-role.ts'
import {
  decideLeave,
  leaveCan,
  listLeaves as listLeavesEndpoint,
  previewLeave,
  requestLeave,
  withdrawLeave,
} from '../../contract/leave.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { touchPerson } from '../mine/notice.actions.ts'
import { effectOf } from './effect.rules.ts'
import {
  findHome,
  findLeave,
  insertLeave,
  listLeaves,
  lockLeave,
  type StoredLeave,
  setLeaveState,
  shiftsTouched,
  type TouchedShift,
} from './leave.queries.ts'

/** Leave says from when to when, never why; its effect on the gates is shown before it is asked. */
export function leaveRoutes(): Route[] {
  return [
    route(listLeavesEndpoint, ({ work, query }) => listLeaves(work, query)),
    route(previewLeave, async ({ work, query }) => {
      const personId = await whose(work, query.personId)
      return { rows: (await shiftsTouched(work, personId, query)).map(effectOf) }
    }),
    route(requestLeave, async ({ work, body }) => {
      const personId = await whose(work, body.personId)
      const before = await findLeave(work, body.id)
      if (before) return repeated(before, { ...body, personId })
      const home = await findHome(work, personId)
      if (!home) throw baseProblems.notFound()
      const decidedBy = personId === work.actor.personId ? null : work.actor.personId
      const { id, startsAt, endsAt, kind } = body
      await insertLeave(work, { id, ...home, personId, startsAt, endsAt, kind, decidedBy })
      const leave = await getLeave(work, id)
      await tellOfLeave(work, 'duty.leave.request', leave)
      return leave
    }),
    route(decideLeave, async ({ work, params, body }) => {
      const leave = existing(await lockLeave(work, params.id))
      refuseForeignDecision(work, leave)
      const isRepeat = leave.state === body.decision && leave.decidedBy === work.actor.personId
      const touched = await (isRepeat
        ? shiftsTouched(work, leave.personId, leave)
        : decide(work, leave, body.decision))
      return { leave: await getLeave(work, leave.id), touched: touched.map(effectOf) }
    }),
    route(withdrawLeave, async ({ work, params }) => {
      const leave = existing(await lockLeave(work, params.id))
      if (leave.personId !== work.actor.personId) throw baseProblems.notFound()
      if (leave.state === 'withdrawn') return leave
      refuseUnless(leaveCan.withdraw, leave)
      await setLeaveState(work, leave, 'withdrawn', null)
      await tellOfLeave(work, 'duty.leave.withdraw', leave)
      return getLeave(work, leave.id)
    }),
  ]
}

/** Oneself, or another person for who decides leave. */
async function whose(work: Work, personId: string | undefined): Promise<string> {
  const { actor } = work
  if (!personId || personId === actor.personId) return actor.personId
  if (!actor.permissions.has('duty.leave.decide')) {
    throw baseProblems.forbidden({ role: actor.role, permission: 'duty.leave.decide' })
  }
  return personId
}

const getLeave = async (work: Work, id: string): Promise<StoredLeave> =>
  existing(await findLeave(work, id))

function existing(leave: StoredLeave | undefined): StoredLeave {
  if (!leave) throw baseProblems.notFound()
  return leave
}

function repeated(
  before: StoredLeave,
  sent: { personId: string; startsAt: string; endsAt: string; kind: string },
): StoredLeave {
  const same =
    before.personId === sent.personId &&
    before.kind === sent.kind &&
    Date.parse(before.startsAt) === Date.parse(sent.startsAt) &&
    Date.parse(before.endsAt) === Date.parse(sent.endsAt)
  if (!same) throw baseProblems.conflict()
  return before
}

/** Nobody decides their own; a school does not decide for the police. */
function refuseForeignDecision(work: Work, leave: StoredLeave): void {
  if (leave.personId === work.actor.personId) throw dutyProblems.ownDecision()
  const policeRow = leave.role !== 'none' && isPoliceSide(leave.role)
  if (policeRow && !work.actor.classes.includes('police')) throw dutyProblems.otherSide()
}

function refuseUnless(allowed: readonly string[], { state }: StoredLeave): void {
  if (!allowed.includes(state)) throw dutyProblems.stateForbids({ state })
}

async function decide(
  work: Work,
  leave: StoredLeave,
  decision: 'approved' | 'refused',
): Promise<TouchedShift[]> {
  refuseUnless(leaveCan.decide, leave)
  await setLeaveState(work, leave, decision, work.actor.personId)
  return tellOfLeave(work, 'duty.leave.decide', leave)
}

/** The trail, the person's phone and the boards of the shifts that the leave touches. */
async function tellOfLeave(
  work: Work,
  action: string,
  leave: StoredLeave,
): Promise<TouchedShift[]> {
  const { id, countyId, areaPath, personId, kind, startsAt, endsAt } = leave
  const detail = { personId, kind, startsAt, endsAt }
  work.audit({ action, subjectKind: 'leave', subjectId: id, countyId, areaPath, detail })
  work.touch({ topic: 'duty.leave', areaPath, rowClass: 'joint', keys: [id] })
  touchPerson(work, areaPath, personId)
  const touched = await shiftsTouched(work, personId, leave)
  for (const shift of touched) {
    const keys = [shift.shiftId]
    work.touch({ topic: boardTopic, areaPath: shift.areaPath, rowClass: 'joint', keys })
  }
  return touched
}
