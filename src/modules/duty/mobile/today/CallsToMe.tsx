import { nowMs, useNow } from '../../../../platform/ui/clock.ts'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { useConnection } from '../../../../platform/ui/phone/connection.ts'
import { BigButton, PlainButton } from '../../../../platform/ui/phone/controls.tsx'
import { callHeard } from '../../../../platform/ui/phone/kept.ts'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { countdown, shown } from '../../../../platform/ui/wall-time.ts'
import { answerHelp } from '../../contract/gap.ts'
import type { MyDuty, MyHelpRequest, MyRollCall } from '../../contract/mine.ts'
import { answerRoll } from '../../contract/roll-call.ts'
import { dutyText } from '../text.ts'

type Refresh = () => Promise<void>

/** What somebody waits for me to answer, above everything else. */
export function CallsToMe({ duty, refresh }: { duty: MyDuty; refresh: Refresh }) {
  useNow()
  const open = (dueAt: string) => Date.parse(dueAt) > nowMs()
  return (
    <>
      {duty.helpRequests
        .filter(({ state, answerDueAt }) => state === 'asked' && open(answerDueAt))
        .map((request) => (
          <HelpAsked key={request.id} request={request} refresh={refresh} />
        ))}
      {duty.helpRequests
        .filter(({ state }) => state === 'accepted')
        .map((request) => (
          <OnTheWay key={request.id} request={request} />
        ))}
      {duty.rollCalls
        .filter(({ dueAt }) => open(dueAt))
        .map((call) => (
          <RollCalled key={call.id} call={call} refresh={refresh} />
        ))}
    </>
  )
}

function HelpAsked({ request, refresh }: { request: MyHelpRequest; refresh: Refresh }) {
  const t = dutyText.useText()
  const { reachable } = useConnection()
  const answer = async (given: 'accepted' | 'declined') => {
    await callHeard(answerHelp, { params: { id: request.id }, body: { answer: given } })
    say(t(given === 'accepted' ? 'help.going' : 'help.notGoing'))
    await refresh()
  }
  const left = countdown(Date.parse(request.answerDueAt) - nowMs())
  return (
    <section className="ph-card ph-tinted ay-gap" aria-live="assertive">
      <p className="ph-row">
        <StateMark tone="gap" size={20} />
        <strong>{t('help.title', { place: request.schoolName })}</strong>
      </p>
      <p>
        {t('help.detail', {
          time: shown(request.bellAt, 'time'),
          role: t(`role.${request.role}`),
        })}
        {request.travelMin === null
          ? ''
          : t('help.travel', { minutes: Math.ceil(request.travelMin) })}
      </p>
      <BigButton
        disabled={!reachable}
        note={reachable ? t('help.left', { time: left }) : t('help.offline')}
        onPress={() => void answer('accepted').catch(sayFailure)}
      >
        {t('help.go')}
      </BigButton>
      <PlainButton disabled={!reachable} onPress={() => void answer('declined').catch(sayFailure)}>
        {t('help.stay')}
      </PlainButton>
    </section>
  )
}

function OnTheWay({ request }: { request: MyHelpRequest }) {
  const t = dutyText.useText()
  return (
    <section className="ph-card ph-tinted ay-wait">
      <p className="ph-row">
        <StateMark tone="wait" size={20} />
        <span>
          <strong>{t('help.onTheWay', { place: request.schoolName })}</strong>
          <br />
          {t('help.onTheWayNote', { time: shown(request.bellAt, 'time') })}
        </span>
      </p>
    </section>
  )
}

function RollCalled({ call, refresh }: { call: MyRollCall; refresh: Refresh }) {
  const t = dutyText.useText()
  const { reachable } = useConnection()
  const answer = async () => {
    await callHeard(answerRoll, { params: { id: call.id } })
    say(t('rollCall.answered'))
    await refresh()
  }
  return (
    <section className="ph-card ph-tinted ay-warn" aria-live="assertive">
      <p className="ph-row">
        <StateMark tone="warn" size={20} />
        <strong>{t('rollCall.title', { time: shown(call.calledAt, 'time') })}</strong>
      </p>
      <BigButton
        disabled={!reachable}
        note={
          reachable
            ? t('rollCall.left', { time: countdown(Date.parse(call.dueAt) - nowMs()) })
            : t('help.offline')
        }
        onPress={() => void answer().catch(sayFailure)}
      >
        {t('rollCall.answer')}
      </BigButton>
    </section>
  )
}
