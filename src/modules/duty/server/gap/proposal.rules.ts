import type { AssignableRole, DutyRole, RoleCounts } from '../../contract/duty-role.ts'
import { assignableRoles } from '../../contract/duty-role.ts'
import type { Proposal, ProposalRank } from '../../contract/gap.ts'
import { distanceBetween } from '../../contract/position-verdict.ts'

/** A person of the role that a gap lacks, with all that decides whether they can go. */
export interface Candidate {
  readonly personId: string
  readonly personName: string
  readonly agencyName: string
  readonly otherStation: boolean
  readonly lent: boolean
  readonly onLeave: boolean
  /** On a shift out of the reader's sight in these hours: another county's or station's. */
  readonly servesElsewhere: boolean
  readonly hasSkills: boolean
  readonly alreadyThere: boolean
  /** On the gap's own shift, whose absence made the gap. */
  readonly plannedHere: boolean
  readonly alreadyAsked: boolean
  readonly dutiesThisWeek: number
  readonly dutiesMax: number
  /** The shift that the person has in the same hours, with the heads of their role there. */
  readonly own: {
    shiftId: string
    postName: string
    endsAt: string
    checkedIn: boolean
    need: number
    present: number
    assigned: number
  } | null
  readonly from: Proposal['from']
  readonly lon: number | null
  readonly lat: number | null
}

export interface GapPlace {
  readonly lon: number | null
  readonly lat: number | null
  readonly bellAt: Date
}

export interface Reckoning {
  readonly detourFactor: number
  readonly travelKmh: number
  readonly now: Date
}

export const exclusions = [
  'notSeconded',
  'alreadyThere',
  'plannedHere',
  'alreadyAsked',
  'onLeave',
  'servesElsewhere',
  'lacksSkill',
  'atTheLimit',
] as const
export type Exclusion = (typeof exclusions)[number]

/** The role that a gap asks for first: a must role with nobody, then the first that is short. */
export function roleToAsk(
  mustRoles: readonly DutyRole[],
  present: RoleCounts,
  missing: RoleCounts,
): AssignableRole | null {
  const lacking = assignableRoles.filter((role) => missing[role] > 0)
  const unmanned = lacking.find((role) => mustRoles.includes(role) && present[role] === 0)
  return unmanned ?? lacking[0] ?? null
}

/** Why somebody is not proposed at all; null when they may be. */
export function exclusionOf(candidate: Candidate): Exclusion | null {
  if (!candidate.lent) return 'notSeconded'
  if (candidate.alreadyThere) return 'alreadyThere'
  if (candidate.plannedHere) return 'plannedHere'
  if (candidate.alreadyAsked) return 'alreadyAsked'
  if (candidate.onLeave) return 'onLeave'
  if (candidate.servesElsewhere) return 'servesElsewhere'
  if (!candidate.hasSkills) return 'lacksSkill'
  // Who is at work in these hours anyway only changes the gate.
  if (!candidate.own && candidate.dutiesThisWeek >= candidate.dutiesMax) return 'atTheLimit'
  return null
}

/** Whether leaving would hurt the person's own post. */
export function rankOf({ own }: Candidate): ProposalRank {
  if (!own) return 'free'
  const left = (own.checkedIn ? own.present : own.assigned) - 1
  return left >= own.need ? 'ownPostStaysManned' : 'ownPostWouldBeShort'
}

const ranks: readonly ProposalRank[] = ['free', 'ownPostStaysManned', 'ownPostWouldBeShort']

/** Who could go, the nearest first; those whose own post would suffer last. */
export function propose(
  role: AssignableRole,
  candidates: readonly Candidate[],
  place: GapPlace,
  reckoning: Reckoning,
): { proposals: Proposal[]; excluded: Record<Exclusion, number> } {
  const excluded = Object.fromEntries(exclusions.map((reason) => [reason, 0])) as Record<
    Exclusion,
    number
  >
  const proposals: Proposal[] = []
  for (const candidate of candidates) {
    const reason = exclusionOf(candidate)
    if (reason) excluded[reason] += 1
    else proposals.push(proposalOf(role, candidate, place, reckoning))
  }
  proposals.sort(
    (a, b) =>
      ranks.indexOf(a.rank) - ranks.indexOf(b.rank) ||
      (a.travelMin ?? Number.POSITIVE_INFINITY) - (b.travelMin ?? Number.POSITIVE_INFINITY) ||
      a.dutiesThisWeek - b.dutiesThisWeek ||
      (a.personId < b.personId ? -1 : 1),
  )
  return { proposals, excluded }
}

function proposalOf(
  role: AssignableRole,
  candidate: Candidate,
  place: GapPlace,
  { detourFactor, travelKmh, now }: Reckoning,
): Proposal {
  const { personId, personName, agencyName, otherStation, dutiesThisWeek, own, from } = candidate
  const distanceM = metresBetween(candidate, place)
  const travelMin =
    distanceM === null ? null : roundTenth((distanceM * detourFactor * 60) / (travelKmh * 1000))
  const arrivesAt = travelMin === null ? null : now.getTime() + travelMin * 60_000
  return {
    personId,
    personName,
    agencyName,
    role,
    rank: rankOf(candidate),
    doingNow: own && {
      shiftId: own.shiftId,
      postName: own.postName,
      checkedIn: own.checkedIn,
      endsAt: own.endsAt,
    },
    from: distanceM === null ? 'unknown' : from,
    fromPost: postOf(candidate),
    distanceM: distanceM === null ? null : Math.round(distanceM),
    travelMin,
    beforeBell: arrivesAt === null ? null : arrivesAt <= place.bellAt.getTime(),
    dutiesThisWeek,
    otherStation,
  }
}

/** The middle of an area is no post: nobody is said to be there. */
function postOf({ from, lon, lat }: Candidate): Proposal['fromPost'] {
  const isPost = from === 'post' || from === 'lastPost'
  return isPost && lon !== null && lat !== null ? { lon, lat } : null
}

const roundTenth = (minutes: number): number => Math.round(minutes * 10) / 10

function metresBetween(
  from: { lon: number | null; lat: number | null },
  to: { lon: number | null; lat: number | null },
): number | null {
  if (from.lon === null || from.lat === null || to.lon === null || to.lat === null) return null
  return distanceBetween({ lon: from.lon, lat: from.lat }, { lon: to.lon, lat: to.lat })
}
