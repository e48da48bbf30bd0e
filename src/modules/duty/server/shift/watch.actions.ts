import { contentHash } from '../../../../platform/database/content-hash.ts'
import type { Database } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { dutyFacts } from '../../events.ts'
import { rejudge } from '../board/judging.actions.ts'
import { lockStates } from '../board/judging.queries.ts'
import { insertCheckIns } from '../check-in/intake.queries.ts'
import { withdrawOpenHelp } from '../gap/help.queries.ts'
import { touchPerson } from '../mine/notice.actions.ts'
import { closeGraceMin } from './shift.rules.ts'
import { announceDays } from './stale-days.actions.ts'
import {
  claimDueShifts,
  type DueShift,
  forgottenOuts,
  moveDue,
  noteOpenAtBell,
} from './watch.queries.ts'

const shiftsAtOnce = 200

/**
 * Does what is due for shifts: judges posts from the watch on, notes what is open at the bell,
 * closes windows, checks out who forgot to. Gives how many shifts it moved on.
 */
export const watchShifts = (database: Database): Promise<number> =>
  database.inWork(systemBinding, async (work) => {
    const due = await claimDueShifts(work, shiftsAtOnce)
    if (due.length === 0) return 0
    await lockStates(
      work,
      due.map(({ shiftId }) => shiftId),
    )
    await rejudge(
      work,
      due.filter(({ step }) => step !== 'close'),
    )
    const ended = due.filter(({ step }) => step === 'end')
    if (ended.length > 0) await withdrawOpenHelp(work, ended)
    // Whether police came to a shift that they must attend is known when it ends.
    const insisted = ended.filter(({ mustAttend }) => mustAttend)
    announceDays(work, dutyFacts.shiftsEnded, insisted)
    const atBell = due.filter(({ step }) => step === 'bell')
    if (atBell.length > 0) await noteOpenAtBell(work, atBell)
    // Whether somebody was seen counts from the bell on.
    announceDays(work, dutyFacts.bellsRang, atBell)
    const closing = due.filter(({ step }) => step === 'close')
    if (closing.length > 0) await closeForgotten(work, closing)
    await moveDue(
      work,
      due.map(({ shiftId }) => shiftId),
      closeGraceMin,
    )
    return due.length
  })

/** A forgotten check-out is closed at the shift's end and marked: it counts no hours. */
async function closeForgotten(work: Work, closing: readonly DueShift[]): Promise<void> {
  const forgotten = await forgottenOuts(work, closing)
  if (forgotten.length === 0) return
  const shifts = new Map(closing.map((shift) => [`${shift.countyId} ${shift.shiftId}`, shift]))
  const rows = forgotten.flatMap(({ countyId, shiftId, personId, role, inAt }) => {
    const shift = shifts.get(`${countyId} ${shiftId}`)
    if (!shift) return []
    const at = new Date(Math.max(inAt.getTime(), shift.endsAt.getTime()))
    const { areaPath, rowClass, postId } = shift
    const home = { countyId, areaPath, rowClass, shiftId, postId, personId }
    return {
      ...home,
      ...automaticOut,
      id: newId(work.now),
      recordedBy: personId,
      role,
      at,
      contentHash: contentHash({ automatic: true, shiftId, personId }).toString('hex'),
    }
  })
  await insertCheckIns(work, rows)
  for (const { areaPath, personId } of rows) touchPerson(work, areaPath, personId)
  for (const shift of closing)
    tell(
      work,
      shift,
      rows.filter((row) => row.shiftId === shift.shiftId),
    )
}

const automaticOut = {
  direction: 'out',
  method: 'automatic',
  verdict: 'none',
  kit: [],
  sanjian: [],
  photoFileId: null,
  photoSha256: null,
  offline: false,
  late: false,
  reason: null,
  causes: [],
  approval: 'notNeeded',
  approvedBy: null,
  correctsId: null,
} as const

function tell(work: Work, shift: DueShift, closed: readonly unknown[]): void {
  if (closed.length === 0) return
  const { countyId, areaPath, rowClass, shiftId, day } = shift
  work.audit({
    action: 'duty.checkIn.close',
    subjectKind: 'shift',
    subjectId: shiftId,
    countyId,
    areaPath,
    rowClass,
    detail: { closed: closed.length },
  })
  const payload = { countyId, day }
  work.announce({ topic: dutyFacts.checkInsRecorded, countyId, areaPath, payload })
}
