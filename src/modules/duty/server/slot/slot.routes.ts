import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import { boardTopic } from '../../contract/board.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { claimSlot, leaveSlot, listOpenSlots } from '../../contract/slot.ts'
import { settingAt } from '../setting/setting.queries.ts'
import {
  countClaims,
  findClaim,
  insertClaim,
  listSlots,
  lockClaimable,
  type StoredClaim,
  setClaimState,
  termStart,
} from './slot.queries.ts'

const daysAhead = 14

/**
 * Places for volunteers: taken and given back freely until the shift begins, never assigned
 * (docs/GLOSSARY.md).
 */
export function slotRoutes(): Route[] {
  return [
    route(listOpenSlots, async ({ work }) => {
      const until = new Date(work.now.getTime() + daysAhead * 86_400_000)
      return {
        rows: await listSlots(work, work.actor.personId, until),
        claimsLeftThisTerm: await claimsLeft(work),
      }
    }),
    route(claimSlot, async ({ work, params, body }) => {
      const { personId } = work.actor
      const known = await findClaim(work, { id: params.id, shiftId: body.shiftId, personId })
      if (known && known.shiftId !== body.shiftId) throw baseProblems.conflict()
      if (known?.state === 'claimed') return { id: known.id, shiftId: known.shiftId }
      const claim = await take(work, known, { id: params.id, shiftId: body.shiftId })
      tellOfClaim(work, 'duty.slot.claim', claim)
      return { id: claim.id, shiftId: claim.shiftId }
    }),
    route(leaveSlot, async ({ work, params }) => {
      const { personId } = work.actor
      const claim = await findClaim(work, { id: params.id, personId })
      if (!claim) throw baseProblems.notFound()
      if (claim.state === 'claimed') await giveBack(work, claim)
      return { id: claim.id }
    }),
  ]
}

async function take(
  work: Work,
  known: StoredClaim | undefined,
  wanted: { id: string; shiftId: string },
): Promise<Omit<StoredClaim, 'state'>> {
  const shift = await lockClaimable(work, wanted.shiftId)
  if (!shift) throw baseProblems.notFound()
  if (shift.begun || shift.cancelled) throw dutyProblems.slotPast()
  if (shift.taken >= shift.wanted) throw dutyProblems.slotFull()
  if ((await claimsLeft(work)) === 0) {
    const { volunteerClaimsPerTermMax: max } = await settingAt(work, work.actor.scope)
    throw dutyProblems.claimLimit({ max: max ?? 0 })
  }
  if (known) {
    await setClaimState(work, known, 'claimed')
    return known
  }
  const { countyId, areaPath } = shift
  const claim = { ...wanted, countyId, areaPath, personId: work.actor.personId }
  await insertClaim(work, claim)
  return claim
}

/** Once the shift has begun the place is served or missed: either counts for the term's limit. */
async function giveBack(work: Work, claim: StoredClaim): Promise<void> {
  const shift = await lockClaimable(work, claim.shiftId)
  if (shift?.begun && !shift.cancelled) throw dutyProblems.slotPast()
  await setClaimState(work, claim, 'withdrawn')
  tellOfClaim(work, 'duty.slot.leave', claim)
}

async function claimsLeft(work: Work): Promise<number | null> {
  const { volunteerClaimsPerTermMax: max } = await settingAt(work, work.actor.scope)
  if (max === null) return null
  const since = await termStart(work, localDay(work.now))
  return Math.max(0, max - (await countClaims(work, work.actor.personId, since)))
}

function tellOfClaim(work: Work, action: string, claim: Omit<StoredClaim, 'state'>): void {
  const { id, countyId, areaPath, shiftId } = claim
  const detail = { shiftId }
  work.audit({ action, subjectKind: 'assignment', subjectId: id, countyId, areaPath, detail })
  work.touch({ topic: boardTopic, areaPath, rowClass: 'joint', keys: [shiftId] })
}
