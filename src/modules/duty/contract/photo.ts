import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/id.ts'

/** Larger pictures are made smaller by the phone before they are stored there. */
export const photoBytesMax = 4 * 1024 * 1024

/** Multipart: the field `id` names the file, the part `file` holds a JPEG. */
export const storePhoto = endpoint({
  method: 'POST',
  path: '/api/duty/photos',
  access: 'duty.checkIn.record',
  summary: 'The picture that a record of the caller has announced by id and SHA-256',
  reply: z.object({ id: Id, sha256: z.string() }),
  bodyLimit: photoBytesMax + 64 * 1024,
})

export const readPhoto = endpoint({
  method: 'GET',
  path: '/api/duty/photos/:id',
  access: 'duty.checkIn.approve',
  summary: 'The picture of a check-in or a patrol, for who leads; each view is on record',
  params: z.object({ id: Id }),
  media: 'image/jpeg',
})
