import { addDays, localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { leftKeepDays } from '../../../identity/contract/person.ts'
import { leaveArea, stayAtAreas } from '../../../identity/index.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import type { Staff, StaffFields } from '../../contract/staff.ts'
import { type Change, recordChanges } from '../change.queries.ts'
import { difference, patched, refuseStale, type Values } from '../change.rules.ts'
import { findSchools } from '../school/school.queries.ts'
import {
  findStaff,
  insertStaff,
  leavingsOf,
  type PlaceOfPerson,
  peopleInCounty,
  type StoredStaff,
  staffLeftWithNumber,
  updateStaffRows,
} from './staff.queries.ts'

/** One person's place at a school, to be entered or changed. */
export interface StaffToSave extends Partial<StaffFields> {
  readonly id: string
  readonly schoolId: string
  readonly personId: string
  readonly version?: number
}

interface SavedStaff {
  readonly id: string
  readonly change: 'created' | 'updated' | 'unchanged'
  readonly before: StaffFields | null
  readonly version: number
}

export interface SavedPlaces {
  readonly places: readonly SavedStaff[]
  /** Ids of roles at the schools that a leaving had ended, and that new places brought back. */
  readonly rolesBack: readonly string[]
}

const defaults: StaffFields = {
  kind: 'team',
  source: null,
  fullTime: true,
  certificateNo: null,
  certificateExpiresOn: null,
  startsOn: '',
}

export function staffFieldsOf(staff: StaffFields): StaffFields {
  const { kind, source, fullTime, certificateNo, certificateExpiresOn, startsOn } = staff
  return { kind, source, fullTime, certificateNo, certificateExpiresOn, startsOn }
}

export const staffFieldsWith = (
  present: StaffFields | undefined,
  given: Partial<StaffFields>,
): StaffFields => patched(present ?? defaults, given)

/** Enters people at schools and changes known entries, any number in a handful of statements. */
export async function saveStaff(work: Work, staff: readonly StaffToSave[]): Promise<SavedPlaces> {
  const known = await findStaff(
    work,
    staff.map(({ id }) => id),
  )
  const schools = await findSchools(work, [...new Set(staff.map(({ schoolId }) => schoolId))])
  const created: StoredStaff[] = []
  const updated: StoredStaff[] = []
  const changes: Change[] = []
  const places = staff.map((entry): SavedStaff => {
    const present = known.get(entry.id)
    const school = schools.get(entry.schoolId)
    if (!school || (present && present.schoolId !== school.id)) throw baseProblems.notFound()
    if (present && entry.version !== undefined) refuseStale(present.version, entry.version)
    if (present?.endsOn) throw schoolsProblems.alreadyEnded({ endsOn: present.endsOn })
    const before = present ? staffFieldsOf(present) : null
    const after = staffFieldsWith(before ?? undefined, entry)
    if (before && difference({ ...before }, { ...after }).fields.length === 0) {
      return { id: entry.id, change: 'unchanged', before, version: present?.version ?? 1 }
    }
    const { countyId, areaPath } = school
    const open = { endsOn: null, endReason: null }
    const place = { id: entry.id, schoolId: school.id, personId: entry.personId }
    if (present) updated.push({ ...present, ...after })
    else created.push({ ...place, ...after, ...open, countyId, areaPath, version: 1 })
    const change = present ? 'updated' : 'created'
    changes.push(told({ ...place, countyId, areaPath }, change, before, { ...after }))
    return { id: entry.id, change, before, version: (present?.version ?? 0) + 1 }
  })
  const people = await peopleInCounty(work, created)
  if (created.some(({ personId }) => !people.has(personId))) throw schoolsProblems.personUnknown()
  await insertStaff(work, created)
  const rolesBack = await stayAtAreas(
    work,
    created.map(({ personId, schoolId }) => ({
      personId,
      areaId: schools.get(schoolId)?.areaId ?? '',
    })),
  )
  await updateStaffRows(work, updated)
  await recordChanges(work, changes)
  return { places, rolesBack }
}

type Place = Pick<StoredStaff, 'id' | 'schoolId' | 'personId' | 'countyId' | 'areaPath'>

const told = (
  place: Place,
  change: Change['change'],
  before: Values | null,
  after: Values,
): Change => ({
  subjectKind: 'staff',
  subjectId: place.id,
  schoolId: place.schoolId,
  countyId: place.countyId,
  areaPath: place.areaPath,
  change,
  before: before && { ...before },
  after: before ? after : { personId: place.personId, ...after },
  erasable: ['certificateNo'],
})

/** Somebody leaves: the entry stays with its reason, the number of the certificate does not. */
export async function endStaffEntry(
  work: Work,
  staff: StoredStaff,
  { endsOn, endReason }: { endsOn: string; endReason: NonNullable<Staff['endReason']> },
): Promise<void> {
  if (staff.endsOn) throw schoolsProblems.alreadyEnded({ endsOn: staff.endsOn })
  if (endsOn < staff.startsOn) {
    throw schoolsProblems.endsBeforeStart({ startsOn: staff.startsOn, endsOn })
  }
  await updateStaffRows(work, [{ ...staff, endsOn, endReason, certificateNo: null }])
  await recordChanges(work, [
    told(staff, 'ended', { endsOn: null, endReason: null }, { endsOn, endReason }),
  ])
}

/**
 * Who holds no place at a school any more acts in no role there, or in none of the named ones: the
 * phone is signed out.
 */
export async function leaveSchools(
  work: Work,
  ground: Ground,
  { places, roleIds }: { places: readonly PlaceOfPerson[]; roleIds?: readonly string[] },
): Promise<void> {
  for (const leaving of await leavingsOf(work, places)) {
    await leaveArea(work, ground, { ...leaving, roleIds })
  }
}

const batchMax = 200

/**
 * Erases the certificate numbers of people who left without anybody ending their entry; gives how
 * many. The day on which a certificate expires stays: it names nobody.
 */
export async function eraseNumbersOfLeft(work: Work): Promise<number> {
  const today = localDay(work.now)
  const days = { today, leftBefore: addDays(today, -leftKeepDays) }
  const left = await staffLeftWithNumber(work, days, batchMax)
  await updateStaffRows(
    work,
    left.map((staff) => ({ ...staff, certificateNo: null })),
  )
  await recordChanges(
    work,
    left.map((staff) => {
      const { certificateNo } = staff
      return told(staff, 'updated', { certificateNo }, { certificateNo: null })
    }),
  )
  return left.length
}
