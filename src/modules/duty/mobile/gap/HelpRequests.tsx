import { Fragment } from 'react'
import { nowMs, useNow } from '../../../../platform/ui/clock.ts'
import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { useConnection } from '../../../../platform/ui/phone/connection.ts'
import { Card, PlainButton } from '../../../../platform/ui/phone/controls.tsx'
import { callHeard } from '../../../../platform/ui/phone/kept.ts'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { type HelpRequest, helpTones, isUnderWay, withdrawHelp } from '../../contract/gap.ts'
import { dutyText } from '../text.ts'

interface HelpRequestsProps {
  readonly requests: readonly HelpRequest[]
  readonly onWithdrawn: () => void
}

/** Who was asked, and what they said; who is waited for stands first. */
export function HelpRequests({ requests, onWithdrawn }: HelpRequestsProps) {
  const t = dutyText.useText()
  const { reachable } = useConnection()
  useNow()
  if (requests.length === 0) return null
  const withdraw = async ({ id }: HelpRequest) => {
    await callHeard(withdrawHelp, { params: { id } })
    say(t('propose.withdrawn'))
    onWithdrawn()
  }
  const open = requests.filter(isUnderWay)
  const past = requests.filter((request) => !isUnderWay(request))
  return (
    <Card title={t('propose.requests')}>
      {open.map((request) => (
        <Fragment key={request.id}>
          <RequestRow request={request} />
          {request.state === 'asked' && request.autoNext ? (
            <p className="ph-caption">{t('propose.autoNextPlain')}</p>
          ) : null}
          <PlainButton
            disabled={!reachable}
            onPress={() => void withdraw(request).catch(sayFailure)}
          >
            {t('propose.withdraw')}
          </PlainButton>
        </Fragment>
      ))}
      {past.map((request) => (
        <RequestRow key={request.id} request={request} />
      ))}
    </Card>
  )
}

function RequestRow({ request }: { request: HelpRequest }) {
  const t = dutyText.useText()
  return (
    <div className="du-tagged">
      <strong>{request.personName}</strong>
      <StateTag tone={helpTones[request.state]}>
        {t(`propose.helpState.${request.state}`, { seconds: secondsLeft(request) })}
      </StateTag>
    </div>
  )
}

const secondsLeft = ({ answerDueAt }: HelpRequest): number =>
  Math.max(0, Math.ceil((Date.parse(answerDueAt) - nowMs()) / 1000))
