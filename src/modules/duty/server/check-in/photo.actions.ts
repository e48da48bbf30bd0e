import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { digestOf, type FileStore } from '../../../../platform/files/file-store.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { dutyFacts } from '../../events.ts'
import { rejudge } from '../board/judging.actions.ts'
import { lockStates } from '../board/judging.queries.ts'
import { touchPerson } from '../mine/notice.actions.ts'
import { settingAt } from '../setting/setting.queries.ts'
import { withoutPhotoCause } from './check-in.rules.ts'
import {
  type AnnouncedPhoto,
  findAwaiting,
  findOwnPhoto,
  notePhotoStored,
  photoPurpose,
} from './photo.queries.ts'

const dayMs = 86_400_000

/** Keeps the picture that an own record announced; what waited for it follows. */
export async function keepPicture(
  work: Work,
  files: FileStore,
  { id, bytes }: { id: string; bytes: Buffer },
): Promise<{ id: string; sha256: string }> {
  const photo = await findOwnPhoto(work, work.actor.personId, id)
  if (!photo) throw baseProblems.notFound()
  const { countyId, areaPath, rowClass, subjectKind, subjectId, at } = photo
  const { positionKeepDays } = await settingAt(work, areaPath)
  const home = { countyId, areaPath, rowClass }
  const deleteAfter = new Date(at.getTime() + positionKeepDays * dayMs)
  // Later than it may be kept nobody could look at it: it proves nothing, and a leader decides.
  if (deleteAfter <= work.now) return { id, sha256: photo.sha256 }
  const name = `${subjectId}.jpg`
  // Before anything of it is kept.
  if (digestOf(bytes) !== photo.sha256) throw dutyProblems.otherPhoto()
  const file = { id, bytes, name, purpose: photoPurpose, deleteAfter, ...home }
  const stored = await files.put(work, file, ['image/jpeg'])
  const subject = { subjectKind, subjectId }
  const detail = { sha256: stored.sha256 }
  work.audit({ action: 'duty.photo.store', ...subject, countyId, areaPath, rowClass, detail })
  if (subjectKind === 'checkIn') await settleCheckIn(work, photo)
  return { id, sha256: stored.sha256 }
}

/**
 * The check-in has its picture now: what waited for nothing else counts, and board, figures and
 * screens follow. What a leader has decided meanwhile stands.
 */
async function settleCheckIn(
  work: Work,
  { countyId, areaPath, subjectId }: AnnouncedPhoto,
): Promise<void> {
  const awaiting = await findAwaiting(work, countyId, subjectId)
  if (!awaiting) return
  const { shiftId, personId, day } = awaiting
  const keys = await lockStates(work, [shiftId])
  const { causes, waits } = withoutPhotoCause(awaiting.causes)
  if (!(await notePhotoStored(work, { countyId, id: subjectId, causes, waits }))) return
  await rejudge(work, keys)
  const topic = dutyFacts.checkInsRecorded
  work.announce({ topic, countyId, areaPath, payload: { countyId, day } })
  touchPerson(work, areaPath, personId)
}
