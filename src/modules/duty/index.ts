/** Front door of duty for other servers: imports, the demo county, the optimiser to come. */
export { type IncomingRecord, type StoredRecord, storeRecords } from './server/check-in/intake.ts'
export { fillPlaces } from './server/plan/fill.actions.ts'
export { type RosterPlace, takeOverRoster } from './server/plan/roster.actions.ts'
export type { FillInput, FillResult, RosterFiller } from './server/plan/roster-filler.rules.ts'
export { setUpPost, setUpPosts } from './server/post/post.actions.ts'
export { saveSetting } from './server/setting/setting.queries.ts'
export { type Materialised, materialiseShifts } from './server/shift/materialise.actions.ts'
