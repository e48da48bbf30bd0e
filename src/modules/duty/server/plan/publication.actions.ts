import { addDays } from '../../../../platform/clock/zoned.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { MustAttendOpen } from '../../contract/plan.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { dutyFacts } from '../../events.ts'
import { notifyPeople } from '../mine/notice.actions.ts'
import { conflictsIn } from './assignment.actions.ts'
import { judgeHeads } from './grid.actions.ts'
import { assignmentsOf, headsByShift, plannedShifts } from './plan.queries.ts'
import { planFacts } from './plan-facts.queries.ts'
import {
  type Change,
  changesOf,
  lockPlan,
  publish,
  type StoredPlan,
  weekPlans,
} from './publication.queries.ts'

export interface Preview {
  readonly people: number
  readonly added: number
  readonly removed: number
  readonly hardConflicts: number
  readonly mustAttendOpen: { readonly total: number; readonly rows: MustAttendOpen[] }
  readonly rows: readonly {
    personId: string
    personName: string
    added: number
    removed: number
  }[]
}

/** As many open shifts are named; the others are counted. */
const namedMax = 6

/** Who would be told what if the own county's draft were published now. */
export async function preview(work: Work, week: string): Promise<Preview> {
  const { countyId } = work.actor
  const changes = await changesOf(work, week, countyId)
  const rows = [...Map.groupBy(changes, ({ personId }) => personId)].map(([personId, own]) => {
    const added = own.filter((change) => change.added).length
    const personName = own[0]?.personName ?? ''
    return { personId, personName, added, removed: own.length - added }
  })
  const added = changes.filter((change) => change.added).length
  const open = await mustAttendOpenIn(work, week)
  return {
    people: rows.length,
    added,
    removed: changes.length - added,
    hardConflicts: await countHardConflicts(work, week, changes),
    mustAttendOpen: { total: open.length, rows: open.slice(0, namedMax) },
    rows,
  }
}

/** Shifts ahead in the own county that police must attend and nobody of them is planned for. */
async function mustAttendOpenIn(work: Work, week: string): Promise<MustAttendOpen[]> {
  const { countyId } = work.actor
  const range = { firstDay: week, lastDay: addDays(week, 6), countyId, endsAfter: work.now }
  const open = (await headsByShift(work, range)).map(judgeHeads)
  return open.flatMap(({ mustAttendOpen, mustAttendLevel: level, bellAt, ...shift }) => {
    if (!mustAttendOpen || !level) return []
    const { shiftId, postName, day, half } = shift
    return [{ shiftId, postName, day, half, bellAt: bellAt.toISOString(), level }]
  })
}

/** Named like a conflict; who has seen them may publish all the same. */
function refuseUnseen(open: readonly MustAttendOpen[]): void {
  const posts = [...new Set(open.map(({ postName }) => postName))].slice(0, namedMax)
  if (open.length > 0) throw dutyProblems.mustAttendOpen({ count: open.length, posts })
}

/** Places about to be told that break a hard rule by now: leave or bells changed since. */
async function countHardConflicts(
  work: Work,
  week: string,
  changes: readonly Change[],
): Promise<number> {
  const added = new Set(changes.flatMap((one) => (one.added ? [one.assignmentId] : [])))
  if (added.size === 0) return 0
  const { countyId } = work.actor
  const shifts = await plannedShifts(work, { firstDay: week, lastDay: addDays(week, 6), countyId })
  const personIds = [...new Set(changes.map(({ personId }) => personId))]
  const facts = await planFacts(work, { week, countyId, personIds })
  const byId = new Map(shifts.map((shift) => [shift.id, shift]))
  const rows = await assignmentsOf(
    work,
    shifts.map(({ id }) => id),
  )
  return rows.filter(({ id, shiftId, personId, role }) => {
    const shift = byId.get(shiftId)
    if (!added.has(id) || !shift || role === 'volunteer') return false
    return conflictsIn(facts, shift, { personId, role }).some(({ hard }) => hard)
  }).length
}

/** Publishes the own county's draft: what changed is told to each person concerned, once. */
export async function publishDraft(
  work: Work,
  week: string,
  seen: { revision: number; mustAttendSeen: boolean },
): Promise<{ plan: StoredPlan; noticed: number }> {
  const { countyId } = work.actor
  const [before] = await weekPlans(work, week, countyId)
  if (!before) throw dutyProblems.ended()
  const id = newId(work.now)
  const plan = await lockPlan(work, { id, countyId, countyPath: before.countyPath, week })
  if (plan.revision !== seen.revision) {
    throw dutyProblems.publishedMeanwhile({ revision: plan.revision })
  }
  const changes = await changesOf(work, week, countyId)
  const conflicts = await countHardConflicts(work, week, changes)
  if (conflicts > 0) throw dutyProblems.conflictsLeft({ count: conflicts })
  const mustAttendOpen = await mustAttendOpenIn(work, week)
  if (!seen.mustAttendSeen) refuseUnseen(mustAttendOpen)
  const told = await publish(work, { id: plan.id, countyId }, changes)
  const noticed = await tellPeople(work, { week, planId: plan.id, revision: plan.revision }, told)
  const { countyPath } = before
  work.audit({
    action: 'duty.plan.publish',
    subjectKind: 'weekPlan',
    subjectId: plan.id,
    countyId,
    areaPath: countyPath,
    detail: {
      week,
      revision: plan.revision + 1,
      changes: told.length,
      noticed,
      mustAttendOpen: mustAttendOpen.length,
    },
  })
  const payload = { countyId, week, revision: plan.revision + 1 }
  work.announce({ topic: dutyFacts.weekPublished, countyId, areaPath: countyPath, payload })
  work.touch({ topic: 'duty.plan', areaPath: countyPath, rowClass: 'joint', keys: [week] })
  const [after] = await weekPlans(work, week, countyId)
  return { plan: after ?? before, noticed }
}

async function tellPeople(
  work: Work,
  plan: { week: string; planId: string; revision: number },
  changes: readonly Change[],
): Promise<number> {
  const people = [...Map.groupBy(changes, ({ personId }) => personId)]
  await notifyPeople(
    work,
    people.map(([personId, own]) => {
      const added = own.filter((change) => change.added).length
      const { week, planId, revision } = plan
      const detail = { week, revision: revision + 1, added, removed: own.length - added }
      const [{ countyId, areaPath } = { countyId: '', areaPath: '' }] = own
      return { countyId, areaPath, personId, kind: 'weekPublished', subjectId: planId, detail }
    }),
  )
  return people.length
}
