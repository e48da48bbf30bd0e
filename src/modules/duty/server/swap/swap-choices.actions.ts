import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Conflict, ConflictKind } from '../../contract/plan.ts'
import { type SwapPerson, type SwapPlace, swapPeopleMax } from '../../contract/swap.ts'
import { effectOf } from '../leave/effect.rules.ts'
import { shiftsTouched } from '../leave/leave.queries.ts'
import { conflictsIn } from '../plan/assignment.actions.ts'
import { candidatesOf } from '../plan/candidates.actions.ts'
import { plannedShiftsOf } from '../plan/plan.queries.ts'
import { placesAhead, toldAmong } from './swap.queries.ts'
import { type Judge, judgeOf, type Place, readPlace } from './swap-places.actions.ts'

/** How far ahead places are offered in exchange, as the phone shows own shifts. */
const daysAhead = 14

const offeredUntil = ({ now }: Work): Date => new Date(now.getTime() + daysAhead * 86_400_000)

/** Who has asked for leave is not offered: that is nobody's business among equals. */
const isInTheWay = ({ hard, kind }: Conflict): boolean => hard || kind === 'leaveRequested'

/** What giving a place away may lift; all else forbids a swap whatever is given for it. */
const liftable: readonly ConflictKind[] = ['overlap', 'travel', 'weekCap']

/** An own place that may be swapped. */
async function ownPlace(work: Work, assignmentId: string): Promise<Place> {
  const place = await readPlace(work, assignmentId)
  if (!place || place.personId !== work.actor.personId) throw baseProblems.notFound()
  return place
}

/** What the gate would lack, and who could take over an own place, the best first. */
export async function peopleFor(work: Work, assignmentId: string, text = '') {
  const own = await ownPlace(work, assignmentId)
  const all = await candidatesOf(work, own.shift, own.role)
  const exchanging = await whoCanExchange(work, own, all)
  const free = all.rows.filter(({ conflicts }) => !conflicts.some(isInTheWay))
  const able = [...free, ...all.rows.filter(({ personId }) => exchanging.has(personId))]
  const named = able.filter(({ personName }) => personName.includes(text))
  return {
    effect: await effectAt(work, own),
    rows: named.slice(0, swapPeopleMax).map(
      (one): SwapPerson => ({
        personId: one.personId,
        personName: one.personName,
        agencyName: one.agencyName,
        duties: one.duties,
        dutiesMax: one.dutiesMax,
        conflicts: one.conflicts.filter((conflict) => !conflict.hard).map(({ kind }) => kind),
        onlyInExchange: exchanging.has(one.personId),
      }),
    ),
    free: able.length,
    total: all.rows.length,
  }
}

/** What the post would be if nobody takes over. */
async function effectAt(work: Work, { shift, personId }: Place) {
  const span = { startsAt: shift.startsAt.toISOString(), endsAt: shift.endsAt.toISOString() }
  const touched = await shiftsTouched(work, personId, span)
  const left = touched.find(({ shiftId }) => shiftId === shift.id)
  return left ? effectOf(left) : null
}

/**
 * People who cannot take the own place beside theirs, but for one of them: two officers at two
 * gates of the same half-day. Of another week nothing is lifted, so this week's facts suffice.
 */
async function whoCanExchange(
  work: Work,
  own: Place,
  { rows, facts }: Awaited<ReturnType<typeof candidatesOf>>,
): Promise<ReadonlySet<string>> {
  const { shift, role } = own
  const barred = rows.filter(({ conflicts }) => {
    const against = conflicts.filter(isInTheWay)
    return against.length > 0 && against.every(({ kind }) => liftable.includes(kind))
  })
  const offers = barred.flatMap(({ personId }) =>
    (facts.shifts.get(personId) ?? [])
      .filter(({ countyId, cancelled }) => countyId === own.countyId && !cancelled)
      .filter(({ startsAt }) => startsAt > work.now && startsAt < offeredUntil(work))
      .filter(({ id }) => {
        const place = { personId, role, without: id }
        return !conflictsIn(facts, shift, place).some(isInTheWay)
      })
      .map(({ assignmentId }) => assignmentId),
  )
  const told = await toldAmong(work, offers, role)
  const judge = judgeOf(work, { countyId: own.countyId, personIds: [own.personId] })
  const shiftIds = told.map(({ shiftId }) => shiftId)
  const takeable = await shiftsToTake(work, own, { shiftIds, judge })
  return new Set(told.flatMap((one) => (takeable.has(one.shiftId) ? [one.personId] : [])))
}

/** Shifts that nothing hard forbids to take for the own one. */
async function shiftsToTake(
  work: Work,
  { personId, role, shift: own }: Place,
  { shiftIds, judge }: { shiftIds: readonly string[]; judge: Judge },
): Promise<ReadonlySet<string>> {
  const takeable = new Set<string>()
  for (const shift of (await plannedShiftsOf(work, [...new Set(shiftIds)])).values()) {
    if (shift.id === own.id) continue
    const conflicts = await judge({ personId, shift, role, without: own.id })
    if (!conflicts.some(({ hard }) => hard)) takeable.add(shift.id)
  }
  return takeable
}

/** Places of the other that both may hand over: each takes the one without the own. */
export async function exchangesFor(
  work: Work,
  assignmentId: string,
  otherPersonId: string,
): Promise<SwapPlace[]> {
  const own = await ownPlace(work, assignmentId)
  const { countyId, role } = own
  const whose = { countyId, personId: otherPersonId, role }
  const places = await placesAhead(work, whose, offeredUntil(work))
  const judge = judgeOf(work, { countyId, personIds: [own.personId, otherPersonId] })
  const shiftIds = places.map(({ shiftId }) => shiftId)
  const takeable = await shiftsToTake(work, own, { shiftIds, judge })
  const offered: SwapPlace[] = []
  for (const place of places.filter(({ shiftId }) => takeable.has(shiftId))) {
    const taking = { personId: otherPersonId, shift: own.shift, role, without: place.shiftId }
    if (!(await judge(taking)).some(isInTheWay)) offered.push(place)
  }
  return offered
}
