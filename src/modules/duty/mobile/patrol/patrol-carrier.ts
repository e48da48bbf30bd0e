import { call, RefusedError, upload } from '../../../../platform/ui/api.ts'
import { deviceNowMs } from '../../../../platform/ui/clock.ts'
import type { Carrier, Entry, Field, Receipt } from '../../../../platform/ui/phone/outbox/entry.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type PatrolReportRecord, reportPatrol } from '../../contract/patrol.ts'
import { storePhoto } from '../../contract/photo.ts'
import { dutyText } from '../text.ts'

export const patrolCarrierName = 'duty.patrol'

/** Brings reports of patrols to the server, one by one: they are few. */
export const patrolCarrier: Carrier = {
  name: patrolCarrierName,
  batchMax: 1,

  async send(contents): Promise<readonly Receipt[]> {
    const receipts: Receipt[] = []
    for (const content of contents) receipts.push(await sendOne(content as PatrolReportRecord))
    return receipts
  },

  async attach({ id, bytes }) {
    const file = new File([bytes], `${id}.jpg`, { type: 'image/jpeg' })
    await upload(storePhoto, { file, fields: { id } })
  },

  stripped: (content) => content,
  // The server does not tell a phone what others reported.
  serverVersion: async () => undefined,
  describe: ({ place }: Entry) => [dutyText.text('record.patrolReport'), place].join(' · '),

  details(content): readonly Field[] {
    const { text } = dutyText
    const { at, places, note } = content as PatrolReportRecord
    return [
      { label: text('field.at'), value: shown(at, 'dayTime') },
      { label: text('patrol.places'), value: places.join(text('listMark')) },
      ...(note ? [{ label: text('field.note'), value: note }] : []),
    ]
  },

  draftPath: ({ content }: Entry) => `/patrol?id=${(content as PatrolReportRecord).patrolId}`,
}

async function sendOne(record: PatrolReportRecord): Promise<Receipt> {
  const deviceNow = new Date(deviceNowMs()).toISOString()
  try {
    const { outcome, report } = await call(reportPatrol, { body: { deviceNow, record } })
    return { id: record.id, outcome, result: report }
  } catch (error) {
    // Any other refusal is the outbox's to judge: it tells passing ones from final ones.
    if (!(error instanceof RefusedError) || error.problem.code !== 'request.conflict') throw error
    const { code, detail } = error.problem
    return { id: record.id, outcome: 'conflict', code, detail }
  }
}
