import { useState } from 'react'
import { skewNowMs } from '../../clock.ts'
import { StateTag } from '../../kit/StateMark.tsx'
import type { Tone } from '../../theme/tokens.ts'
import { shown } from '../../wall-time.ts'
import { isReachable } from '../connection.ts'
import { LinkButton } from '../controls.tsx'
import { go } from '../path.ts'
import { phoneText } from '../phone-text.ts'
import { askFirst } from '../say.ts'
import { ConflictSheet } from './ConflictSheet.tsx'
import { carrierOf, deliver } from './delivery.ts'
import type { Attachment, Entry } from './entry.ts'
import { discard, discardRefusedBytes } from './outbox.ts'
import { sized } from './sized.ts'

interface Shown {
  readonly tone: Tone
  readonly word: Parameters<typeof phoneText.text>[0]
}

function stateOf(entry: Entry, attachments: readonly Attachment[], sending: boolean): Shown {
  if (sending) return { tone: 'wait', word: 'outbox.state.sending' }
  if (entry.state === 'waiting' && entry.attempts > 0 && isReachable()) {
    return { tone: 'wait', word: 'outbox.state.retrying' }
  }
  if (entry.state === 'delivered' && attachments.length > 0) {
    return attachments.some(({ refusal }) => refusal)
      ? { tone: 'gap', word: 'outbox.state.photoRefused' }
      : { tone: 'wait', word: 'outbox.state.photoWaiting' }
  }
  return { tone: tones[entry.state], word: `outbox.state.${entry.state}` }
}

const tones: Readonly<Record<Entry['state'], Tone>> = {
  draft: 'off',
  waiting: 'wait',
  conflict: 'gap',
  refused: 'gap',
  delivered: 'ok',
  withdrawn: 'off',
}

/** One record with its size, its state and its own way on. */
export function EntryCard({
  entry,
  attachments,
  sending,
}: {
  entry: Entry
  attachments: readonly Attachment[]
  sending: boolean
}) {
  const t = phoneText.useText()
  const carrier = carrierOf(entry)
  const { tone, word } = stateOf(entry, attachments, sending)
  const photoBytes = attachments.reduce((sum, { bytes }) => sum + bytes.size, 0)
  const notes = [
    shown(new Date(entry.madeAtMs + skewNowMs()), 'dayTime'),
    t('outbox.text', { size: sized(entry.sizeBytes) }),
    ...(photoBytes > 0 ? [t('outbox.photo', { size: sized(photoBytes) })] : []),
  ]
  const said = attachments.find(({ refusal }) => refusal)?.refusal ?? entry.detail
  return (
    <section className="ph-card ph-record" data-entry={entry.id}>
      <div className="ph-split">
        <h2>{carrier?.describe(entry) ?? entry.carrier}</h2>
        <StateTag tone={tone}>{t(word)}</StateTag>
      </div>
      <div className="ph-split">
        <span className="ph-caption">{notes.join(' · ')}</span>
        <Ways entry={entry} photoRefused={attachments.some(({ refusal }) => refusal)} />
      </div>
      {said && tone === 'gap' ? <p className="ph-caption">{said}</p> : null}
    </section>
  )
}

/** What can be done about one record by itself. */
function Ways({ entry, photoRefused }: { entry: Entry; photoRefused: boolean }) {
  const t = phoneText.useText()
  const [comparing, setComparing] = useState(false)
  const carrier = carrierOf(entry)
  const remove = async () => {
    if (await askFirst(t('outbox.discardAsk'), t('outbox.discard'))) await discard(entry.id)
  }
  const removePhoto = async () => {
    if (await askFirst(t('outbox.discardAsk'), t('outbox.discard'))) {
      await discardRefusedBytes(entry.id)
    }
  }
  const retry = (
    <LinkButton onPress={() => void deliver({ only: entry.id })}>{t('outbox.retry')}</LinkButton>
  )
  switch (entry.state) {
    case 'waiting':
      return retry
    case 'refused':
      return (
        <span className="ph-ways">
          <LinkButton onPress={() => void remove()}>{t('outbox.discard')}</LinkButton>
          {retry}
        </span>
      )
    case 'conflict':
      return (
        <>
          <LinkButton onPress={() => setComparing(true)}>{t('outbox.both')}</LinkButton>
          <ConflictSheet entry={entry} open={comparing} onClose={() => setComparing(false)} />
        </>
      )
    case 'draft':
      return (
        <span className="ph-ways">
          <LinkButton onPress={() => void remove()}>{t('outbox.discard')}</LinkButton>
          {carrier ? (
            <LinkButton onPress={() => go(carrier.draftPath(entry))}>
              {t('outbox.continue')}
            </LinkButton>
          ) : null}
        </span>
      )
    default:
      return photoRefused ? (
        <LinkButton onPress={() => void removePhoto()}>{t('outbox.discard')}</LinkButton>
      ) : null
  }
}
