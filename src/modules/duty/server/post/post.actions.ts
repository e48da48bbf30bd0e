import { addDays, localDay } from '../../../../platform/clock/zoned.ts'
import { canonicalJson } from '../../../../platform/contract/content-hash.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { lacksMustPolice, type NewPost, type Post, type PostChange } from '../../contract/post.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { horizonDays, materialiseShifts } from '../shift/materialise.actions.ts'
import { findGate, findPost, insertPost, type PlacedPost, updatePost } from './post.queries.ts'

export async function getPost(work: Work, id: string): Promise<PlacedPost> {
  const post = await findPost(work, id)
  if (!post) throw baseProblems.notFound()
  return post
}

/** Sets up posts at gates of the scope, as `setUpPost` does each; their shifts are made at once. */
export async function setUpPosts(work: Work, posts: readonly NewPost[]): Promise<void> {
  for (const post of posts) await enterPost(work, post)
  await shiftsFollow(
    work,
    posts.map(({ id }) => id),
  )
}

/** Sets up a post at a gate of the scope. A repeat with the same content gives the same post. */
export async function setUpPost(work: Work, post: NewPost): Promise<PlacedPost> {
  const before = await enterPost(work, post)
  if (before) return before
  await shiftsFollow(work, [post.id])
  return getPost(work, post.id)
}

/** Gives the post if it stood already. */
async function enterPost(work: Work, post: NewPost): Promise<PlacedPost | undefined> {
  const before = await findPost(work, post.id)
  if (before) {
    if (!isRepeat(before, post)) throw baseProblems.conflict()
    return before
  }
  if (lacksMustPolice(post)) throw dutyProblems.mustAttendWithoutPolice()
  const gate = await findGate(work, post.gateId)
  if (!gate) throw baseProblems.notFound()
  const { stationAreaId } = gate
  if (!stationAreaId) throw dutyProblems.gateElsewhere()
  await insertPost(work, post, { ...gate, stationAreaId })
  const { id: _, ...detail } = post
  auditPost(work, 'duty.post.create', { ...gate, id: post.id }, detail)
  return undefined
}

/** Changes a post whose version is still the given one. */
export async function changePost(work: Work, id: string, change: PostChange): Promise<PlacedPost> {
  const post = await getPost(work, id)
  if (lacksMustPolice(change)) throw dutyProblems.mustAttendWithoutPolice()
  if (!(await updatePost(work, post, change))) {
    throw baseProblems.stale({ version: post.version })
  }
  const { version: _, ...detail } = change
  auditPost(work, 'duty.post.update', post, detail)
  await shiftsFollow(work, [id])
  return getPost(work, id)
}

/** The content that a client sends, as it was stored. */
function isRepeat(stored: Post, sent: NewPost): boolean {
  const content = (post: Post | NewPost) =>
    canonicalJson({
      gateId: post.gateId,
      name: post.name,
      radiusM: post.radiusM,
      mustAttendLevel: post.mustAttendLevel,
      sanjian: post.sanjian,
      kit: post.kit,
      activeFrom: post.activeFrom,
      activeUntil: post.activeUntil,
      team: post.team.map((one) => canonicalJson(one)).sort(),
    })
  return content(stored) === content(sent)
}

interface PostHome {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
}

function auditPost(work: Work, action: string, post: PostHome, detail: Record<string, unknown>) {
  work.audit({
    action,
    subjectKind: 'post',
    subjectId: post.id,
    countyId: post.countyId,
    areaPath: post.areaPath,
    detail,
  })
  work.touch({ topic: 'duty.post', areaPath: post.areaPath, rowClass: 'joint', keys: [post.id] })
}

/** The shifts ahead are made again after a change of what they are made from. */
export async function shiftsFollow(work: Work, postIds: readonly string[]): Promise<void> {
  const today = localDay(work.now)
  await materialiseShifts(work, {
    firstDay: today,
    lastDay: addDays(today, horizonDays),
    postIds,
  })
}
