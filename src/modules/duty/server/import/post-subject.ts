import type { ImportSubject } from '../../../schools/index.ts'
import type { Requirement } from '../../contract/post.ts'
import { gatesOfCounty, schoolNamesOf } from './post-import.queries.ts'
import { planPosts } from './post-plan.ts'
import { postTable } from './post-table.ts'
import { undoPosts } from './post-undo.ts'

/** Tables of posts: offered to the imports of the register, written by duty. */
export const postImport: ImportSubject = {
  name: 'posts',
  permission: 'duty.post.edit',
  spec: postTable,
  choices: async (work, { countyId }) => {
    const names = schoolNamesOf(await gatesOfCounty(work, countyId))
    return { school: names.map((name) => ({ value: name, labels: [name] })) }
  },
  cellsOf: ({ team, mustAttendLevel, ...values }) => ({
    ...values,
    ...Object.fromEntries(((team ?? []) as Requirement[]).map(({ role, heads }) => [role, heads])),
    mustAttend: mustAttendLevel,
  }),
  plan: planPosts,
  undo: undoPosts,
}
