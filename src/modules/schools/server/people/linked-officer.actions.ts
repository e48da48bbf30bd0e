import { addDays, localDay } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type LinkState, linkStateSteps } from '../../contract/linked-officer.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { type Change, recordChanges } from '../change.queries.ts'
import {
  insertLink,
  linksPastEnd,
  type NewLink,
  openLinkOf,
  personInCounty,
  proposedPairings,
  type StoredLink,
  writeApproval,
  writeLink,
} from './linked-officer.queries.ts'

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

/** Approves a proposal. One school, one officer: the one before it ends the day before. */
export async function approveLink(work: Work, link: StoredLink): Promise<void> {
  refuseStep(link, 'approved')
  const before = link.kind === 'linked' ? await openLinkOf(work, link) : undefined
  if (before) {
    const dayBefore = addDays(link.startsOn, -1)
    const [, endsOn = dayBefore] = [before.startsOn, dayBefore].sort()
    await writeLink(work, { ...before, endsOn })
    await recordChanges(work, [told(before, 'ended', { endsOn: null }, { endsOn })])
  }
  await writeApproval(work, [link], work.actor.personId)
  await recordChanges(work, [told(link, 'approved', { state: link.state }, { state: 'approved' })])
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

/** Ends a link on a day, or withdraws a proposal. A coming end is carried out by the sweep. */
export async function endLink(work: Work, link: StoredLink, endsOn: string): Promise<void> {
  refuseStep(link, 'ended')
  if (endsOn < link.startsOn && link.state === 'approved') {
    throw schoolsProblems.endsBeforeStart({ startsOn: link.startsOn, endsOn })
  }
  const isOver = link.state === 'proposed' || endsOn < localDay(work.now)
  const ended = link.state === 'proposed' && endsOn < link.startsOn ? link.startsOn : endsOn
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
