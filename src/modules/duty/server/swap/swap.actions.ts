import { weekStart } from '../../../../platform/clock/zoned.ts'
import { pathAbove } from '../../../../platform/contract/area-path.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { isPoliceSide } from '../../contract/duty-role.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { type Swap, type SwapState, swapCan, swapTopic } from '../../contract/swap.ts'
import { dutyFacts, type PlacesSwapped } from '../../events.ts'
import { notifyPeople, touchPerson } from '../mine/notice.actions.ts'
import { refuseOtherSide, tellOfPlaces } from '../plan/assignment.actions.ts'
import { lockPeople } from '../plan/plan-lock.queries.ts'
import {
  findSwap,
  handOver,
  insertSwap,
  type NewSwap,
  readSwap,
  type StoredSwap,
  setSwapArea,
  setSwapState,
  swapsLeftBy,
} from './swap.queries.ts'
import {
  areaOfPerson,
  judgeOf,
  lockPlace,
  type Place,
  readPlace,
  type Taking,
} from './swap-places.actions.ts'

export interface SwapWish {
  readonly id: string
  readonly assignmentId: string
  readonly otherPersonId: string
  readonly otherAssignmentId: string | null
}

/** Asks another person to take an own place; a repeat gives the same swap. */
export async function propose(work: Work, wish: SwapWish): Promise<StoredSwap> {
  const { personId } = work.actor
  const { otherPersonId } = wish
  // First of all: two who ask each other at once, or one who asks twice, wait here for each other.
  await lockPeople(work, [personId, otherPersonId])
  const before = await readSwap(work, wish.id)
  if (before) return repeated(work, before, wish)
  const gives = await lockPlace(work, wish.assignmentId)
  if (!gives || gives.personId !== personId) throw baseProblems.notFound()
  if (otherPersonId === personId) throw dutyProblems.swapWithSelf()
  const takes = wish.otherAssignmentId ? await lockPlace(work, wish.otherAssignmentId) : null
  if (takes === undefined || (takes && takes.personId !== otherPersonId)) {
    throw baseProblems.notFound()
  }
  await refuseUnfit(work, { gives, takes, personId, otherPersonId })
  const swap = await newSwap(work, wish, { gives, takes })
  if (!(await insertSwap(work, swap))) throw dutyProblems.swapOpen()
  const stored = await getSwap(work, wish.id)
  await tellOfSwap(work, 'duty.swap.propose', stored, ['swapAsked', otherPersonId])
  return stored
}

async function newSwap(work: Work, wish: SwapWish, { gives, takes }: Exchange): Promise<NewSwap> {
  const { personId } = work.actor
  const { countyId, role } = gives
  const starts = [gives, ...(takes ? [takes] : [])].map(({ shift }) => shift.startsAt.getTime())
  const people = [personId, wish.otherPersonId]
  const areaPath = await areaAbove(work, { gives, takes, people })
  return { ...wish, countyId, role, personId, areaPath, expiresAt: new Date(Math.min(...starts)) }
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
  // A glance: what counts is how the places stand when a leader decides.
  if (state === 'agreed') await placesOf(work, swap, readPlace)
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
export async function againstBoth(work: Work, id: string) {
  const swap = await readSwap(work, id)
  if (!swap) throw baseProblems.notFound()
  const { gives, takes } = await placesOf(work, swap, readPlace)
  const { countyId, personId, otherPersonId, personName, otherPersonName } = swap
  const judge = judgeOf(work, { countyId, personIds: [personId, otherPersonId] })
  const conflicts = await judge(taking(otherPersonId, gives, takes))
  const rows = [{ personId: otherPersonId, personName: otherPersonName, conflicts }]
  if (takes) {
    rows.push({ personId, personName, conflicts: await judge(taking(personId, takes, gives)) })
  }
  return { rows }
}

/** The trail, the screens of leaders and the phones of both. */
function showSwap(work: Work, action: string, swap: StoredSwap): void {
  const { id, countyId, areaPath, personId, otherPersonId, role, state } = swap
  const detail = { personId, otherPersonId, role, state, shiftId: swap.gives.shiftId }
  work.audit({ action, subjectKind: 'swap', subjectId: id, countyId, areaPath, detail })
  work.touch({ topic: swapTopic, areaPath, rowClass: 'joint', keys: [id] })
  for (const one of [personId, otherPersonId]) touchPerson(work, areaPath, one)
}

/** All of that, and who hears by a notice. */
async function tellOfSwap(
  work: Work,
  action: string,
  swap: StoredSwap,
  [kind, ...personIds]: [Hearing['kind'], ...string[]],
): Promise<void> {
  showSwap(work, action, swap)
  await notifyOf(work, swap, { kind, personIds })
}

interface Hearing {
  readonly kind: 'swapAsked' | 'swapAnswered' | 'swapDecided'
  readonly personIds: readonly string[]
  /** Others decide from now on. */
  readonly raised?: true
}

async function notifyOf(
  work: Work,
  { id, countyId, areaPath, state, gives: { postName, bellAt } }: StoredSwap,
  { kind, personIds, raised }: Hearing,
): Promise<void> {
  const detail = { state, postName, bellAt, ...(raised ? { raised } : {}) }
  const notice = { countyId, areaPath, kind, subjectId: id, detail }
  await notifyPeople(
    work,
    personIds.map((personId) => ({ ...notice, personId })),
  )
}

/** Both hear of swaps that are over although nobody decided. */
export async function tellOfExpired(work: Work, swaps: readonly StoredSwap[]): Promise<void> {
  for (const swap of swaps) {
    const told = [swap.personId, swap.otherPersonId] as const
    await tellOfSwap(work, 'duty.swap.expire', swap, ['swapDecided', ...told])
  }
}

/** A school at another station may leave the area of a swap: who commands both decides now. */
export async function raiseSwaps(work: Work, countyId: string, schoolPath: string): Promise<void> {
  for (const swap of await swapsLeftBy(work, countyId, schoolPath)) {
    const areaPath = pathAbove([swap.areaPath, schoolPath])
    await setSwapArea(work, swap, areaPath)
    // Who decided until now sees it go.
    work.touch({ topic: swapTopic, areaPath: swap.areaPath, rowClass: 'joint', keys: [swap.id] })
    const raised = { ...swap, areaPath }
    showSwap(work, 'duty.swap.move', raised)
    if (!isOpen(swap)) continue
    const personIds = [swap.personId, swap.otherPersonId]
    await notifyOf(work, raised, { kind: 'swapAnswered', personIds, raised: true })
  }
}

const isOpen = ({ state }: Swap): boolean =>
  (swapCan.withdraw as readonly SwapState[]).includes(state)

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
async function placesOf(
  work: Work,
  swap: StoredSwap,
  place: typeof lockPlace | typeof readPlace,
): Promise<Exchange> {
  const gives = await place(work, swap.gives.assignmentId)
  const takes = swap.otherAssignmentId ? await place(work, swap.otherAssignmentId) : null
  const stands = gives?.personId === swap.personId && takes !== undefined
  if (!stands || (takes && takes.personId !== swap.otherPersonId)) throw dutyProblems.swapGone()
  return { gives, takes }
}

async function exchange(work: Work, swap: StoredSwap): Promise<void> {
  const { countyId, areaPath, personId, otherPersonId } = swap
  await lockPeople(work, [personId, otherPersonId])
  const { gives, takes } = await placesOf(work, swap, lockPlace)
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
    moved.map(({ place: { id, shift, role }, to }) => ({
      id,
      countyId,
      areaPath: shift.areaPath,
      shiftId: shift.id,
      personId: to,
      role,
      week: weekStart(shift.day),
    })),
  )
  // Whoever else was asked about these places may lie outside the leader's scope.
  const payload: PlacesSwapped = { assignmentIds: moved.map(({ place }) => place.id) }
  work.announce({ topic: dutyFacts.placesSwapped, countyId, areaPath, payload: { ...payload } })
}

const taking = (personId: string, takes: Place, gives: Place | null): Taking => ({
  personId,
  shift: takes.shift,
  role: takes.role,
  without: gives?.shift.id,
})

/** The rules of the planner and of every filler hold for a swap too. */
async function refuseUnfit(
  work: Work,
  swap: Exchange & { personId: string; otherPersonId: string },
): Promise<void> {
  const { gives, takes, personId, otherPersonId } = swap
  if (takes && (takes.role !== gives.role || takes.countyId !== gives.countyId)) {
    throw dutyProblems.hardConflict({ conflicts: ['role'] })
  }
  const { countyId } = gives
  const judge = judgeOf(work, { countyId, personIds: [personId, otherPersonId] })
  const found = await judge(taking(otherPersonId, gives, takes))
  // Why a colleague cannot come (leave, say) is told to leaders only.
  const isOwn = work.actor.personId === personId
  if (isOwn && found.some(({ hard }) => hard)) throw dutyProblems.swapUnfit()
  if (takes) found.push(...(await judge(taking(personId, takes, gives))))
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
  return pathAbove(paths)
}
