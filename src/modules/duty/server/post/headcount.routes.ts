import { addDays } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { keepRemarks } from '../../../../platform/erasure/remark.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import {
  createHeadcountChange,
  listHeadcountChanges,
  type NewHeadcountChange,
  withdrawHeadcountChange,
} from '../../contract/post.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { headsOn } from '../shift/shift.rules.ts'
import {
  findChange,
  insertChange,
  listChanges,
  type PlacedChange,
  standingChanges,
  withdrawChange,
} from './headcount.queries.ts'
import { getPost, shiftsFollow } from './post.actions.ts'
import type { PlacedPost } from './post.queries.ts'

export function headcountRoutes(): Route[] {
  return [
    route(listHeadcountChanges, async ({ work, params, query }) =>
      listChanges(work, await getPost(work, params.id), query),
    ),
    route(createHeadcountChange, async ({ work, params, body }) => {
      const post = await getPost(work, params.id)
      const before = await findChange(work, body.id)
      if (before) {
        if (before.postId !== post.id || !isRepeat(before, body)) throw baseProblems.conflict()
        return before
      }
      await refuseWithoutPolice(work, post, body)
      await insertChange(work, post, body)
      const digests = await keepNote(work, post, body)
      const change = await getChange(work, body.id)
      auditChange(work, 'duty.headcount.create', change, digests)
      await shiftsFollow(work, [post.id])
      return change
    }),
    route(withdrawHeadcountChange, async ({ work, params }) => {
      const change = await getChange(work, params.id)
      if (change.withdrawnAt) return change
      await withdrawChange(work, change)
      auditChange(work, 'duty.headcount.withdraw', change)
      await shiftsFollow(work, [change.postId])
      return getChange(work, params.id)
    }),
  ]
}

/** Where a level insists on police (三见必到), no change takes the last of them away. */
async function refuseWithoutPolice(
  work: Work,
  post: PlacedPost,
  change: NewHeadcountChange,
): Promise<void> {
  if (post.mustAttendLevel === null || change.role !== 'police' || change.delta > 0) return
  const changes = [...(await standingChanges(work, post, change)), change]
  // Fewest are asked from a day on which something begins or has just ended.
  const days = changes.flatMap(({ startsOn, endsOn }) => [startsOn, addDays(endsOn, 1)])
  const within = days.filter((day) => change.startsOn <= day && day <= change.endsOn)
  if (within.some((day) => headsOn(day, post.team, changes).need.police === 0)) {
    throw dutyProblems.mustAttendWithoutPolice()
  }
}

async function getChange(work: Work, id: string): Promise<PlacedChange> {
  const change = await findChange(work, id)
  if (!change) throw baseProblems.notFound()
  return change
}

async function keepNote(work: Work, { countyId, areaPath }: PlacedPost, body: NewHeadcountChange) {
  const { id, note } = body
  const home = { countyId, areaPath, subjectId: id }
  return (await keepRemarks(work, [{ ...home, field: 'note', text: note, at: work.now }])).get(id)
}

const isRepeat = (stored: PlacedChange, sent: NewHeadcountChange): boolean =>
  stored.startsOn === sent.startsOn &&
  stored.endsOn === sent.endsOn &&
  stored.role === sent.role &&
  stored.delta === sent.delta &&
  stored.reason === sent.reason

function auditChange(
  work: Work,
  action: string,
  change: PlacedChange,
  digests: Record<string, string> = {},
): void {
  const { postId, startsOn, endsOn, role, delta, reason } = change
  work.audit({
    action,
    subjectKind: 'headcountChange',
    subjectId: change.id,
    countyId: change.countyId,
    areaPath: change.areaPath,
    detail: { postId, startsOn, endsOn, role, delta, reason },
    digests,
  })
}
