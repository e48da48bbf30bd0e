import { now } from '../../clock.ts'
import { shown } from '../../wall-time.ts'
import { localStore } from '../local-store.ts'
import { ownerNow } from '../owner.ts'
import { phoneText } from '../phone-text.ts'
import type { EntryState } from './entry.ts'

const stillHere: ReadonlySet<EntryState> = new Set(['draft', 'waiting', 'conflict', 'refused'])

/** Gives what the server does not have yet as a file, bytes included: the last way out. */
export async function exportOutbox(): Promise<void> {
  const owner = ownerNow()
  const entries = await localStore.entries.where('owner').equals(owner).toArray()
  const attachments = await localStore.attachments.where('owner').equals(owner).toArray()
  const held = new Set(attachments.map(({ entryId }) => entryId))
  const content = {
    format: 'anyuan-outbox-1',
    owner,
    exportedAt: now().toISOString(),
    records: entries.filter(({ id, state }) => stillHere.has(state) || held.has(id)),
    attachments: await Promise.all(
      attachments.map(async ({ bytes, ...rest }) => ({ ...rest, bytes: await dataUrl(bytes) })),
    ),
  }
  const file = new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' })
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = `${phoneText.text('outbox.exportName')}-${shown(now(), 'isoDay')}.json`
  link.click()
  URL.revokeObjectURL(address)
}

function dataUrl(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(bytes)
  })
}
