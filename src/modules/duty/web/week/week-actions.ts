import { useMemo } from 'react'
import { call, isRefused } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { listMark } from '../../../../platform/ui/text.ts'
import type { AssignableRole } from '../../contract/duty-role.ts'
import {
  assign,
  type ConflictKind,
  type GridAssignment,
  hardConflicts,
  moveAssignment,
  pinAssignment,
  softConflicts,
  unassign,
} from '../../contract/plan.ts'
import { dutyText } from '../text.ts'

/** Topics of the plan: the grid, the board and the candidates follow them. */
export const planTopics = ['duty.plan'] as const

export interface Place {
  readonly shiftId: string
  readonly role: AssignableRole
  readonly personId: string
  readonly personName: string
}

/** Hand edits of the draft: done at once, taken back by 撤回. */
export interface WeekActions {
  put(place: Place): void
  takeOff(shiftId: string, assignment: GridAssignment): void
  /** What is pinned stays when the draft is given up. */
  pin(assignment: GridAssignment): void
  /** From one shift to another in the same role. */
  move(fromShiftId: string, assignment: GridAssignment, toShiftId: string): void
}

const again = (): void => refresh(queryClient, planTopics)

const putBack = (
  id: string,
  { shiftId, role, personId, pinned = false }: Omit<Place, 'personName'> & { pinned?: boolean },
) => call(assign, { params: { id }, body: { shiftId, role, personId, pinned } })

const remove = (id: string) => call(unassign, { params: { id } })

const known: readonly string[] = [...hardConflicts, ...softConflicts]

/** Conflicts by name, as the planner would say them. */
export function conflictWords(kinds: readonly string[]): string {
  return kinds
    .filter((kind): kind is ConflictKind => known.includes(kind))
    .map((kind) => dutyText.text(`week.conflict.${kind}`))
    .join(listMark())
}

function tellRefusal(error: unknown): void {
  const conflicts = isRefused(error, 'duty.hardConflict') && error.problem.params?.['conflicts']
  if (!Array.isArray(conflicts)) {
    tellFailure(error as Error)
    return
  }
  const list = conflictWords(conflicts.map(String))
  tell({ text: dutyText.text('week.refused', { list }), tone: 'gap', seconds: 8 })
}

async function put(place: Place): Promise<void> {
  const id = newId()
  const name = place.personName
  try {
    const { assignment } = await putBack(id, place)
    const list = conflictWords(assignment.conflicts.map(({ kind }) => kind))
    tell({
      text: dutyText.text(list === '' ? 'week.assigned' : 'week.soft', { name, list }),
      ...(list === '' ? {} : { tone: 'warn' as const }),
      undo: () => remove(id).finally(again),
    })
  } catch (error) {
    tellRefusal(error)
  }
  again()
}

const placeOf = (shiftId: string, { role, personId, pinned }: GridAssignment) => ({
  shiftId,
  role: role as AssignableRole,
  personId,
  pinned,
})

async function pin({ id, pinned, personName: name }: GridAssignment): Promise<void> {
  const set = (next: boolean) => call(pinAssignment, { params: { id }, body: { pinned: next } })
  try {
    await set(!pinned)
    tell({
      text: dutyText.text(pinned ? 'week.loosened' : 'week.pinned', { name }),
      undo: () => set(pinned).finally(again),
    })
  } catch (error) {
    tellRefusal(error)
  }
  again()
}

async function takeOff(shiftId: string, assignment: GridAssignment): Promise<void> {
  try {
    await remove(assignment.id)
    tell({
      text: dutyText.text('week.removed', { name: assignment.personName }),
      undo: () => putBack(assignment.id, placeOf(shiftId, assignment)).finally(again),
    })
  } catch (error) {
    tellRefusal(error)
  }
  again()
}

/** The new place's id is the client's own: the same move asked again is the same move. */
const moveTo = (id: string, to: { id: string; shiftId: string }) =>
  call(moveAssignment, { params: { id }, body: to })

async function move(from: string, { id, personName: name }: GridAssignment, to: string) {
  const moved = newId()
  try {
    const { assignment } = await moveTo(id, { id: moved, shiftId: to })
    const list = conflictWords(assignment.conflicts.map(({ kind }) => kind))
    tell({
      text: dutyText.text(list === '' ? 'week.moved' : 'week.movedSoft', { name, list }),
      ...(list === '' ? {} : { tone: 'warn' as const }),
      undo: () => moveTo(moved, { id, shiftId: from }).finally(again),
    })
  } catch (error) {
    tellRefusal(error)
  }
  again()
}

export const useWeekActions = (): WeekActions =>
  useMemo(
    () => ({
      put: (place) => void put(place),
      takeOff: (shiftId, assignment) => void takeOff(shiftId, assignment),
      pin: (assignment) => void pin(assignment),
      move: (from, assignment, to) => void move(from, assignment, to),
    }),
    [],
  )
