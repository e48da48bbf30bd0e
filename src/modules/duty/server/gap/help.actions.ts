import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Database } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { boardTopic } from '../../contract/board.ts'
import { type AssignableRole, countsOf } from '../../contract/duty-role.ts'
import { type HelpState, helpCan, isUnderWay, type Proposal } from '../../contract/gap.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import type { DutySetting } from '../../contract/setting.ts'
import { notifyPeople, touchPerson } from '../mine/notice.actions.ts'
import { settingAt } from '../setting/setting.queries.ts'
import { candidatesFor, findGap, type GapToFill } from './gap.queries.ts'
import {
  claimUnanswered,
  findHelp,
  helpOfGap,
  insertHelp,
  isAskedAlready,
  type StoredHelp,
  setHelpState,
} from './help.queries.ts'
import { type Exclusion, exclusionOf, propose, roleToAsk } from './proposal.rules.ts'

export interface Proposed {
  readonly gap: GapToFill
  readonly role: AssignableRole
  readonly proposals: readonly Proposal[]
  readonly excluded: Record<Exclusion, number>
  readonly considered: number
  readonly setting: DutySetting
  /** Why a person is not among the proposals. */
  exclusionOf(personId: string): Exclusion | null
}

/** Who could go to a gap of the scope, the best first. */
export async function proposalsFor(work: Work, gapId: string, lock = false): Promise<Proposed> {
  const gap = await findGap(work, gapId, { lock })
  if (!gap) throw baseProblems.notFound()
  const setting = await settingAt(work, gap.areaPath)
  const role = roleToAsk(gap.mustRoles, countsOf(gap.present), countsOf(gap.missing))
  if (!role || !gap.isOpen) throw dutyProblems.gapClosed()
  const candidates = await candidatesFor(work, gap, role, setting)
  const reckoning = { ...setting, now: work.now }
  const byId = new Map(candidates.map((candidate) => [candidate.personId, candidate]))
  return {
    gap,
    role,
    setting,
    considered: candidates.length,
    ...propose(role, candidates, gap, reckoning),
    exclusionOf(personId) {
      const candidate = byId.get(personId)
      return candidate ? exclusionOf(candidate) : 'notSeconded'
    },
  }
}

export interface HelpAsk {
  readonly id: string
  readonly personId?: string | undefined
  readonly autoNext?: boolean | undefined
}

/** Asks one person (the first proposal unless named) to go to a gap. */
export async function ask(work: Work, gapId: string, wish: HelpAsk): Promise<StoredHelp> {
  const before = await findHelp(work, wish.id)
  if (before) {
    // Its gap may have been replaced since by another one of the same shift.
    const gap = await findGap(work, gapId, { lock: false })
    const isSamePerson = [undefined, before.personId].includes(wish.personId)
    if (before.shiftId !== gap?.shiftId || !isSamePerson) throw baseProblems.conflict()
    return before
  }
  const proposed = await proposalsFor(work, gapId, true)
  const asked = await helpOfGap(work, gapId)
  const underWay = asked.find(isUnderWay)
  if (underWay) throw dutyProblems.helpUnderWay({ person: underWay.personName })
  const proposal = await chosen(work, proposed, wish.personId)
  const { gap, role, setting } = proposed
  await insertHelp(work, {
    id: wish.id,
    countyId: gap.countyId,
    areaPath: gap.areaPath,
    rowClass: gap.rowClass,
    gapId,
    shiftId: gap.shiftId,
    personId: proposal.personId,
    role,
    ordinal: (asked.at(-1)?.ordinal ?? 0) + 1,
    autoNext: wish.autoNext ?? setting.helpAutoNext,
    distanceM: proposal.distanceM,
    travelMin: proposal.travelMin,
    askedBy: work.actor.personId,
    answerDueAt: new Date(work.now.getTime() + setting.helpAnswerS * 1000),
  })
  const help = await getHelp(work, wish.id)
  await notifyPeople(work, [{ ...help, kind: 'helpAsked', subjectId: help.id, detail: {} }])
  tell(work, 'duty.help.ask', help)
  return help
}

async function chosen(work: Work, proposed: Proposed, personId?: string): Promise<Proposal> {
  const { gap, proposals } = proposed
  const named = proposals.filter((one) => !personId || one.personId === personId)
  const proposal = await firstFree(work, gap, named)
  if (proposal) return proposal
  if (!personId) throw dutyProblems.nobodyToAsk()
  const late = named.length > 0 ? 'alreadyAsked' : 'notSeconded'
  throw dutyProblems.notEligible({ reason: proposed.exclusionOf(personId) ?? late })
}

/** The first of them whom nobody has asked to another gate meanwhile. */
async function firstFree(
  work: Work,
  { day }: GapToFill,
  proposals: readonly Proposal[],
): Promise<Proposal | undefined> {
  for (const proposal of proposals) {
    if (!(await isAskedAlready(work, { personId: proposal.personId, day }))) return proposal
  }
  return undefined
}

export async function getHelp(work: Work, id: string): Promise<StoredHelp> {
  const help = await findHelp(work, id)
  if (!help) throw baseProblems.notFound()
  return help
}

/** The person who was asked answers; the answer stands on the board at once. */
export async function answer(
  work: Work,
  id: string,
  state: 'accepted' | 'declined',
): Promise<StoredHelp> {
  const help = await getHelp(work, id)
  if (help.personId !== work.actor.personId) throw baseProblems.notFound()
  if (help.state === state) return help
  refuseUnless(helpCan.answer, help.state)
  await setHelpState(work, help, state)
  tell(work, 'duty.help.answer', { ...help, state })
  if (state === 'declined' && help.autoNext) await askNext(work, help)
  return getHelp(work, id)
}

export async function withdraw(work: Work, id: string): Promise<StoredHelp> {
  const help = await getHelp(work, id)
  if (help.state === 'withdrawn') return help
  refuseUnless(helpCan.withdraw, help.state)
  await setHelpState(work, help, 'withdrawn')
  tell(work, 'duty.help.withdraw', { ...help, state: 'withdrawn' })
  return getHelp(work, id)
}

function refuseUnless(allowed: readonly string[], state: HelpState): void {
  if (!allowed.includes(state)) throw dutyProblems.stateForbids({ state })
}

const requestsAtOnce = 50

/** Who does not answer in time is passed over, and the next is asked where that is wanted. */
export const passOverSilent = (database: Database): Promise<number> =>
  database.inWork(systemBinding, async (work) => {
    const ids = await claimUnanswered(work, requestsAtOnce)
    for (const id of ids) {
      const help = await getHelp(work, id)
      await setHelpState(work, help, 'unanswered')
      tell(work, 'duty.help.expire', { ...help, state: 'unanswered' })
      if (help.autoNext) await askNext(work, help)
    }
    return ids.length
  })

/** Asks the next proposal in the name of who asked the last; nobody left is no error. */
async function askNext(work: Work, last: StoredHelp): Promise<void> {
  const gap = await findGap(work, last.gapId, { lock: true })
  if (!gap?.isOpen) return
  const { proposals, role, setting } = await proposalsFor(work, last.gapId)
  // To strip another gate is a person's decision, never the clock's.
  const spare = proposals.filter(({ rank }) => rank !== 'ownPostWouldBeShort')
  const proposal = await firstFree(work, gap, spare)
  if (!proposal) return
  const id = newId(work.now)
  await insertHelp(work, {
    id,
    countyId: gap.countyId,
    areaPath: gap.areaPath,
    rowClass: gap.rowClass,
    gapId: last.gapId,
    shiftId: gap.shiftId,
    personId: proposal.personId,
    role,
    ordinal: last.ordinal + 1,
    autoNext: true,
    distanceM: proposal.distanceM,
    travelMin: proposal.travelMin,
    askedBy: last.askedBy,
    answerDueAt: new Date(work.now.getTime() + setting.helpAnswerS * 1000),
  })
  const help = await getHelp(work, id)
  await notifyPeople(work, [{ ...help, kind: 'helpAsked', subjectId: help.id, detail: {} }])
  tell(work, 'duty.help.ask', help)
}

function tell(work: Work, action: string, help: StoredHelp): void {
  const { countyId, areaPath, rowClass, shiftId, gapId, personId, role, state, ordinal } = help
  work.audit({
    action,
    subjectKind: 'helpRequest',
    subjectId: help.id,
    countyId,
    areaPath,
    rowClass,
    detail: { gapId, shiftId, personId, role, state, ordinal },
  })
  work.touch({ topic: boardTopic, areaPath, rowClass, keys: [shiftId] })
  touchPerson(work, areaPath, personId)
}
