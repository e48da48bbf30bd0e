import { useEffect, useState } from 'react'
import { BigButton, PlainButton } from '../controls.tsx'
import { phoneText } from '../phone-text.ts'
import { Sheet } from '../Sheet.tsx'
import { carrierOf } from './delivery.ts'
import type { Entry, Field } from './entry.ts'
import { keepServerVersion, sendAsNew } from './outbox.ts'

/** Both versions of one record; nothing is lost whichever is kept. */
export function ConflictSheet({
  entry,
  open,
  onClose,
}: {
  entry: Entry
  open: boolean
  onClose: () => void
}) {
  const t = phoneText.useText()
  const carrier = carrierOf(entry)
  const theirs = useServerVersion(entry, open)
  const decide = (act: (id: string) => Promise<void>) => () => {
    onClose()
    void act(entry.id)
  }
  return (
    <Sheet title={carrier?.describe(entry) ?? ''} open={open} onClose={onClose}>
      <div className="ph-versions">
        <Version title={t('outbox.mine')} fields={carrier?.details(entry.content) ?? []} />
        <Version
          title={t('outbox.theirs')}
          fields={theirs ? (carrier?.details(theirs) ?? []) : []}
          otherwise={entry.detail ?? t('outbox.theirsUnknown')}
        />
      </div>
      <BigButton onPress={decide(keepServerVersion)}>{t('outbox.keepTheirs')}</BigButton>
      <PlainButton onPress={decide(sendAsNew)}>{t('outbox.sendMine')}</PlainButton>
    </Sheet>
  )
}

function useServerVersion(entry: Entry, open: boolean): unknown {
  const [theirs, setTheirs] = useState<unknown>()
  useEffect(() => {
    if (!open) return
    const asked = carrierOf(entry)?.serverVersion(entry)
    // Without a network the sentence of the receipt has to do.
    asked?.then(setTheirs).catch(() => setTheirs(undefined))
  }, [entry, open])
  return theirs
}

function Version({
  title,
  fields,
  otherwise,
}: {
  title: string
  fields: readonly Field[]
  otherwise?: string
}) {
  return (
    <section className="ph-card">
      <h3>{title}</h3>
      {fields.length === 0 ? <p className="ph-caption">{otherwise}</p> : null}
      <dl className="ph-fields">
        {fields.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
