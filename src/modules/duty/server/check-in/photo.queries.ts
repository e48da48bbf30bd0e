import type { Work } from '../../../../platform/database/work.ts'

/** What these files are for: tells them from the files of other modules. */
export const photoPurpose = 'duty.checkIn'

/** A check-in that announced a picture. */
export interface AnnouncedPhoto {
  readonly checkInId: string
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  /** Hex, as the phone computed it when it took the picture. */
  readonly sha256: string
  readonly at: Date
}

const select = `
  select c.id as "checkInId", c.county_id as "countyId", c.area_path::text as "areaPath",
    c.class as "rowClass", encode(c.photo_sha256, 'hex') as sha256, c.at
  from duty.check_in c`

/** The picture that a person's own check-in announced under this id. */
export async function findOwnPhoto(
  work: Work,
  personId: string,
  fileId: string,
): Promise<AnnouncedPhoto | undefined> {
  const [row] = await work.query<AnnouncedPhoto>(
    `${select} where c.photo_file_id = $2 and c.person_id = $1 and c.photo_sha256 is not null
     order by c.at desc limit 1`,
    [personId, fileId],
  )
  return row
}

/** The picture of a check-in of the scope that waits or was decided. */
export async function findPhoto(
  work: Work,
  fileId: string,
): Promise<(AnnouncedPhoto & { fileId: string }) | undefined> {
  const [row] = await work.query<AnnouncedPhoto>(
    `${select} where c.photo_file_id = $1 and c.photo_sha256 is not null
     order by c.received_at desc limit 1`,
    [fileId],
  )
  return row && { ...row, fileId }
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
