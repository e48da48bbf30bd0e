import type { Work } from '../../../../platform/database/work.ts'
import type { StoredFact, Subscriptions } from '../../../../platform/facts/dispatcher.ts'
import {
  type SchoolMoved,
  schoolMoved,
  type TimetableChanged,
  timetableChanged,
} from '../../../schools/events.ts'
import { horizonOf, materialiseShifts } from './materialise.actions.ts'

/** The shifts ahead follow the school: its bells, its calendar, its station. */
export const shiftSubscriptions: Subscriptions = {
  [timetableChanged]: async (work, fact) => {
    const { schoolIds } = fact.payload as unknown as TimetableChanged
    const choice = schoolIds ? { schoolIds } : { below: fact.areaPath }
    await materialiseShifts(work, { ...horizonOf(work.now), ...choice })
  },
  [schoolMoved]: async (work, fact) => {
    await moveRows(work, fact)
    const { schoolId } = fact.payload as unknown as SchoolMoved
    await materialiseShifts(work, { ...horizonOf(work.now), schoolIds: [schoolId] })
  },
}

/** Every table whose rows lie below a school. */
const tablesBelowSchools = [
  'post',
  'post_requirement',
  'headcount_change',
  'shift',
  'assignment',
  'swap',
  'leave',
  'check_in',
  'check_in_position',
  'guest',
  'shift_state',
  'gap',
  'help_request',
  'roll_call_answer',
  'post_event',
  'incident',
  'deployment',
  'notice',
  'setting',
  'past_row',
] as const

/** Years of check-ins have no index by area, but one by post; the posts have moved before them. */
const ofMovedPosts = `and post_id in (
  select p.id from duty.post p where p.county_id = $1 and p.area_path <@ $3)`

/** A school under another station takes its duty along, the past included. */
async function moveRows(work: Work, fact: StoredFact): Promise<void> {
  const { schoolId, fromPath, toPath, stationAreaId } = fact.payload as unknown as SchoolMoved
  // Texts that were written on the way to here lie where their records lay.
  for (const table of [...tablesBelowSchools.map((name) => `duty.${name}`), 'platform.remark']) {
    await work.query(
      `update ${table} set area_path = platform.moved_path(area_path, $2, $3)
       where county_id = $1 and area_path <@ $2 ${table === 'duty.check_in' ? ofMovedPosts : ''}`,
      [fact.countyId, fromPath, toPath],
    )
  }
  if (stationAreaId) {
    await work.query(
      `update duty.post set station_area_id = $3, version = version + 1, updated_at = $4
       where county_id = $1 and school_id = $2`,
      [fact.countyId, schoolId, stationAreaId, work.now],
    )
  }
  work.audit({
    action: 'duty.post.move',
    subjectKind: 'school',
    subjectId: schoolId,
    countyId: fact.countyId,
    areaPath: toPath,
    detail: { fromPath, toPath },
  })
}
