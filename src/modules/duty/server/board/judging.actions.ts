import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { boardTopic } from '../../contract/board.ts'
import { assignableRoles, countsOf, type RoleCounts, sumOf } from '../../contract/duty-role.ts'
import { gapTopic } from '../../contract/gap.ts'
import { dutyFacts, type GapFact } from '../../events.ts'
import { roleToAsk } from '../gap/proposal.rules.ts'
import { notifyPeople, touchPerson } from '../mine/notice.actions.ts'
import { gapKindOf, type Judged, judge } from './board.rules.ts'
import {
  closeGaps,
  type GapClosing,
  handOverHelp,
  type NewGap,
  openGaps,
  type Reopening,
  type ShiftFacts,
  type ShiftKey,
  type Succession,
  saveStates,
  shiftFacts,
  takeUpHelp,
  updateMissing,
  type Withdrawn,
} from './judging.queries.ts'

/**
 * Judges shifts from the rows as they are now: state on the board, gaps opened and closed, screens
 * told. The caller has locked the states (`lockStates`) before it changed anything.
 */
export async function rejudge(work: Work, keys: readonly ShiftKey[]): Promise<void> {
  if (keys.length === 0) return
  const shifts = (await shiftFacts(work, keys)).map(judged)
  await saveStates(
    work,
    shifts.map(({ facts, present, doubtful, verdict }) => ({
      asOf: facts.asOf,
      countyId: facts.countyId,
      shiftId: facts.shiftId,
      areaPath: facts.areaPath,
      rowClass: facts.rowClass,
      present,
      doubtful,
      uncertain: sumOf(doubtful),
      guests: facts.guests,
      state: verdict.state,
    })),
  )
  await settleGaps(work, shifts)
  for (const { facts } of shifts) {
    const { areaPath, rowClass, shiftId } = facts
    work.touch({ topic: boardTopic, areaPath, rowClass, keys: [shiftId] })
  }
}

interface JudgedShift {
  readonly facts: ShiftFacts
  readonly present: RoleCounts
  readonly doubtful: RoleCounts
  readonly verdict: Judged
}

function judged(facts: ShiftFacts): JudgedShift {
  const present = countsOf(facts.present)
  const doubtful = countsOf(facts.doubtful)
  const presence = { need: countsOf(facts.need), mustRoles: facts.mustRoles, present, doubtful }
  const { asOf: now, watchAt, endsAt } = facts
  return { facts, present, doubtful, verdict: judge(presence, { now, watchAt, endsAt }) }
}

async function settleGaps(work: Work, shifts: readonly JudgedShift[]): Promise<void> {
  const opened: { gap: NewGap; facts: ShiftFacts }[] = []
  const closed: { closing: GapClosing; facts: ShiftFacts }[] = []
  const changed: { countyId: string; gapId: string; missing: RoleCounts }[] = []
  const successions: Succession[] = []
  const reopenings: Reopening[] = []
  const unattended: { gapId: string; facts: ShiftFacts }[] = []
  for (const { facts, present, doubtful, verdict } of shifts) {
    const { asOf, countyId, shiftId, areaPath, rowClass, gapId, gapKind } = facts
    const isWatched = !facts.cancelled && asOf >= facts.watchAt && asOf < facts.endsAt
    const kind = isWatched ? gapKindOf(verdict.state) : null
    if (gapId && gapKind !== kind) {
      closed.push({ closing: { countyId, gapId, how: howClosed(facts, kind), asOf }, facts })
    }
    if (kind && gapKind !== kind) {
      const home = { countyId, shiftId, areaPath, rowClass }
      const gap = { id: newId(work.now), asOf, ...home, kind, missing: verdict.missing }
      opened.push({ gap, facts })
      const role = roleToAsk(facts.mustRoles, present, verdict.missing)
      if (gapId) successions.push({ countyId, gapId, nextGapId: gap.id, role })
      else reopenings.push({ countyId, shiftId, nextGapId: gap.id, role })
      if (policeLeft(facts, doubtful, verdict)) unattended.push({ gapId: gap.id, facts })
    }
    if (gapId && gapKind === kind) {
      const { missing } = verdict
      if (!sameCounts(countsOf(facts.gapMissing), missing)) {
        changed.push({ countyId, gapId, missing })
      }
      // The doubt may end while nothing else changes.
      if (policeLeft(facts, doubtful, verdict)) unattended.push({ gapId, facts })
    }
  }
  if (closed.length > 0) {
    const withdrawn = await closeGaps(
      work,
      closed.map(({ closing }) => closing),
    )
    await tellWithdrawn(work, withdrawn)
  }
  if (opened.length > 0) {
    await openGaps(
      work,
      opened.map(({ gap }) => gap),
    )
  }
  if (successions.length > 0) await handOverHelp(work, successions)
  if (reopenings.length > 0) await takeUpHelp(work, reopenings)
  if (changed.length > 0) await updateMissing(work, changed)
  for (const { gap, facts } of opened) tellOfGap(work, facts, gap, 'opened')
  for (const { gapId, facts } of unattended) tellOfUnattended(work, facts, gapId)
  for (const { closing, facts } of closed) {
    tellOfGap(work, facts, { id: closing.gapId, kind: facts.gapKind ?? 'short' }, closing.how)
  }
}

/**
 * 三见必到: nobody of the police is there, nor anybody in doubt, where a level insists on them; and
 * that is new.
 */
function policeLeft(facts: ShiftFacts, doubtful: RoleCounts, { missing }: Judged): boolean {
  if (facts.mustAttendLevel === null) return false
  const { police } = countsOf(facts.need)
  const before = { missing: countsOf(facts.gapMissing), doubtful: countsOf(facts.doubtfulBefore) }
  return policeGone(police, { missing, doubtful }) && !policeGone(police, before)
}

const policeGone = (
  police: number,
  { missing, doubtful }: { missing: RoleCounts; doubtful: RoleCounts },
): boolean => police > 0 && missing.police >= police && doubtful.police === 0

function howClosed(facts: ShiftFacts, kind: 'unmanned' | 'short' | null) {
  // Before its watch only where bells were moved after a gap had opened.
  if (facts.cancelled || facts.asOf < facts.watchAt) return 'cancelled'
  if (facts.asOf >= facts.endsAt) return 'ended'
  return facts.gapKind === 'short' && kind === 'unmanned' ? 'worsened' : 'checkIn'
}

const sameCounts = (a: RoleCounts, b: RoleCounts): boolean =>
  assignableRoles.every((role) => a[role] === b[role])

function tellOfGap(
  work: Work,
  facts: ShiftFacts,
  gap: { id: string; kind: 'unmanned' | 'short' },
  how: 'opened' | GapClosing['how'],
): void {
  const { countyId, areaPath, rowClass, shiftId, postId, day } = facts
  const payload: GapFact = { gapId: gap.id, shiftId, postId, countyId, day, kind: gap.kind }
  const fact = { countyId, areaPath, payload: { ...payload } }
  if (how === 'opened') work.announce({ topic: dutyFacts.gapOpened, urgent: true, ...fact })
  else work.announce({ topic: dutyFacts.gapClosed, ...fact })
  work.touch({ topic: gapTopic, areaPath, rowClass, keys: [gap.id] })
  work.audit({
    action: how === 'opened' ? 'duty.gap.open' : 'duty.gap.close',
    subjectKind: 'gap',
    subjectId: gap.id,
    countyId,
    areaPath,
    rowClass,
    detail: { shiftId, kind: gap.kind, how },
  })
}

/** Whoever goes to help hears of a shift that was called off, as everybody who was told of it. */
async function tellWithdrawn(work: Work, withdrawn: readonly Withdrawn[]): Promise<void> {
  for (const { areaPath, personId } of withdrawn) touchPerson(work, areaPath, personId)
  await notifyPeople(
    work,
    withdrawn
      .filter(({ calledOff }) => calledOff)
      .map((one) => ({ ...one, kind: 'shiftChanged', subjectId: one.shiftId, detail: {} })),
  )
}

function tellOfUnattended(work: Work, facts: ShiftFacts, gapId: string): void {
  const { countyId, areaPath, shiftId, postId, day } = facts
  const payload: GapFact = { gapId, shiftId, postId, countyId, day, kind: 'unmanned' }
  const topic = dutyFacts.mustAttendMissed
  work.announce({ topic, urgent: true, countyId, areaPath, payload: { ...payload } })
}
