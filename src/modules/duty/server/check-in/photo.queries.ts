import type { Work } from '../../../../platform/database/work.ts'
import type { CheckInCause } from '../../contract/check-in.ts'

/** What these files are for: tells them from the files of other modules. */
export const photoPurpose = 'duty.checkIn'

/** A check-in, or the report of a patrol, that announced a picture. */
export interface AnnouncedPhoto {
  readonly subjectKind: 'checkIn' | 'patrolReport'
  readonly subjectId: string
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  /** Hex, as the phone computed it when it took the picture. */
  readonly sha256: string
  readonly at: Date
}

/** Both kinds of records under one id; the condition names the columns that they share. */
const announced = (where: string): string =>
  (['checkIn', 'patrolReport'] as const)
    .map(
      (kind) => `
    select '${kind}' as "subjectKind", r.id as "subjectId", r.county_id as "countyId",
      r.area_path::text as "areaPath", r.class as "rowClass",
      encode(r.photo_sha256, 'hex') as sha256, r.at, r.received_at
    from duty.${kind === 'checkIn' ? 'check_in' : 'patrol_report'} r
    where r.photo_sha256 is not null and ${where}`,
    )
    .join(' union all ')

/** The picture that a person's own record announced under this id. */
export async function findOwnPhoto(
  work: Work,
  personId: string,
  fileId: string,
): Promise<AnnouncedPhoto | undefined> {
  const [row] = await work.query<AnnouncedPhoto>(
    `${announced('r.photo_file_id = $2 and r.person_id = $1')} order by at desc limit 1`,
    [personId, fileId],
  )
  return row
}

/** The picture of a record of the scope. */
export async function findPhoto(
  work: Work,
  fileId: string,
): Promise<(AnnouncedPhoto & { fileId: string }) | undefined> {
  const [row] = await work.query<AnnouncedPhoto>(
    `${announced('r.photo_file_id = $1')} order by received_at desc limit 1`,
    [fileId],
  )
  return row && { ...row, fileId }
}

/** A check-in whose picture has not come yet. */
export interface AwaitingCheckIn {
  readonly shiftId: string
  readonly personId: string
  readonly day: string
  readonly causes: readonly CheckInCause[]
}

export async function findAwaiting(
  work: Work,
  countyId: string,
  id: string,
): Promise<AwaitingCheckIn | undefined> {
  const [row] = await work.query<AwaitingCheckIn>(
    `select c.shift_id as "shiftId", c.person_id as "personId", s.day, c.causes
     from duty.check_in c
     join duty.shift s on s.county_id = c.county_id and s.id = c.shift_id
     where c.county_id = $1 and c.id = $2 and c.photo_stored_at is null`,
    [countyId, id],
  )
  return row
}

/** False when the same picture came twice at once and the other was quicker. */
export async function notePhotoStored(
  work: Work,
  noted: { countyId: string; id: string; causes: readonly CheckInCause[]; waits: boolean },
): Promise<boolean> {
  const rows = await work.query(
    `update duty.check_in set photo_stored_at = $3, causes = $4,
       approval = case when approval = 'pending' and not $5 then 'notNeeded' else approval end
     where county_id = $1 and id = $2 and photo_stored_at is null returning id`,
    [noted.countyId, noted.id, work.now, noted.causes, noted.waits],
  )
  return rows.length > 0
}

export interface DuePhoto {
  readonly countyId: string
  readonly id: string
  readonly areaPath: string
}

/** Pictures whose time is over. */
export const duePhotos = (work: Work, limit: number): Promise<DuePhoto[]> =>
  work.query(
    `select county_id as "countyId", id, area_path::text as "areaPath" from platform.file
     where delete_after <= $1 and purpose = $2 order by delete_after limit $3`,
    [work.now, photoPurpose, limit],
  )
