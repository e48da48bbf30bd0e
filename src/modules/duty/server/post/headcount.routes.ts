import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { keepRemarks } from '../../../../platform/erasure/remark.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import {
  createHeadcountChange,
  lacksMustPolice,
  listHeadcountChanges,
  type NewHeadcountChange,
  withdrawHeadcountChange,
} from '../../contract/post.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import {
  findChange,
  insertChange,
  listChanges,
  type PlacedChange,
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
      refuseWithoutPolice(post, body)
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
function refuseWithoutPolice(post: PlacedPost, { role, delta }: NewHeadcountChange): void {
  if (role !== 'police' || delta > 0) return
  const team = post.team.map((one) =>
    one.role === role ? { ...one, heads: one.heads + delta } : one,
  )
  if (lacksMustPolice({ ...post, team })) throw dutyProblems.mustAttendWithoutPolice()
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
