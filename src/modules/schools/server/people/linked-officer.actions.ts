import { localDay } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type LinkState, linkStateSteps } from '../../contract/linked-officer.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { type Change, recordChanges } from '../change.queries.ts'
import { lockSchool } from '../school/school.queries.ts'
import {
  insertLink,
  linksPastEnd,
  type NewLink,
  personInCounty,
  proposedPairings,
  type StoredLink,
  tenuresBeside,
  writeApproval,
  writeLink,
} from './linked-officer.queries.ts'
import { beginningOf, endOfWithdrawn, givingWay } from './tenure.ts'

type Told = Pick<NewLink, 'id' | 'countyId' | 'areaPath' | 'schoolId'>

const told = (
  link: Told,
  change: Change['change'],
  before: Change['before'],
  after: Change['after'],
): Change => ({
  subjectKind: 'linkedOfficer',
  subjectId: link.id,
  schoolId: link.schoolId,
  countyId: link.countyId,
  areaPath: link.areaPath,
  change,
  before,
  after,
  erasable: ['noticePhone'],
})

/** Only police and auxiliaries of the county, or seconded to it, are linked to a school. */
export async function proposeLink(work: Work, link: NewLink): Promise<void> {
  const person = await personInCounty(work, link.countyId, link.personId)
  if (!person?.active) throw schoolsProblems.personUnknown()
  if (person.dutyRole !== 'police' && person.dutyRole !== 'auxiliary') {
    throw schoolsProblems.notPolice()
  }
  await insertLink(work, link)
  const { id, countyId, areaPath, schoolId, ...content } = link
  await recordChanges(work, [told(link, 'created', null, { ...content, state: 'proposed' })])
}

function refuseStep(link: StoredLink, to: LinkState): void {
  if (!linkStateSteps[link.state].includes(to))
    throw schoolsProblems.linkStep({ state: link.state })
}

/**
 * Approves a proposal; whoever else holds the school as its one officer makes way. The time that
 * somebody else has held meanwhile is cut off the proposal.
 */
export async function approveLink(work: Work, link: StoredLink): Promise<void> {
  refuseStep(link, 'approved')
  const approved = link.kind === 'linked' ? await makeWay(work, link) : link
  await writeApproval(work, [approved], work.actor.personId)
  const before = { state: link.state, startsOn: link.startsOn }
  const after = { state: 'approved', startsOn: approved.startsOn }
  await recordChanges(work, [told(link, 'approved', before, after)])
}

async function makeWay(work: Work, proposed: StoredLink): Promise<StoredLink> {
  await lockSchool(work, proposed.countyId, proposed.schoolId)
  const held = await tenuresBeside(work, proposed)
  const today = localDay(work.now)
  const next = { ...proposed, startsOn: beginningOf(held, proposed, today) }
  const { startsOn } = proposed
  const { endsOn } = next
  if (endsOn !== null && endsOn < next.startsOn) {
    throw schoolsProblems.tenureServed({ startsOn, endsOn, today })
  }
  for (const { link, endsOn: lastDay, isWithdrawn } of givingWay(held, next)) {
    const over = { state: 'ended', noticePhone: null } as const
    const isOver = isWithdrawn || lastDay < today
    await writeLink(work, { ...link, ...(isOver ? over : {}), endsOn: lastDay })
    await recordChanges(work, [told(link, 'ended', { endsOn: link.endsOn }, { endsOn: lastDay })])
  }
  return next
}

/** Approves the whole pairing list of a term and says how many proposals it held. */
export async function approvePairingList(work: Work, termId: string): Promise<number> {
  const links = await proposedPairings(work, termId)
  if (links.length === 0) return 0
  await writeApproval(work, links, work.actor.personId)
  await recordChanges(
    work,
    links.map((link) => told(link, 'approved', { state: link.state }, { state: 'approved' })),
  )
  return links.length
}

/**
 * Ends a link on a day, or withdraws what has not begun: a proposal, and an approved link whose
 * time is still to come. A coming end is carried out by the sweep.
 */
export async function endLink(work: Work, link: StoredLink, endsOn: string): Promise<void> {
  refuseStep(link, 'ended')
  const today = localDay(work.now)
  const isBeforeStart = endsOn < link.startsOn
  const isWithdrawn = link.state === 'proposed' || (isBeforeStart && link.startsOn > today)
  if (isBeforeStart && !isWithdrawn) {
    throw schoolsProblems.endsBeforeStart({ startsOn: link.startsOn, endsOn })
  }
  const ended = isWithdrawn ? endOfWithdrawn(link.startsOn) : endsOn
  const isOver = isWithdrawn || ended < today
  await writeLink(work, {
    ...link,
    endsOn: ended,
    state: isOver ? 'ended' : link.state,
    noticePhone: isOver ? null : link.noticePhone,
  })
  await recordChanges(work, [told(link, 'ended', { endsOn: link.endsOn }, { endsOn: ended })])
}

export async function changeNoticePhone(
  work: Work,
  link: StoredLink,
  noticePhone: string | null,
): Promise<void> {
  await writeLink(work, { ...link, noticePhone })
  await recordChanges(work, [
    told(link, 'updated', { noticePhone: link.noticePhone }, { noticePhone }),
  ])
}

const sweepBatch = 200

/** Closes links whose last day is over and erases the number that was published for them. */
export async function closePastLinks(work: Work): Promise<number> {
  const links = await linksPastEnd(work, localDay(work.now), sweepBatch)
  for (const link of links) await writeLink(work, { ...link, state: 'ended', noticePhone: null })
  await recordChanges(
    work,
    links.map((link) => told(link, 'ended', { state: link.state }, { state: 'ended' })),
  )
  return links.length
}
