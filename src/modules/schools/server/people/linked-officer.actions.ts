import { localDay } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type LinkState, linkStateSteps } from '../../contract/linked-officer.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { type Change, recordChanges } from '../change.queries.ts'
import { lockSchool } from '../school/school.queries.ts'
import {
  insertLink,
  isPastHope,
  linksOver,
  type NewLink,
  pairingsUntil,
  personInCounty,
  proposedPairings,
  type StoredLink,
  tenuresBeside,
  writeApproval,
  writeLinks,
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

const over = { state: 'ended', noticePhone: null } as const

/**
 * A link with another last day. One that would end before it begins is withdrawn; of what is over
 * no number is published. A proposal waits for its approval, however late.
 */
function until(link: StoredLink, lastDay: string, today: string): StoredLink {
  const isWithdrawn = lastDay < link.startsOn
  const isOver = isWithdrawn || (link.state === 'approved' && lastDay < today)
  const endsOn = isWithdrawn ? endOfWithdrawn(link.startsOn) : lastDay
  return { ...link, endsOn, ...(isOver ? over : {}) }
}

/** Writes links as they are from now on over those that were read, and tells what their end was. */
async function writeEnds(
  work: Work,
  ends: readonly (readonly [StoredLink, StoredLink])[],
  change: 'ended' | 'updated' = 'ended',
): Promise<void> {
  await writeLinks(
    work,
    ends.map(([, link]) => link),
  )
  const endOf = ({ state, endsOn }: StoredLink) => ({ state, endsOn })
  await recordChanges(
    work,
    ends.map(([before, link]) => told(link, change, endOf(before), endOf(link))),
  )
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
  if (await isPastHope(work, link)) throw schoolsProblems.linkPastHope()
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
  const ends = givingWay(held, next)
  await writeEnds(
    work,
    ends.map(({ link, endsOn: lastDay }) => [link, until(link, lastDay, today)]),
  )
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
 * time is still to come. A coming end is carried out by the sweep. What was approved only ends
 * earlier: longer is a new proposal, which the county approves.
 */
export async function endLink(work: Work, link: StoredLink, endsOn: string): Promise<void> {
  refuseStep(link, 'ended')
  const today = localDay(work.now)
  if (link.state === 'approved') refuseEnd(link, endsOn, today)
  const lastDay = link.state === 'approved' ? endsOn : endOfWithdrawn(link.startsOn)
  await writeEnds(work, [[link, until(link, lastDay, today)]])
}

function refuseEnd({ startsOn, endsOn: present }: StoredLink, endsOn: string, today: string): void {
  if (endsOn < startsOn && startsOn <= today) {
    throw schoolsProblems.endsBeforeStart({ startsOn, endsOn })
  }
  if (present !== null && endsOn > present) throw schoolsProblems.linkProlonged({ endsOn: present })
}

/**
 * Pairings that last until their term ends go on doing so when its days are corrected. None is over
 * at once by it: what ends here could not be brought back by correcting the term once more.
 */
export async function movePairingsWithTerm(
  work: Work,
  termId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  if (from === to) return
  const today = localDay(work.now)
  const ends = (await pairingsUntil(work, termId, from)).map(
    (link) => [link, until(link, to, today)] as const,
  )
  const count = ends.filter(([, { state }]) => state === 'ended').length
  if (count > 0) throw schoolsProblems.termEndsPairings({ count, endsOn: to })
  await writeEnds(work, ends, 'updated')
}

export async function changeNoticePhone(
  work: Work,
  link: StoredLink,
  noticePhone: string | null,
): Promise<void> {
  await writeLinks(work, [{ ...link, noticePhone }])
  await recordChanges(work, [
    told(link, 'updated', { noticePhone: link.noticePhone }, { noticePhone }),
  ])
}

const sweepBatch = 200

/**
 * Closes links that are over, also those of who has left and of schools that are no more, and
 * erases the numbers that were published for them.
 */
export async function closePastLinks(work: Work): Promise<number> {
  const today = localDay(work.now)
  const links = await linksOver(work, today, sweepBatch)
  await writeEnds(
    work,
    links.map((link) => [link, { ...until(link, link.lastDay, today), ...over }]),
  )
  return links.length
}
