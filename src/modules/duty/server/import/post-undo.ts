import type { Work } from '../../../../platform/database/work.ts'
import type { WrittenChange } from '../../../schools/index.ts'
import { changePost } from '../post/post.actions.ts'
import { findPost, type PlacedPost } from '../post/post.queries.ts'
import { deletePosts, namesOfUsedPosts } from './post-import.queries.ts'
import type { PostContent } from './post-plan.ts'

/**
 * Takes an import of posts back. Answers with the names of posts that were changed since, or at
 * which somebody was planned or stood, and then has changed nothing.
 */
export async function undoPosts(work: Work, changes: readonly WrittenChange[]): Promise<string[]> {
  const posts = new Map<string, PlacedPost>()
  for (const { subjectId } of changes) {
    const post = await findPost(work, subjectId)
    if (post) posts.set(subjectId, post)
  }
  const edited = changes.flatMap(({ subjectId, versionAfter }) => {
    const post = posts.get(subjectId)
    return post && post.version !== versionAfter ? [post.name] : []
  })
  const created = changes.flatMap(({ change, subjectId }) => {
    const post = posts.get(subjectId)
    return change === 'created' && post ? [post] : []
  })
  const ids = created.map(({ id }) => id)
  const blocked = [...new Set([...edited, ...(await namesOfUsedPosts(work, ids))])]
  if (blocked.length > 0) return blocked
  for (const { change, subjectId, before, versionAfter } of changes) {
    if (change !== 'updated' || !posts.has(subjectId)) continue
    await changePost(work, subjectId, { ...(before as PostContent), version: versionAfter })
  }
  await deletePosts(work, ids)
  for (const { id, countyId, areaPath, name } of created) {
    work.audit({
      action: 'duty.post.remove',
      subjectKind: 'post',
      subjectId: id,
      countyId,
      areaPath,
      detail: { name },
    })
    work.touch({ topic: 'duty.post', areaPath, rowClass: 'joint', keys: [id] })
  }
  return []
}
