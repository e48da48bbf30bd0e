import type { Database } from '../../../../platform/database/database.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { FileStore } from '../../../../platform/files/file-store.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { type DuePhoto, duePhotos } from '../check-in/photo.queries.ts'

const rowsAtOnce = 1_000

interface Erased {
  readonly countyId: string
  readonly countyPath: string
  readonly rows: number
}

/** Erases positions, guests and pictures whose time is over; what they proved stays (0002). */
export async function eraseDue(database: Database, files: FileStore): Promise<number> {
  const { rows, released } = await database.inWork(systemBinding, async (work) => {
    const positions = await erase(work, 'check_in_position')
    const guests = await erase(work, 'guest')
    tell(work, 'duty.position.erase', positions)
    tell(work, 'duty.guest.erase', guests)
    const photos = await duePhotos(work, rowsAtOnce)
    const released: string[] = []
    for (const photo of photos) released.push(...(await erasePhoto(work, files, photo)))
    const rows = [...positions, ...guests].reduce((sum, one) => sum + one.rows, photos.length)
    return { rows, released }
  })
  await files.removeUnclaimed(database, released)
  return rows
}

/** Names the bytes that the picture gave up. */
async function erasePhoto(work: Work, files: FileStore, photo: DuePhoto) {
  const { countyId, id, areaPath } = photo
  work.audit({ action: 'duty.photo.erase', subjectKind: 'file', subjectId: id, countyId, areaPath })
  return files.release(work, countyId, id)
}

const erase = (work: Work, table: 'check_in_position' | 'guest'): Promise<Erased[]> =>
  work.query(
    `with due as (
       select county_id, check_in_id from duty.${table} where delete_after <= $1
       order by delete_after limit $2
     ), gone as (
       delete from duty.${table} t using due
       where t.county_id = due.county_id and t.check_in_id = due.check_in_id
       returning t.county_id
     )
     select g.county_id as "countyId", a.path::text as "countyPath", count(*) as rows
     from gone g join identity.published_area a on a.id = g.county_id
     group by 1, 2`,
    [work.now, rowsAtOnce],
  )

function tell(work: Work, action: string, erased: readonly Erased[]): void {
  for (const { countyId, countyPath, rows } of erased) {
    work.audit({
      action,
      subjectKind: 'county',
      subjectId: countyId,
      countyId,
      areaPath: countyPath,
      detail: { rows },
    })
  }
}
