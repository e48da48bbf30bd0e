import { call, upload } from '../../../platform/ui/api.ts'
import { deviceNowMs } from '../../../platform/ui/clock.ts'
import { callHeard } from '../../../platform/ui/phone/kept.ts'
import type { Carrier, Entry, Field, Receipt } from '../../../platform/ui/phone/outbox/entry.ts'
import { shown } from '../../../platform/ui/wall-time.ts'
import type { StoredCheckIn } from '../contract/check-in.ts'
import { readMine } from '../contract/mine.ts'
import { deliverOutbox, type OutboxRecord } from '../contract/outbox.ts'
import { storePhoto } from '../contract/photo.ts'
import { dutyText } from './text.ts'

export const carrierName = 'duty'

/** Smaller than what one request may hold: on a weak line each answer is progress. */
const batchMax = 50

/** Brings the phone's records to the server, and says what they are. */
export const dutyCarrier: Carrier = {
  name: carrierName,
  batchMax,

  async send(contents): Promise<readonly Receipt[]> {
    const { receipts } = await call(deliverOutbox, {
      body: {
        deviceNow: new Date(deviceNowMs()).toISOString(),
        records: contents as OutboxRecord[],
      },
    })
    return receipts.map(({ checkIn, ...receipt }) => ({ ...receipt, result: checkIn }))
  },

  async attach({ id, bytes }) {
    const file = new File([bytes], `${id}.jpg`, { type: 'image/jpeg' })
    await upload(storePhoto, { file, fields: { id } })
  },

  stripped(content) {
    // The server has the position now; the phone has no reason to keep it.
    const { position: _position, ...kept } = content as Record<string, unknown>
    return kept
  },

  async serverVersion({ id }) {
    const { shifts, nearby } = await callHeard(readMine, {})
    return [...shifts, ...nearby].flatMap(({ checkIns }) => checkIns).find((one) => one.id === id)
  },

  describe: (entry) => [titleOf(entry.content as OutboxRecord), entry.place].join(' · '),
  details,
  draftPath: ({ id }: Entry) => `/record?draft=${id}`,
}

/** What a record is, in words. */
export function titleOf(record: OutboxRecord): string {
  const { text } = dutyText
  switch (record.kind) {
    case 'checkIn':
      return text(`record.${record.direction}`)
    case 'confirmation':
      return text('record.confirmation')
    case 'guest':
      return text('record.guest')
    case 'deployment':
      return text('record.deployment')
    case 'event':
      return text('record.event', {
        kind: text(`event.kind.${record.event}`),
        count: record.heads ?? 1,
      })
  }
}

/** The fields by which two versions can be told apart. */
function details(content: unknown): readonly Field[] {
  const { text } = dutyText
  const record = content as Partial<StoredCheckIn> & {
    reason?: string
    note?: string
    heads?: number
  }
  const fields: Field[] = []
  if (record.at) fields.push({ label: text('field.at'), value: shown(record.at, 'dayTime') })
  if (record.direction) {
    fields.push({ label: text('field.direction'), value: text(`record.${record.direction}`) })
  }
  if (record.method) {
    fields.push({ label: text('field.method'), value: text(`method.${record.method}`) })
  }
  if (record.heads) fields.push({ label: text('field.heads'), value: String(record.heads) })
  if (record.reason) fields.push({ label: text('field.reason'), value: record.reason })
  if (record.note) fields.push({ label: text('field.note'), value: record.note })
  return fields
}
