import { weekStart } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { isPoliceSide } from '../../contract/duty-role.ts'
import type { Conflict } from '../../contract/plan.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { type Swap, type SwapState, swapCan, swapTopic } from '../../contract/swap.ts'
import { notifyPeople, touchPerson } from '../mine/notice.actions.ts'
import { refuseOtherSide, tellOfPlaces } from '../plan/assignment.actions.ts'
import { lockPerson } from '../plan/plan.queries.ts'
import {
  findSwap,
  handOver,
  hasOpenSwap,
  insertSwap,
  type NewSwap,
  type StoredSwap,
  setSwapState,
} from './swap.queries.ts'
import { areaOfPerson, type Place, placeToSwap, standsAgainst } from './swap-places.actions.ts'

export interface SwapWish {
  readonly id: string
  readonly assignmentId: string
  readonly otherPersonId: string
  readonly otherAssignmentId: string | null
}

/** Asks another person to take an own place; a repeat gives the same swap. */
export async function propose(work: Work, wish: SwapWish): Promise<StoredSwap> {
  const { personId } = work.actor
  const before = await findSwap(work, wish.id)
  if (before) return repeated(work, before, wish)
  const gives = await placeToSwap(work, wish.assignmentId)
  if (!gives || gives.personId !== personId) throw baseProblems.notFound()
  if (wish.otherPersonId === personId) throw dutyProblems.swapWithSelf()
  const takes = wish.otherAssignmentId ? await placeToSwap(work, wish.otherAssignmentId) : null
  if (takes === undefined || (takes && takes.personId !== wish.otherPersonId)) {
    throw baseProblems.notFound()
  }
  await refuseUnfit(work, { gives, takes, personId, otherPersonId: wish.otherPersonId })
  if (await hasOpenSwap(work, gives)) throw dutyProblems.swapOpen()
  const { countyId, role } = gives
  const starts = [gives, ...(takes ? [takes] : [])].map(({ shift }) => shift.startsAt.getTime())
  const swap: NewSwap = {
    ...wish,
    countyId,
    role,
    personId,
    areaPath: await areaAbove(work, { gives, takes, people: [personId, wish.otherPersonId] }),
    expiresAt: new Date(Math.min(...starts)),
  }
  await insertSwap(work, swap)
  const stored = await getSwap(work, wish.id)
  await tellOfSwap(work, 'duty.swap.propose', stored, ['swapAsked', wish.otherPersonId])
  return stored
}

/** The other person's word; agreed on, it waits for a leader. */
export async function answer(
  work: Work,
  id: string,
  state: 'agreed' | 'declined',
): Promise<StoredSwap> {
  const swap = await getSwap(work, id)
  if (swap.otherPersonId !== work.actor.personId) throw baseProblems.notFound()
  if (swap.state === state) return swap
  refuseUnless(work, state === 'agreed' ? swapCan.agree : swapCan.decline, swap)
  if (state === 'agreed') await placesOf(work, swap)
  return move(work, swap, state, ['swapAnswered', swap.personId])
}

export async function withdraw(work: Work, id: string): Promise<StoredSwap> {
  const swap = await getSwap(work, id)
  if (swap.personId !== work.actor.personId) throw baseProblems.notFound()
  if (swap.state === 'withdrawn') return swap
  refuseUnless(work, swapCan.withdraw, swap)
  return move(work, swap, 'withdrawn', ['swapAnswered', swap.otherPersonId])
}

/** A leader's word on what both agreed on: approved, the places change hands at once. */
export async function decide(
  work: Work,
  id: string,
  decision: 'approved' | 'refused',
): Promise<StoredSwap> {
  const swap = await getSwap(work, id)
  if ([swap.personId, swap.otherPersonId].includes(work.actor.personId)) {
    throw dutyProblems.ownDecision()
  }
  refuseOtherSide(work, swap.role)
  if (swap.state === decision) return swap
  refuseUnless(work, swapCan.decide, swap)
  if (decision === 'approved') await exchange(work, swap)
  return move(work, swap, decision, ['swapDecided', swap.personId, swap.otherPersonId])
}

/** What stands by now against each of the two in the place that they would take. */
export async function effectOf(work: Work, id: string) {
  const swap = await getSwap(work, id)
  const { gives, takes } = await placesOf(work, swap)
  const of = (personId: string, personName: string, conflicts: Conflict[]) => ({
    personId,
    personName,
    conflicts,
  })
  const { personId, otherPersonId } = swap
  const rows = [
    of(otherPersonId, swap.otherPersonName, await against(work, otherPersonId, gives, takes)),
  ]
  if (takes) rows.push(of(personId, swap.personName, await against(work, personId, takes, gives)))
  return { rows }
}

/** The trail, the screens of leaders, the phones of both, and who hears by a notice. */
export async function tellOfSwap(
  work: Work,
  action: string,
  swap: StoredSwap,
  [kind, ...personIds]: ['swapAsked' | 'swapAnswered' | 'swapDecided', ...string[]],
): Promise<void> {
  const { id, countyId, areaPath, personId, otherPersonId, role, state } = swap
  const detail = { personId, otherPersonId, role, state, shiftId: swap.gives.shiftId }
  work.audit({ action, subjectKind: 'swap', subjectId: id, countyId, areaPath, detail })
  work.touch({ topic: swapTopic, areaPath, rowClass: 'joint', keys: [id] })
  const { postName, bellAt } = swap.gives
  await notifyPeople(
    work,
    personIds.map((told) => ({
      countyId,
      areaPath,
      personId: told,
      kind,
      subjectId: id,
      detail: { state, postName, bellAt },
    })),
  )
  for (const one of [personId, otherPersonId]) touchPerson(work, areaPath, one)
}

async function getSwap(work: Work, id: string): Promise<StoredSwap> {
  const swap = await findSwap(work, id)
  if (!swap) throw baseProblems.notFound()
  return swap
}

function repeated(work: Work, before: StoredSwap, wish: SwapWish): StoredSwap {
  if (before.personId !== work.actor.personId) throw baseProblems.conflict()
  const same =
    before.gives.assignmentId === wish.assignmentId &&
    before.otherPersonId === wish.otherPersonId &&
    before.otherAssignmentId === wish.otherAssignmentId
  if (!same) throw baseProblems.conflict()
  return before
}

function refuseUnless(work: Work, allowed: readonly SwapState[], { state, expiresAt }: Swap): void {
  if (!allowed.includes(state)) throw dutyProblems.stateForbids({ state })
  if (new Date(expiresAt) <= work.now) throw dutyProblems.stateForbids({ state: 'expired' })
}

async function move(
  work: Work,
  swap: StoredSwap,
  state: SwapState,
  told: Parameters<typeof tellOfSwap>[3],
): Promise<StoredSwap> {
  await setSwapState(work, swap, state)
  const moved = await getSwap(work, swap.id)
  await tellOfSwap(work, `duty.swap.${verbs[state]}`, moved, told)
  return moved
}

const verbs: Readonly<Record<SwapState, string>> = {
  asked: 'propose',
  agreed: 'answer',
  declined: 'answer',
  approved: 'decide',
  refused: 'decide',
  withdrawn: 'withdraw',
  expired: 'expire',
}

interface Exchange {
  readonly gives: Place
  readonly takes: Place | null
}

/** The places of a swap as both agreed on; refused when the plan has changed meanwhile. */
async function placesOf(work: Work, swap: StoredSwap): Promise<Exchange> {
  const gives = await placeToSwap(work, swap.gives.assignmentId)
  const takes = swap.otherAssignmentId ? await placeToSwap(work, swap.otherAssignmentId) : null
  const stands = gives?.personId === swap.personId && takes !== undefined
  if (!stands || (takes && takes.personId !== swap.otherPersonId)) throw dutyProblems.swapGone()
  return { gives, takes }
}

async function exchange(work: Work, swap: StoredSwap): Promise<void> {
  const { personId, otherPersonId } = swap
  for (const one of [personId, otherPersonId].sort()) await lockPerson(work, one)
  const { gives, takes } = await placesOf(work, swap)
  await refuseUnfit(work, { gives, takes, personId, otherPersonId })
  await handOver(work, gives, otherPersonId)
  if (takes) await handOver(work, takes, personId)
  const moved = [
    { place: gives, to: otherPersonId },
    ...(takes ? [{ place: takes, to: personId }] : []),
  ]
  tellOfPlaces(
    work,
    'duty.assignment.swap',
    moved.map(({ place: { id, countyId, shift, role }, to }) => ({
      id,
      countyId,
      areaPath: shift.areaPath,
      shiftId: shift.id,
      personId: to,
      role,
      week: weekStart(shift.day),
    })),
  )
}

const against = (work: Work, personId: string, takes: Place, gives: Place | null) =>
  standsAgainst(work, { personId, shift: takes.shift, role: takes.role, without: gives?.shift.id })

/** The rules of the planner and of every filler hold for a swap too. */
async function refuseUnfit(
  work: Work,
  swap: Exchange & { personId: string; otherPersonId: string },
): Promise<void> {
  const { gives, takes, personId, otherPersonId } = swap
  if (takes && (takes.role !== gives.role || takes.countyId !== gives.countyId)) {
    throw dutyProblems.hardConflict({ conflicts: ['role'] })
  }
  const found = await against(work, otherPersonId, gives, takes)
  // Why a colleague cannot come (leave, say) is told to leaders only.
  const isOwn = work.actor.personId === personId
  if (isOwn && found.some(({ hard }) => hard)) throw dutyProblems.swapUnfit()
  if (takes) found.push(...(await against(work, personId, takes, gives)))
  const kinds = new Set(found.filter(({ hard }) => hard).map(({ kind }) => kind))
  if (kinds.size > 0) throw dutyProblems.hardConflict({ conflicts: [...kinds] })
}

/** The nearest area above both people and all places: whose leader may decide. */
async function areaAbove(
  work: Work,
  { gives, takes, people }: Exchange & { people: readonly string[] },
): Promise<string> {
  const paths = [gives.shift.areaPath, ...(takes ? [takes.shift.areaPath] : [])]
  for (const personId of people) paths.push(await areaOfPerson(work, gives.countyId, personId))
  // A school decides for its own; the police are decided for by the police.
  if (isPoliceSide(gives.role)) paths.push(gives.shift.stationPath)
  return paths.reduce(commonPath)
}

function commonPath(one: string, other: string): string {
  const [a, b] = [one.split('.'), other.split('.')]
  const length = a.findIndex((label, index) => label !== b[index])
  return length < 0 ? one : a.slice(0, length).join('.')
}
