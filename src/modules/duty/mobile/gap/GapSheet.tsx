import { type ReactNode, useState } from 'react'
import { nowMs } from '../../../../platform/ui/clock.ts'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { useAsked } from '../../../../platform/ui/phone/asked.ts'
import { useConnection } from '../../../../platform/ui/phone/connection.ts'
import { BigButton, Failed, Opening } from '../../../../platform/ui/phone/controls.tsx'
import { callHeard } from '../../../../platform/ui/phone/kept.ts'
import { newRecordId } from '../../../../platform/ui/phone/outbox/outbox.ts'
import { AsOf, Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { boardTopic } from '../../contract/board.ts'
import { dutyRoles } from '../../contract/duty-role.ts'
import {
  askForHelp,
  type Gap,
  gapTopic,
  isUnderWay,
  listHelpRequests,
  type Proposal,
  readProposals,
} from '../../contract/gap.ts'
import { type DutyTranslate, dutyText } from '../text.ts'
import { dayAndTime } from '../today/remaining.ts'
import { HelpRequests } from './HelpRequests.tsx'
import { PeopleToSend, reasonOf, wayOf } from './PeopleToSend.tsx'

interface GapSheetProps {
  readonly gap: Gap
  readonly asOfMs: number
}

/** What changes about a gap while it is looked at: it closes, somebody answers, somebody comes. */
const changesOf = ({ id, shiftId }: Gap) => ({
  topics: [boardTopic, gapTopic],
  keys: [id, shiftId],
})

/** A gate without anybody: who was asked and what they said, or who could be. */
export function GapSheet({ gap, asOfMs }: GapSheetProps) {
  const t = dutyText.useText()
  const asked = useAsked(listHelpRequests, { params: { id: gap.id } }, changesOf(gap))
  const requests = asked.value?.rows ?? []
  const mayAsk = gap.closedAt === null && asked.value && !requests.some(isUnderWay)
  const above = (
    <>
      <AsOf atMs={asOfMs} />
      <GapCard gap={gap} />
      {asked.value ? null : asked.failure ? (
        <Failed error={asked.failure} retry={asked.refresh} />
      ) : (
        <Opening rows={4} />
      )}
      <HelpRequests requests={requests} onWithdrawn={asked.refresh} />
    </>
  )
  if (mayAsk) {
    return (
      <AskSheet gap={gap} onAsked={asked.refresh}>
        {above}
      </AskSheet>
    )
  }
  return (
    <Screen title={t('gap.title')} up="/gap">
      {above}
    </Screen>
  )
}

const proposalsMax = 20
const proposalsShown = 3

interface AskSheetProps {
  readonly gap: Gap
  readonly onAsked: () => void
  readonly children: ReactNode
}

/**
 * The nearest people, the first of them chosen, and the button that asks. When who was chosen can
 * go no more, nobody takes their place by themselves: the button would ask another one unseen.
 */
function AskSheet({ gap, onAsked, children }: AskSheetProps) {
  const t = dutyText.useText()
  const asked = { params: { id: gap.id }, query: { limit: proposalsMax } }
  const people = useAsked(readProposals, asked, changesOf(gap))
  const [wanted, want] = useState<Proposal>()
  const proposals = people.value?.proposals ?? []
  const chosen = proposals.find(({ personId }) => personId === wanted?.personId)
  const [nearest] = proposals
  // Others may have come nearer than who was chosen, who can be sent all the same.
  const shown = proposals.filter((one, place) => place < proposalsShown || one === chosen)
  if (!wanted && nearest) want(nearest)
  return (
    <Screen
      title={t('gap.title')}
      up="/gap"
      actions={chosen ? <AskButton gap={gap} chosen={chosen} onAsked={onAsked} /> : undefined}
    >
      {children}
      {wanted && people.value && !chosen ? (
        <p className="ph-card ay-warn" role="alert">
          {t('gap.chosenGone', { name: wanted.personName })}
        </p>
      ) : null}
      {people.value ? (
        <PeopleToSend
          found={{ ...people.value, proposals: shown }}
          chosen={chosen?.personId}
          onChoose={want}
        />
      ) : people.failure ? (
        <Failed error={people.failure} retry={people.refresh} />
      ) : (
        <Opening rows={4} />
      )}
    </Screen>
  )
}

interface AskButtonProps {
  readonly gap: Gap
  readonly chosen: Proposal
  readonly onAsked: () => void
}

function AskButton({ gap, chosen, onAsked }: AskButtonProps) {
  const t = dutyText.useText()
  const { reachable } = useConnection()
  const [busy, setBusy] = useState(false)
  const isCostly = chosen.rank === 'ownPostWouldBeShort'
  const ask = async () => {
    setBusy(true)
    const body = { id: newRecordId(), personId: chosen.personId }
    try {
      const { personName } = await callHeard(askForHelp, { params: { id: gap.id }, body })
      say(t('propose.askedUndo', { name: personName, post: gap.postName }))
    } finally {
      setBusy(false)
      // Also when refused: somebody else may have asked meanwhile.
      onAsked()
    }
  }
  return (
    <BigButton
      disabled={busy || !reachable}
      note={reachable ? [reasonOf(chosen), ...wayOf(chosen)].join(' · ') : t('gap.offline')}
      onPress={() => void ask().catch(sayFailure)}
    >
      {t(isCostly ? 'gap.askAnyway' : 'gap.ask', { name: chosen.personName })}
    </BigButton>
  )
}

function GapCard({ gap }: { gap: Gap }) {
  const t = dutyText.useText()
  const tone = gap.closedHow === null ? 'gap' : gap.closedHow === 'checkIn' ? 'ok' : 'off'
  return (
    <section className={`ph-card ph-tinted ay-${tone}`} aria-live="polite">
      <p className="ph-row">
        <StateMark tone={tone} size={20} />
        <strong>{gap.postName}</strong>
      </p>
      <p>{t('today.bell', { time: dayAndTime(gap.bellAt, nowMs()) })}</p>
      <p>
        {gap.closedHow === null
          ? t('propose.missing', { roles: missingRoles(gap, t) })
          : t(`gap.closed.${gap.closedHow}`)}
      </p>
    </section>
  )
}

const missingRoles = ({ missing }: Gap, t: DutyTranslate): string =>
  dutyRoles
    .filter((role) => missing[role] > 0)
    .map((role) => t('propose.roleCount', { role: t(`role.${role}`), count: missing[role] }))
    .join(t('listMark'))
