import { deviceNowMs, skewNowMs, useNow } from '../../../../platform/ui/clock.ts'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { LinkButton } from '../../../../platform/ui/phone/controls.tsx'
import { callHeard } from '../../../../platform/ui/phone/kept.ts'
import { localStore } from '../../../../platform/ui/phone/local-store.ts'
import { deliver } from '../../../../platform/ui/phone/outbox/delivery.ts'
import type { Entry } from '../../../../platform/ui/phone/outbox/entry.ts'
import {
  noteWithdrawn,
  useOutbox,
  withdrawUnsent,
} from '../../../../platform/ui/phone/outbox/outbox.ts'
import { noOutbox } from '../../../../platform/ui/phone/outbox/outbox-view.ts'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type EventRecord, eventUndoS, withdrawEvent } from '../../contract/event.ts'
import { titleOf } from '../carrier.ts'
import { dutyText } from '../text.ts'

const shownMax = 6

/** What was just registered here; for a minute each can be taken back. */
export function RecentEvents() {
  const { pending, delivered } = useOutbox() ?? noOutbox
  useNow()
  const events = [...pending, ...delivered]
    .filter(({ content }) => (content as EventRecord).kind === 'event')
    .sort((a, b) => b.madeAtMs - a.madeAtMs)
    .slice(0, shownMax)
  if (events.length === 0) return null
  return (
    <section className="ph-card ph-list">
      {events.map((entry) => (
        <EventLine key={entry.id} entry={entry} />
      ))}
    </section>
  )
}

function EventLine({ entry }: { entry: Entry }) {
  const t = dutyText.useText()
  const leftS = eventUndoS - Math.floor((deviceNowMs() - entry.madeAtMs) / 1000)
  const undoable = leftS > 0 && (entry.state === 'waiting' || entry.state === 'delivered')
  return (
    <div className="ph-split du-line">
      <span>
        <span className="ph-caption">
          {shown(new Date(entry.madeAtMs + skewNowMs()), 'time')}　
        </span>
        {titleOf(entry.content as EventRecord)}
      </span>
      {undoable ? (
        <LinkButton onPress={() => void takeBack(entry).catch(sayFailure)}>
          {t('event.undo', { count: leftS })}
        </LinkButton>
      ) : (
        <EventState state={entry.state} />
      )}
    </div>
  )
}

function EventState({ state }: { state: Entry['state'] }) {
  const t = dutyText.useText()
  if (state === 'delivered') return <StateWord tone="ok">{t('presence.state.delivered')}</StateWord>
  if (state === 'withdrawn') return <StateWord tone="off">{t('event.withdrawn')}</StateWord>
  if (state === 'waiting') return <StateWord tone="wait">{t('event.onPhone')}</StateWord>
  return <StateWord tone="gap">{t('presence.state.stopped')}</StateWord>
}

/** Before it was sent it simply stays here; afterwards the server is asked. */
async function takeBack(entry: Entry): Promise<void> {
  if (!(await withdrawUnsent(entry.id))) {
    // It may be on its way: only a stored record can be taken back.
    if (entry.state === 'waiting') await deliver({ only: entry.id })
    const now = await localStore.entries.get(entry.id)
    if (now?.state !== 'delivered') throw new Error(dutyText.text('event.undoLater'))
    await callHeard(withdrawEvent, { params: { id: entry.id } })
    await noteWithdrawn(entry.id)
  }
  say(dutyText.text('event.withdrawn'))
}
