import { localDay } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { StoredFact, Subscriptions } from '../../../../platform/facts/dispatcher.ts'
import type { MustAttendLevel } from '../../contract/post.ts'
import { dutyFacts, type GapFact } from '../../events.ts'
import { notifyPeople } from '../mine/notice.actions.ts'

/**
 * A gate without anybody is told to its station and to the commander, wherever they are; one that
 * police must attend and do not (三见必到) to the level that insists on them as well.
 */
export const gapSubscriptions: Subscriptions = {
  [dutyFacts.gapOpened]: async (work, fact) => {
    if ((fact.payload as unknown as GapFact).kind !== 'unmanned') return
    const gap = await openOf(work, fact)
    if (gap) await tell(work, gap, await leadersAt(work, fact.countyId, gap.areaPath))
  },
  [dutyFacts.mustAttendMissed]: async (work, fact) => {
    const gap = await openOf(work, fact)
    if (!gap?.mustAttendLevel) return
    const leaders = await listersAt(work, gap.mustAttendLevel, gap.areaPath)
    const told = new Set(await toldOf(work, gap.gapId, leaders))
    await tell(
      work,
      gap,
      leaders.filter(({ personId }) => !told.has(personId)),
    )
  },
}

const openOf = (work: Work, { countyId, payload }: StoredFact): Promise<OpenGap | undefined> =>
  stillOpen(work, countyId, (payload as unknown as GapFact).gapId)

interface OpenGap {
  readonly gapId: string
  readonly shiftId: string
  readonly areaPath: string
  readonly postName: string
  readonly bellAt: Date
  /** The level that insists on police, while none of them is there, nor anybody in doubt. */
  readonly mustAttendLevel: MustAttendLevel | null
}

/** The gap, unless it was filled before anybody could be told. */
async function stillOpen(work: Work, countyId: string, id: string): Promise<OpenGap | undefined> {
  const [gap] = await work.query<OpenGap>(
    `select g.id as "gapId", s.id as "shiftId", g.area_path::text as "areaPath",
       p.name as "postName", s.bell_at as "bellAt",
       case when (g.missing ->> 'police')::integer = (s.heads ->> 'police')::integer
           and coalesce((st.doubtful ->> 'police')::integer, 0) = 0
         then s.must_attend_level end as "mustAttendLevel"
     from duty.gap g
     join duty.shift s on s.county_id = g.county_id and s.id = g.shift_id and s.ends_at > $3
     join duty.shift_state st on st.county_id = s.county_id and st.shift_id = s.id
     join duty.post p on p.county_id = s.county_id and p.id = s.post_id
     where g.county_id = $1 and g.id = $2 and g.closed_at is null`,
    [countyId, id, work.now],
  )
  return gap
}

/** Somebody to be told, with the home of their rows: a city's lie with the city (0001). */
interface Leader {
  readonly personId: string
  readonly countyId: string
  readonly areaPath: string
}

async function tell(work: Work, gap: OpenGap, leaders: readonly Leader[]): Promise<void> {
  const { gapId, shiftId, postName, bellAt, mustAttendLevel } = gap
  const detail = { shiftId, postName, bellAt: bellAt.toISOString(), mustAttendLevel }
  const notice = { kind: 'gapOpened' as const, subjectId: gapId, detail }
  await notifyPeople(
    work,
    leaders.map((leader) => ({ ...leader, ...notice })),
  )
}

const leadersAt = (work: Work, countyId: string, areaPath: string): Promise<Leader[]> =>
  work.query(
    `select distinct person_id as "personId", county_id as "countyId", $2::text as "areaPath"
     from identity.published_role_holder
     where county_id = $1 and role in ('stationOfficer', 'countyCommander')
       and area_path @> $2::text::ltree and starts_on <= $3 and coalesce(ends_on, $3) >= $3`,
    [countyId, areaPath, localDay(work.now)],
  )

const commandOf = {
  station: 'stationOfficer',
  county: 'countyCommander',
  city: 'cityBureau',
} as const satisfies Record<MustAttendLevel, string>

/** Who commands the level that listed a post. */
const listersAt = (work: Work, level: MustAttendLevel, areaPath: string): Promise<Leader[]> =>
  work.query(
    `select distinct on (h.person_id) h.person_id as "personId", h.county_id as "countyId",
       h.area_path::text as "areaPath"
     from identity.published_area a
     join identity.published_role_holder h on h.area_path = a.path and h.role = $2
     where a.path @> $1::ltree and a.level = $3 and h.starts_on <= $4
       and coalesce(h.ends_on, $4) >= $4
     order by h.person_id`,
    [areaPath, commandOf[level], level, localDay(work.now)],
  )

/** Which of them heard already that police are missing at this gap. Notices lie by person. */
async function toldOf(work: Work, gapId: string, leaders: readonly Leader[]): Promise<string[]> {
  const rows = await work.query<{ personId: string }>(
    `select person_id as "personId" from duty.notice
     where person_id = any ($2::uuid[]) and subject_id = $1 and kind = 'gapOpened'
       and detail ->> 'mustAttendLevel' is not null`,
    [gapId, leaders.map(({ personId }) => personId)],
  )
  return rows.map(({ personId }) => personId)
}
