import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { pageKey, readPageKey } from '../../../../platform/database/page-key.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type AssignableRole, assignableRoles } from '../../contract/duty-role.ts'
import type { ConflictKind, PlannerPerson } from '../../contract/plan.ts'
import { settingAt } from '../setting/setting.queries.ts'
import { conflictsIn } from './assignment.actions.ts'
import { assignmentsOf, findPlannedShift } from './plan.queries.ts'
import { type NamedPerson, type PlanFacts, planFacts } from './plan-facts.queries.ts'

/** People who may be assigned this week, with their load and leave; key paging by name. */
export async function plannerPeople(
  work: Work,
  choice: {
    week: string
    role?: AssignableRole | undefined
    text?: string | undefined
    after?: string | undefined
    limit: number
  },
) {
  const { maxDutiesPerWeek } = await settingAt(work, work.actor.scope)
  const roles = choice.role ? [choice.role] : [...assignableRoles]
  const facts = await planFacts(work, { week: choice.week, maxDutiesPerWeek, roles })
  const text = choice.text?.trim() ?? ''
  const all = [...facts.people.values()].filter(({ name }) => name.includes(text))
  const [after = null] = readPageKey(choice.after, 1)
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1
  const page = all.slice(start, start + choice.limit)
  const last = page.at(-1)
  return {
    rows: page.map((person) => ({
      ...plannerPerson(person, facts, choice.week),
      leaves: (facts.leaves.get(person.id) ?? []).map(({ id, startsAt, endsAt, approved }) => ({
        id,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        state: approved ? ('approved' as const) : ('requested' as const),
      })),
    })),
    total: all.length,
    ...(last && start + choice.limit < all.length ? { next: pageKey(last.id) } : {}),
  }
}

function plannerPerson(
  person: NamedPerson,
  facts: PlanFacts,
  week: string,
): Omit<PlannerPerson, 'leaves'> {
  const duties = facts.shifts.get(person.id) ?? []
  return {
    personId: person.id,
    personName: person.name,
    agencyName: person.agencyName,
    role: person.role as AssignableRole,
    duties: duties.filter((shift) => shift.week === week && !shift.cancelled).length,
    dutiesMax: person.dutiesMax,
    seconded: person.secondedDays !== null,
  }
}

/** Everybody of a role on one shift: who could serve it, and what stands against the others. */
export async function candidates(work: Work, shiftId: string, role: AssignableRole) {
  const shift = await findPlannedShift(work, shiftId)
  if (!shift) throw baseProblems.notFound()
  const setting = await settingAt(work, shift.areaPath)
  const { maxDutiesPerWeek } = setting
  const { week, countyId } = shift
  const facts = await planFacts(work, { week, maxDutiesPerWeek, countyId, roles: [role] })
  const there = new Set((await assignmentsOf(work, [shiftId])).map(({ personId }) => personId))
  const people = [...facts.people.values()].filter(({ id }) => !there.has(id))
  const rows = people.map((person) => ({
    ...plannerPerson(person, facts, week),
    conflicts: conflictsIn(facts, shift, { personId: person.id, role }, setting),
  }))
  const hardOf = (row: (typeof rows)[number]) => row.conflicts.filter(({ hard }) => hard)
  rows.sort(
    (a, b) =>
      hardOf(a).length - hardOf(b).length ||
      a.conflicts.length - b.conflicts.length ||
      a.duties - b.duties,
  )
  const byConflict = new Map<ConflictKind, number>()
  for (const row of rows) {
    const [first] = hardOf(row)
    if (first) byConflict.set(first.kind, (byConflict.get(first.kind) ?? 0) + 1)
  }
  const barred = [...byConflict.values()].reduce((sum, count) => sum + count, 0)
  return {
    rows,
    free: rows.length - barred,
    byConflict: [...byConflict].map(([kind, count]) => ({ kind, people: count })),
    total: rows.length,
  }
}
