import type { z } from 'zod'
import { Card, Nothing } from '../../../../platform/ui/phone/controls.tsx'
import type { Proposal, readProposals } from '../../contract/gap.ts'
import { dutyText } from '../text.ts'

interface PeopleToSendProps {
  readonly found: z.output<NonNullable<(typeof readProposals)['reply']>>
  readonly chosen: string | undefined
  readonly onChoose: (person: Proposal) => void
}

/** Who could go, the best first, and why each of them qualifies. */
export function PeopleToSend({ found, chosen, onChoose }: PeopleToSendProps) {
  const t = dutyText.useText()
  const { proposals, excluded, formula } = found
  if (proposals.length === 0) {
    return (
      <Nothing tone="warn">
        <strong>{t('propose.none')}</strong>
        <br />
        {t('propose.noneHelp', {
          leave: excluded.onLeave,
          elsewhere: excluded.servesElsewhere,
          limit: excluded.atTheLimit,
          skill: excluded.lacksSkill,
          there: excluded.alreadyThere,
          planned: excluded.plannedHere,
          asked: excluded.alreadyAsked,
        })}
      </Nothing>
    )
  }
  return (
    <Card title={t('gap.whom')}>
      {proposals.map((proposal) => (
        <label key={proposal.personId} className="du-check">
          <input
            type="radio"
            name="whom"
            checked={proposal.personId === chosen}
            onChange={() => onChoose(proposal)}
          />
          <span>
            <strong>{proposal.personName}</strong>
            <span className="ph-caption">
              {`${t(`role.${proposal.role}`)}・${proposal.agencyName}`}
            </span>
            <span className={isCostly(proposal) ? 'ph-caption ay-warn' : 'ph-caption'}>
              {reasonOf(proposal)}
            </span>
            <span className={isLate(proposal) ? 'ph-caption ay-warn' : 'ph-caption'}>
              {wayOf(proposal).join(' · ')}
            </span>
          </span>
        </label>
      ))}
      <p className="ph-caption">
        {t('propose.formula', { factor: formula.detourFactor, speed: formula.travelKmh })}
      </p>
    </Card>
  )
}

const isCostly = ({ rank }: Proposal): boolean => rank === 'ownPostWouldBeShort'
const isLate = ({ beforeBell }: Proposal): boolean => beforeBell === false

/** Why this one: what they would leave for it. */
export function reasonOf({ rank, doingNow, otherStation }: Proposal): string {
  const { text } = dutyText
  const reason = text(`propose.${rank}`, { post: doingNow?.postName ?? '' })
  return otherStation ? `${reason}・${text('propose.otherStation')}` : reason
}

/** How long the way is, and whether it ends before the bell. */
export function wayOf({ travelMin, distanceM, beforeBell }: Proposal): string[] {
  const { text } = dutyText
  if (travelMin === null) return [text('propose.unknownWay')]
  const minutes = text('propose.minutes', { count: Math.ceil(travelMin) })
  if (beforeBell === false) return [minutes, text('propose.late')]
  return [minutes, text('propose.kilometres', { count: ((distanceM ?? 0) / 1000).toFixed(1) })]
}
