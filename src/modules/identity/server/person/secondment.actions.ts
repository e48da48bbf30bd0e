import { addDays, localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { keepRemarks } from '../../../../platform/erasure/remark.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import { NewSecondment } from '../../contract/secondment.ts'
import { leaveCounty } from '../account/leaving.actions.ts'
import { findAgencies } from '../area/agency.queries.ts'
import { type IdentitySessions, sessionsOf } from '../session/session-cache.ts'
import { findPersonAt } from './person.queries.ts'
import {
  endHostRow,
  findOverlapping,
  type Guest,
  insertSecondment,
  lockSecondment,
  placeHostRow,
  type SecondmentRow,
  saveHostRow,
  saveSecondmentEnd,
  takeEndedSecondments,
  takeSecondmentsToPlace,
} from './secondment.queries.ts'

/**
 * Lets a person of one county, or of a body above, act in another: a row there with the same id,
 * which keys of that county use (docs/decisions/0001). The caller must see both ends.
 */
export async function secondPerson(
  work: Work,
  ground: Ground,
  secondment: NewSecondment,
): Promise<void> {
  const wanted = NewSecondment.parse(secondment)
  const person = await findPersonAt(work, wanted.homeCountyId, wanted.personId)
  const agency = (await findAgencies(work, [wanted.agencyId])).get(wanted.agencyId)
  if (!person || !agency) throw baseProblems.notFound()
  if (person.homeCountyId || agency.countyId === person.countyId) {
    throw identityProblems.secondmentHome()
  }
  const row: SecondmentRow = {
    id: wanted.id,
    countyId: agency.countyId,
    areaPath: agency.areaPath,
    agencyId: agency.id,
    personId: person.id,
    homeCountyId: person.countyId,
    startsOn: wanted.startsOn,
    endsOn: wanted.endsOn,
    reason: wanted.reason,
    approvedBy: work.binding.personId ?? person.id,
  }
  const before = await lockSecondment(work, row.id)
  if (before) return repeated(before, row)
  if (row.endsOn !== null && row.endsOn < row.startsOn) throw endRefused()
  if (await findOverlapping(work, row)) throw identityProblems.secondmentOpen()
  const { countyId, personId } = row
  const host = await findPersonAt(work, countyId, personId)
  // Roles from before would be in force again with the row.
  if (host && !host.active) await leaveCounty(work, sessionsOf(ground), { countyId, personId })
  await saveHostRow(work, { ...agency, agencyId: agency.id }, person)
  await insertSecondment(work, row)
  await placeGuests(work, row)
  const { id, startsOn, endsOn, homeCountyId } = row
  const digests = await keepRemarks(work, [
    { ...row, subjectId: id, field: 'reason', text: row.reason, at: work.now },
  ])
  const detail = { secondmentId: id, homeCountyId, startsOn, endsOn }
  tell(work, row, 'identity.secondment.create', detail, digests.get(id))
}

const wished = ['personId', 'agencyId', 'startsOn', 'endsOn'] as const

function repeated(before: SecondmentRow, row: SecondmentRow): void {
  if (wished.some((field) => before[field] !== row[field])) throw baseProblems.conflict()
}

const endRefused = () => baseProblems.violated({ constraint: 'identity.secondment.end' })

/**
 * Only ever earlier: acting longer elsewhere is a new secondment, which asks for a fresh check. One
 * that has not begun is withdrawn by the day before its first.
 */
export async function setSecondmentEnd(
  work: Work,
  sessions: IdentitySessions,
  { id, endsOn }: { readonly id: string; readonly endsOn: string },
): Promise<void> {
  const row = await lockSecondment(work, id)
  if (!row) throw baseProblems.notFound()
  const isComing = row.startsOn > localDay(work.now)
  if (endsOn < (isComing ? addDays(row.startsOn, -1) : row.startsOn)) throw endRefused()
  if (row.endsOn !== null && endsOn > row.endsOn) {
    throw identityProblems.secondmentProlonged({ endsOn: row.endsOn })
  }
  await saveSecondmentEnd(work, id, endsOn)
  tell(work, row, 'identity.secondment.end', { secondmentId: id, endsOn })
  await endSecondmentsPastDate(work, sessions, id)
  await placeGuests(work, row)
}

const batchMax = 200

/**
 * When a secondment is over and no other is in force, the roles there end: a later one begins
 * without any. Who is not to come again stops counting as available, too. Gives how many were over.
 */
export async function endSecondmentsPastDate(
  work: Work,
  sessions: IdentitySessions,
  secondmentId: string | null = null,
): Promise<number> {
  const day = localDay(work.now)
  const ended = await takeEndedSecondments(work, { day, secondmentId }, batchMax)
  for (const { active, inForce, open, ...guest } of ended) {
    if (active) tell(work, guest, 'identity.secondment.expire', {})
    if (!inForce) await leaveCounty(work, sessions, guest)
    if (active && !open) await endHostRow(work, guest, day)
  }
  return ended.length
}

/**
 * The row of a guest stands at the agency of the secondment in force, or else of the next, so that
 * duty can be planned ahead; where the host county then puts it is left alone. Gives how many were
 * looked at.
 */
export async function placeGuests(work: Work, guest: Guest | null = null): Promise<number> {
  const day = localDay(work.now)
  const placed = await takeSecondmentsToPlace(work, { day, guest }, batchMax)
  for (const { isMove, ...secondment } of placed) {
    if (!isMove) continue
    await placeHostRow(work, secondment)
    const { id: secondmentId, agencyId } = secondment
    tell(work, secondment, 'identity.secondment.place', { secondmentId, agencyId })
  }
  return placed.length
}

function tell(
  work: Work,
  { personId, countyId, areaPath }: Pick<SecondmentRow, 'personId' | 'countyId' | 'areaPath'>,
  action: string,
  detail: Record<string, unknown>,
  digests: Record<string, string> = {},
): void {
  const subject = { subjectKind: 'person', subjectId: personId }
  work.audit({ action, ...subject, countyId, areaPath, detail, digests })
  work.touch({ topic: 'identity.person', areaPath, rowClass: 'joint', keys: [personId] })
}
