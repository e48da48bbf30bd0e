import { Id } from '../../../../platform/contract/id.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { FileStore } from '../../../../platform/files/file-store.ts'
import {
  type Call,
  directRoute,
  FileReply,
  type Route,
  route,
} from '../../../../platform/http/route.ts'
import { photoBytesMax, readPhoto, storePhoto } from '../../contract/photo.ts'
import { asMyself } from '../mine/own-binding.ts'
import { keepPicture } from './photo.actions.ts'
import { findPhoto } from './photo.queries.ts'

export function photoRoutes(files: FileStore): Route[] {
  return [
    // Direct: the record that announced the picture may lie at another station's gate.
    directRoute(storePhoto, async (call) => {
      const { id, bytes } = await pictureOf(call.request)
      return asMyself(call, (work) => keepPicture(work, files, { id, bytes }))
    }),
    route(readPhoto, async ({ work, params }) => {
      const photo = await findPhoto(work, params.id)
      const file = photo && (await files.find(work, photo.countyId, params.id))
      if (!photo || !file) throw baseProblems.notFound()
      const { countyId, areaPath, rowClass, subjectKind, subjectId } = photo
      const subject = { subjectKind, subjectId }
      work.audit({ action: 'duty.photo.view', ...subject, countyId, areaPath, rowClass })
      return new FileReply(await files.read(file), file.name, 'inline')
    }),
  ]
}

async function pictureOf(request: Call<unknown, unknown, unknown>['request']) {
  const part = request.isMultipart()
    ? await request.file({ limits: { fileSize: photoBytesMax } })
    : undefined
  if (!part) throw baseProblems.malformed({ reason: 'multipart' })
  const bytes = await part.toBuffer()
  const field = part.fields['id']
  const value = field && !Array.isArray(field) && field.type === 'field' ? field.value : undefined
  const id = Id.safeParse(value)
  if (!id.success) throw baseProblems.malformed({ reason: 'id' })
  return { id: id.data, bytes }
}
