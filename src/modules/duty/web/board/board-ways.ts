import type { MapWay } from '../../../../platform/ui/map/map-scene.ts'
import { listMark } from '../../../../platform/ui/text.ts'
import type { BoardRow } from '../../contract/board.ts'
import type { Proposal } from '../../contract/gap.ts'

/**
 * Lines from the posts of who could help to the gap, as the proposals are numbered; those who would
 * come from one post share its line. No line where no post is known: people have no place here.
 */
export function waysTo(
  row: BoardRow | undefined,
  proposals: readonly Proposal[],
  words: (proposal: Proposal) => string,
): readonly MapWay[] {
  if (!row?.gap || row.lon === null || row.lat === null) return []
  const to = { lon: row.lon, lat: row.lat }
  const numbered = proposals.map((proposal, index) => ({ proposal, ordinal: index + 1 }))
  const byPost = Map.groupBy(numbered, ({ proposal: { fromPost } }) =>
    fromPost ? `${fromPost.lon} ${fromPost.lat}` : '',
  )
  return [...byPost.values()].flatMap((those) => {
    const from = those[0]?.proposal.fromPost
    if (!from || (from.lon === to.lon && from.lat === to.lat)) return []
    const ordinals = those.map(({ ordinal }) => ordinal)
    return {
      id: ordinals.join(' '),
      from,
      to,
      badge: ordinals.join('·'),
      label: those.map(({ proposal }) => words(proposal)).join(listMark()),
      main: ordinals.includes(1),
    }
  })
}
