import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { pageOfList } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type AssignableRole, assignableRoles } from '../../contract/duty-role.ts'
import type { Conflict, ConflictKind, PlannerPerson } from '../../contract/plan.ts'
import { nearestSetting, settingsInReach } from '../setting/setting.queries.ts'
import { conflictsIn } from './assignment.actions.ts'
import { capOf } from './assignment.rules.ts'
import { assignmentsOf, findPlannedShift, type PlannedShift } from './plan.queries.ts'
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
  const roles = choice.role ? [choice.role] : [...assignableRoles]
  const facts = await planFacts(work, { week: choice.week, roles })
  const text = choice.text?.trim() ?? ''
  const once = new Map(facts.people.map((person) => [person.id, person]))
  const all = [...once.values()].filter(({ name }) => name.includes(text))
  const page = pageOfList(all, choice, ({ id }) => id)
  const settings = await settingsInReach(work)
  // Where people belong they mostly serve; a shift elsewhere asks by its own area.
  const capAtHome = ({ areaPath, dutiesMax }: NamedPerson) =>
    Math.min(dutiesMax, nearestSetting(settings, areaPath).setting.maxDutiesPerWeek)
  return {
    ...page,
    rows: page.rows.map((person) => ({
      ...plannerPerson(person, facts, { week: choice.week, dutiesMax: capAtHome(person) }),
      leaves: (facts.leaves.get(person.id) ?? []).map(({ id, startsAt, endsAt, approved }) => ({
        id,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        state: approved ? ('approved' as const) : ('requested' as const),
      })),
    })),
  }
}

function plannerPerson(
  person: NamedPerson,
  facts: PlanFacts,
  { week, dutiesMax }: { week: string; dutiesMax: number },
): Omit<PlannerPerson, 'leaves'> {
  const duties = facts.shifts.get(person.id) ?? []
  return {
    personId: person.id,
    personName: person.name,
    agencyName: person.agencyName,
    role: person.role as AssignableRole,
    duties: duties.filter((shift) => shift.week === week && !shift.cancelled).length,
    dutiesMax,
    seconded: person.secondedDays !== null,
  }
}

/** Everybody of a role on one shift: who could serve it, and what stands against the others. */
export async function candidates(work: Work, shiftId: string, role: AssignableRole) {
  const shift = await findPlannedShift(work, shiftId)
  if (!shift) throw baseProblems.notFound()
  const { rows } = await candidatesOf(work, shift, role)
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

/** Everybody of a role who is not on a shift yet, the best first, with what they were judged by. */
export async function candidatesOf(work: Work, shift: PlannedShift, role: AssignableRole) {
  const { week, countyId } = shift
  const facts = await planFacts(work, { week, countyId, roles: [role] })
  const there = new Set((await assignmentsOf(work, [shift.id])).map(({ personId }) => personId))
  const people = facts.people.filter(({ id }) => !there.has(id))
  const rows = people.map((person) => ({
    ...plannerPerson(person, facts, { week, dutiesMax: capOf(person, shift) }),
    conflicts: conflictsIn(facts, shift, { personId: person.id, role }),
  }))
  rows.sort(
    (a, b) =>
      hardOf(a).length - hardOf(b).length ||
      a.conflicts.length - b.conflicts.length ||
      a.duties - b.duties,
  )
  return { rows, facts }
}

const hardOf = ({ conflicts }: { conflicts: readonly Conflict[] }): Conflict[] =>
  conflicts.filter(({ hard }) => hard)
