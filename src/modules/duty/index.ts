/** Front door of duty for other servers: imports, the demo county, the optimiser to come. */
export type { FillInput, FillResult, RosterFiller } from './server/plan/roster-filler.rules.ts'
export { setUpPost } from './server/post/post.actions.ts'
