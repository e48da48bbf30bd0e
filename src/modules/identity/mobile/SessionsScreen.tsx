import {
  Card,
  Failed,
  LinkButton,
  Opening,
  PlainButton,
} from '../../../platform/ui/phone/controls.tsx'
import { callHeard, useKept } from '../../../platform/ui/phone/kept.ts'
import { AsOf, Screen } from '../../../platform/ui/phone/Screen.tsx'
import { say, sayFailure } from '../../../platform/ui/phone/say.ts'
import { shown } from '../../../platform/ui/wall-time.ts'
import {
  endOtherSessions,
  endOwnSession,
  listOwnSessions,
  type Session,
} from '../contract/session.ts'
import { identityPhoneText } from './text.ts'

/** Where one is signed in; each can be ended at once, as after losing a phone. */
export default function SessionsScreen() {
  const t = identityPhoneText.useText()
  const sessions = useKept(listOwnSessions, {})
  const rows = sessions.value?.rows ?? []
  const act = async (work: () => Promise<unknown>) => {
    await work()
    say(t('sessions.ended'))
    await sessions.refresh()
  }
  return (
    <Screen title={t('sessions.title')} up="/more">
      <AsOf atMs={sessions.asOfMs} />
      {sessions.opening ? <Opening rows={2} /> : null}
      {sessions.failure && !sessions.value ? (
        <Failed error={sessions.failure} retry={() => void sessions.refresh()} />
      ) : null}
      {rows.map((session) => (
        <SessionCard
          key={session.id}
          session={session}
          onEnd={() =>
            void act(() => callHeard(endOwnSession, { params: { id: session.id } })).catch(
              sayFailure,
            )
          }
        />
      ))}
      {rows.length > 1 ? (
        <PlainButton
          onPress={() => void act(() => callHeard(endOtherSessions, {})).catch(sayFailure)}
        >
          {t('sessions.endOthers')}
        </PlainButton>
      ) : null}
    </Screen>
  )
}

function SessionCard({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const t = identityPhoneText.useText()
  return (
    <Card>
      <div className="ph-split">
        <strong>{session.deviceName === '' ? t('sessions.unnamed') : session.deviceName}</strong>
        {session.current ? (
          <span className="ph-caption">{t('sessions.current')}</span>
        ) : (
          <LinkButton onPress={onEnd}>{t('sessions.end')}</LinkButton>
        )}
      </div>
      <p className="ph-caption">
        {t(`role.${session.role}`)} · {session.areaName}
      </p>
      <p className="ph-caption">
        {t('sessions.seen', { time: shown(session.lastSeenAt, 'dayTime') })}
      </p>
    </Card>
  )
}
