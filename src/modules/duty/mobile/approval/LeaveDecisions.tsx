import { useConnection } from '../../../../platform/ui/phone/connection.ts'
import { PlainButton } from '../../../../platform/ui/phone/controls.tsx'
import { callHeard, useKept } from '../../../../platform/ui/phone/kept.ts'
import { useOwner } from '../../../../platform/ui/phone/owner.ts'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { decideLeave, type Leave, listLeaves } from '../../contract/leave.ts'
import { Effects } from '../leave/Effects.tsx'
import { dutyText } from '../text.ts'

/** Leave that was asked for, with what it would do to the gates. */
export function LeaveDecisions() {
  const t = dutyText.useText()
  const leaves = useKept(listLeaves, { query: { state: 'requested' } })
  const me = useOwner()
  const rows = (leaves.value?.rows ?? []).filter(({ personId }) => personId !== me)
  const decide = async (id: string, decision: 'approved' | 'refused') => {
    await callHeard(decideLeave, { params: { id }, body: { decision } })
    say(t(decision === 'approved' ? 'absence.state.approved' : 'absence.state.refused'))
    await leaves.refresh()
  }
  if (rows.length === 0) return null
  return (
    <>
      <h2 className="ph-section">{t('approval.leaves')}</h2>
      {rows.map((leave) => (
        <LeaveCard
          key={leave.id}
          leave={leave}
          onDecide={(decision) => void decide(leave.id, decision).catch(sayFailure)}
        />
      ))}
    </>
  )
}

function LeaveCard({
  leave,
  onDecide,
}: {
  leave: Leave
  onDecide: (decision: 'approved' | 'refused') => void
}) {
  const t = dutyText.useText()
  const { reachable } = useConnection()
  const { personId, startsAt, endsAt } = leave
  return (
    <section className="ph-card">
      <div className="ph-split">
        <h2>{leave.personName}</h2>
        <span className="ph-caption">{t(`absence.kind.${leave.kind}`)}</span>
      </div>
      <p>{`${shown(startsAt, 'dayTime')} – ${shown(endsAt, 'dayTime')}`}</p>
      <Effects span={{ startsAt, endsAt }} personId={personId} />
      <div className="ph-pair">
        <PlainButton disabled={!reachable} onPress={() => onDecide('refused')}>
          {t('approval.leaveRefuse')}
        </PlainButton>
        <PlainButton disabled={!reachable} onPress={() => onDecide('approved')}>
          {t('approval.leaveApprove')}
        </PlainButton>
      </div>
    </section>
  )
}
