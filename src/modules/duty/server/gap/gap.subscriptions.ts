import { localDay } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Subscriptions } from '../../../../platform/facts/dispatcher.ts'
import { dutyFacts, type GapFact } from '../../events.ts'
import { notifyPeople } from '../mine/notice.actions.ts'

/** A gate without anybody is told to its station and to the commander, wherever they are. */
export const gapSubscriptions: Subscriptions = {
  [dutyFacts.gapOpened]: async (work, fact) => {
    const { gapId, kind, shiftId } = fact.payload as unknown as GapFact
    if (kind !== 'unmanned') return
    const gap = await stillOpen(work, fact.countyId, gapId)
    if (!gap) return
    const { areaPath, postName, bellAt } = gap
    const detail = { shiftId, postName, bellAt: bellAt.toISOString() }
    const leaders = await leadersAt(work, fact.countyId, areaPath)
    await notifyPeople(
      work,
      leaders.map(({ personId }) => ({
        countyId: fact.countyId,
        areaPath,
        personId,
        kind: 'gapOpened' as const,
        subjectId: gapId,
        detail,
      })),
    )
  },
}

/** The gap, unless it was filled before anybody could be told. */
async function stillOpen(work: Work, countyId: string, id: string) {
  const [gap] = await work.query<{ areaPath: string; postName: string; bellAt: Date }>(
    `select g.area_path::text as "areaPath", p.name as "postName", s.bell_at as "bellAt"
     from duty.gap g
     join duty.shift s on s.county_id = g.county_id and s.id = g.shift_id and s.ends_at > $3
     join duty.post p on p.county_id = s.county_id and p.id = s.post_id
     where g.county_id = $1 and g.id = $2 and g.closed_at is null`,
    [countyId, id, work.now],
  )
  return gap
}

const leadersAt = (
  work: Work,
  countyId: string,
  areaPath: string,
): Promise<{ personId: string }[]> =>
  work.query(
    `select distinct person_id as "personId" from identity.published_role_holder
     where county_id = $1 and role in ('stationOfficer', 'countyCommander')
       and area_path @> $2::ltree and starts_on <= $3 and coalesce(ends_on, $3) >= $3`,
    [countyId, areaPath, localDay(work.now)],
  )
