import { addDays } from '../../../../platform/clock/zoned.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { dutyFacts } from '../../events.ts'
import { notifyPeople } from '../mine/notice.actions.ts'
import { settingAt } from '../setting/setting.queries.ts'
import { conflictsIn } from './assignment.actions.ts'
import { assignmentsOf, plannedShifts } from './plan.queries.ts'
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
  readonly rows: readonly {
    personId: string
    personName: string
    added: number
    removed: number
  }[]
}

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
  return {
    people: rows.length,
    added,
    removed: changes.length - added,
    hardConflicts: await countHardConflicts(work, week, changes),
    rows,
  }
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
  const setting = await settingAt(work, work.actor.scope)
  const personIds = [...new Set(changes.map(({ personId }) => personId))]
  const { maxDutiesPerWeek } = setting
  const facts = await planFacts(work, { week, maxDutiesPerWeek, countyId, personIds })
  const byId = new Map(shifts.map((shift) => [shift.id, shift]))
  const rows = await assignmentsOf(
    work,
    shifts.map(({ id }) => id),
  )
  return rows.filter(({ id, shiftId, personId, role }) => {
    const shift = byId.get(shiftId)
    if (!added.has(id) || !shift || role === 'volunteer') return false
    return conflictsIn(facts, shift, { personId, role }, setting).some(({ hard }) => hard)
  }).length
}

/** Publishes the own county's draft: what changed is told to each person concerned, once. */
export async function publishDraft(
  work: Work,
  week: string,
  revisionSeen: number,
): Promise<{ plan: StoredPlan; noticed: number }> {
  const { countyId } = work.actor
  const [before] = await weekPlans(work, week, countyId)
  if (!before) throw dutyProblems.ended()
  const id = newId(work.now)
  const plan = await lockPlan(work, { id, countyId, countyPath: before.countyPath, week })
  if (plan.revision !== revisionSeen) {
    throw dutyProblems.publishedMeanwhile({ revision: plan.revision })
  }
  const changes = await changesOf(work, week, countyId)
  const conflicts = await countHardConflicts(work, week, changes)
  if (conflicts > 0) throw dutyProblems.conflictsLeft({ count: conflicts })
  const added = changes.filter((change) => change.added)
  await publish(
    work,
    { id: plan.id, countyId },
    added.map(({ assignmentId }) => assignmentId),
  )
  const noticed = await tellPeople(
    work,
    { week, planId: plan.id, revision: plan.revision },
    changes,
  )
  const { countyPath } = before
  work.audit({
    action: 'duty.plan.publish',
    subjectKind: 'weekPlan',
    subjectId: plan.id,
    countyId,
    areaPath: countyPath,
    detail: { week, revision: plan.revision + 1, changes: changes.length, noticed },
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
