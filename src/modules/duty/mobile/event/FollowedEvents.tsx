import { useEffect } from 'react'
import { useConnection } from '../../../../platform/ui/phone/connection.ts'
import { PlainButton } from '../../../../platform/ui/phone/controls.tsx'
import { callHeard, useKept } from '../../../../platform/ui/phone/kept.ts'
import { onDelivered } from '../../../../platform/ui/phone/outbox/delivery.ts'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type SettledResult, settledResults } from '../../contract/event.ts'
import {
  type FollowedEvent,
  listFollowedEvents,
  settleOwnEvent,
} from '../../contract/event-result.ts'
import { dutyText } from '../text.ts'

/** What I follow up still; one tap says what became of it. */
export function FollowedEvents() {
  const t = dutyText.useText()
  const { value, refresh } = useKept(listFollowedEvents, {}, { topics: ['duty.event'] })
  useEffect(() => onDelivered(() => void refresh()), [refresh])
  if (!value || value.rows.length === 0) return null
  return (
    <section className="ph-card ph-list">
      <div>
        <h2 className="du-list-head">{t('event.following')}</h2>
        <p className="ph-caption">{t('event.followingNote')}</p>
      </div>
      {value.rows.map((event) => (
        <Followed key={event.id} event={event} refresh={refresh} />
      ))}
    </section>
  )
}

function Followed({ event, refresh }: { event: FollowedEvent; refresh: () => Promise<void> }) {
  const t = dutyText.useText()
  const { reachable } = useConnection()
  const settle = async (result: SettledResult) => {
    await callHeard(settleOwnEvent, { params: { id: event.id }, body: { result } })
    say(t('event.settled', { result: t(`event.result.${result}`) }))
    await refresh()
  }
  return (
    <div className="du-followed">
      <p>
        {t(`event.kind.${event.event}`)}{' '}
        <span className="ph-caption">
          {event.postName}・{shown(event.at, 'dayTime')}
        </span>
      </p>
      {event.note ? <p className="ph-caption">{event.note}</p> : null}
      <div className="ph-pair du-three">
        {settledResults.map((result) => (
          <PlainButton
            key={result}
            disabled={!reachable}
            onPress={() => void settle(result).catch(sayFailure)}
          >
            {t(`event.result.${result}`)}
          </PlainButton>
        ))}
      </div>
    </div>
  )
}
