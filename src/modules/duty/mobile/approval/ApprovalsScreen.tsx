import { useConnection } from '../../../../platform/ui/phone/connection.ts'
import { Failed, Nothing, Opening, PlainButton } from '../../../../platform/ui/phone/controls.tsx'
import { callHeard } from '../../../../platform/ui/phone/kept.ts'
import { AsOf, Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { usePermissions } from '../../../../platform/ui/viewer.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { decideCheckIn, type PendingCheckIn } from '../../contract/check-in.ts'
import { dutyText } from '../text.ts'
import { LeaveDecisions } from './LeaveDecisions.tsx'
import { Picture } from './Picture.tsx'
import { usePending } from './pending.ts'
import { SwapDecisions } from './SwapDecisions.tsx'
import '../duty.css'

/** What the machine could not tell, and a person can. Nobody decides about their own. */
export default function ApprovalsScreen() {
  const t = dutyText.useText()
  const may = usePermissions()
  const pending = usePending(true)
  const rows = pending.value?.rows ?? []
  const decide = async (id: string, decision: 'approved' | 'refused') => {
    await callHeard(decideCheckIn, { params: { id }, body: { decision } })
    say(t(`approval.${decision}`))
    await pending.refresh()
  }
  return (
    <Screen title={t('approval.title')} up="/">
      <AsOf atMs={pending.asOfMs} />
      {pending.opening ? <Opening /> : null}
      {pending.failure && !pending.value ? (
        <Failed error={pending.failure} retry={() => void pending.refresh()} />
      ) : null}
      {pending.value && rows.length === 0 ? <Nothing>{t('approval.none')}</Nothing> : null}
      {rows.map((row) => (
        <PendingCard
          key={row.id}
          row={row}
          onDecide={(decision) => void decide(row.id, decision).catch(sayFailure)}
        />
      ))}
      {!pending.opening && may('duty.leave.decide') ? <LeaveDecisions /> : null}
      {!pending.opening && may('duty.swap.decide') ? <SwapDecisions /> : null}
    </Screen>
  )
}

function PendingCard({
  row,
  onDecide,
}: {
  row: PendingCheckIn
  onDecide: (decision: 'approved' | 'refused') => void
}) {
  const t = dutyText.useText()
  const { reachable } = useConnection()
  const distance = row.distanceM === null ? [] : [t('approval.distance', { count: row.distanceM })]
  return (
    <section className="ph-card">
      <div className="ph-split">
        <h2>{row.personName}</h2>
        <span className="ph-caption">{t(`role.${row.role}`)}</span>
      </div>
      <p>{row.postName}</p>
      {row.registeredByName === null ? null : (
        <p className="ph-caption">{t('approval.registeredBy', { name: row.registeredByName })}</p>
      )}
      <p className="ph-caption">
        {t('approval.times', {
          at: shown(row.at, 'dayTime'),
          bell: shown(row.bellAt, 'time'),
          kind: t(`record.${row.direction}`),
        })}
      </p>
      <p>{[...row.causes.map((cause) => t(`cause.${cause}`)), ...distance].join(t('listMark'))}</p>
      {row.reason ? <p className="du-quote">{row.reason}</p> : null}
      {row.photoFileId && row.hasPhoto ? <Picture fileId={row.photoFileId} /> : null}
      <div className="ph-pair">
        <PlainButton disabled={!reachable} onPress={() => onDecide('refused')}>
          {t('approval.refuse')}
        </PlainButton>
        <PlainButton disabled={!reachable} onPress={() => onDecide('approved')}>
          {t('approval.approve')}
        </PlainButton>
      </div>
    </section>
  )
}
