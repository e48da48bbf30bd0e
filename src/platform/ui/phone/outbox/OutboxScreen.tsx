import { useEffect, useState } from 'react'
import { useConnection } from '../connection.ts'
import { BigButton, Card, LinkButton, Nothing } from '../controls.tsx'
import { askToStay } from '../local-store.ts'
import { phoneText } from '../phone-text.ts'
import { Screen } from '../Screen.tsx'
import { deliver, useSending } from './delivery.ts'
import { EntryCard } from './EntryCard.tsx'
import { exportOutbox } from './export.ts'
import { useOutbox } from './outbox.ts'
import { noOutbox } from './outbox-view.ts'
import { sized } from './sized.ts'

const lists = ['drafts', 'pending', 'delivered'] as const
type List = (typeof lists)[number]

const emptyWords = {
  drafts: 'outbox.emptyDrafts',
  pending: 'outbox.emptyPending',
  delivered: 'outbox.emptyDelivered',
} as const

/** Drafts, what waits and what was delivered; each record with its own way on. */
export default function OutboxScreen() {
  const t = phoneText.useText()
  const view = useOutbox() ?? noOutbox
  const [list, setList] = useState<List>('pending')
  const { reachable } = useConnection()
  const sending = useSending()
  const counts = {
    drafts: view.drafts.length,
    pending: view.owed,
    delivered: view.delivered.length,
  }
  const waitingPhotos = new Set(view.attachments.map(({ entryId }) => entryId))
  const rows =
    list === 'pending'
      ? [...view.pending, ...view.delivered.filter(({ id }) => waitingPhotos.has(id))]
      : view[list].filter(({ id }) => list === 'drafts' || !waitingPhotos.has(id))
  return (
    <Screen
      title={t('outbox.title')}
      up="/"
      fixedAside={
        <span className="ph-caption">
          {t('outbox.onPhone', { count: view.owed + counts.drafts })}
        </span>
      }
      actions={
        <BigButton
          quiet={!reachable || view.owed === 0}
          disabled={view.owed === 0 || sending.size > 0}
          note={t('outbox.syncNote')}
          onPress={() => void deliver({ now: true })}
        >
          {t(sending.size > 0 ? 'outbox.syncing' : 'outbox.sync')}
        </BigButton>
      }
    >
      <fieldset className="ph-segments">
        <legend className="ay-unseen">{t('outbox.list')}</legend>
        {lists.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === list}
            onClick={() => setList(name)}
          >
            {t(`outbox.${name}`, { count: counts[name] })}
          </button>
        ))}
      </fieldset>
      {rows.length === 0 ? <Nothing>{t(emptyWords[list])}</Nothing> : null}
      {rows.map((entry) => (
        <EntryCard
          key={entry.id}
          entry={entry}
          attachments={view.attachments.filter(({ entryId }) => entryId === entry.id)}
          sending={sending.has(entry.id)}
        />
      ))}
      <Rules owed={view.owed} bytes={view.bytes} />
    </Screen>
  )
}

function Rules({ owed, bytes }: { owed: number; bytes: number }) {
  const t = phoneText.useText()
  const [safe, setSafe] = useState(true)
  useEffect(() => {
    void askToStay().then(setSafe)
  }, [])
  return (
    <Card>
      <p className="ph-caption">{t('outbox.rule')}</p>
      {!safe && owed > 0 ? <p className="ph-caption ay-warn">{t('outbox.unsafe')}</p> : null}
      <div className="ph-split">
        <span className="ph-caption">{t('outbox.size', { size: sized(bytes) })}</span>
        <LinkButton disabled={owed === 0} onPress={() => void exportOutbox()}>
          {t('outbox.export')}
        </LinkButton>
      </div>
    </Card>
  )
}
