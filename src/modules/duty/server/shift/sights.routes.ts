import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { keepPast } from '../../../../platform/database/keep-past.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import { boardTopic } from '../../contract/board.ts'
import { type Sight, sights } from '../../contract/post.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { confirmSights } from '../../contract/shift.ts'
import { dutyFacts } from '../../events.ts'
import { keptShift } from './materialise.queries.ts'

interface SightsTold {
  readonly confirmed: readonly Sight[]
  readonly was?: readonly Sight[] | undefined
}

interface ShiftSeen {
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly day: string
  readonly state: 'planned' | 'cancelled'
  readonly startsAt: Date
  readonly confirmed: boolean
  readonly sights: readonly Sight[]
}

export function sightsRoutes(): Route[] {
  return [
    route(confirmSights, async ({ work, params, body }) => {
      const shift = await findShift(work, params.id)
      if (!shift) throw baseProblems.notFound()
      if (shift.state === 'cancelled') throw dutyProblems.ended()
      // What has not begun cannot have been seen.
      if (shift.startsAt > work.now) throw dutyProblems.stateForbids({ state: 'waiting' })
      const confirmed = merged(body, shift.sights)
      await saveSights(work, params.id, shift, confirmed)
      return { id: params.id, sanjianConfirmed: confirmed, confirmedAt: work.now.toISOString() }
    }),
  ]
}

/** Of two at one gate each changes what they meant to; without `was` the last one decides. */
function merged({ confirmed, was }: SightsTold, stored: readonly Sight[]): Sight[] {
  if (!was) return [...new Set(confirmed)]
  return sights.filter((sight) => {
    const isTouched = was.includes(sight) !== confirmed.includes(sight)
    return isTouched ? confirmed.includes(sight) : stored.includes(sight)
  })
}

async function findShift(work: Work, id: string): Promise<ShiftSeen | undefined> {
  const [shift] = await work.query<ShiftSeen>(
    `select county_id as "countyId", area_path::text as "areaPath", class as "rowClass", day,
       state, starts_at as "startsAt", sanjian_confirmed_at is not null as confirmed,
       sanjian_confirmed as sights
     from duty.shift where id = $1 for update`,
    [id],
  )
  return shift
}

async function saveSights(work: Work, id: string, shift: ShiftSeen, confirmed: Sight[]) {
  const { countyId, areaPath, rowClass, day } = shift
  // When it was confirmed first is told by the row itself; what that said is kept from then on.
  if (shift.confirmed) await keepPast(work, keptShift, [id])
  await work.query(
    `update duty.shift set sanjian_confirmed = $3, sanjian_confirmed_by = $4,
       sanjian_confirmed_at = $5
     where county_id = $1 and id = $2`,
    [countyId, id, confirmed, work.actor.personId, work.now],
  )
  const subject = { subjectKind: 'shift', subjectId: id }
  const home = { countyId, areaPath }
  work.audit({
    action: 'duty.sights.confirm',
    ...subject,
    ...home,
    rowClass,
    detail: { confirmed },
  })
  work.announce({ topic: dutyFacts.sightsConfirmed, ...home, payload: { countyId, day } })
  work.touch({ topic: boardTopic, areaPath, rowClass, keys: [id] })
}
