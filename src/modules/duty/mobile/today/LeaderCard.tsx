import { EntryRow } from '../../../../platform/ui/phone/controls.tsx'
import { usePermissions } from '../../../../platform/ui/viewer.ts'
import { usePendingCount } from '../approval/pending.ts'
import { useOpenGapCount } from '../gap/open-gaps.ts'
import { dutyText } from '../text.ts'

/** What a leader at the gate does for others. */
export function LeaderCard() {
  const t = dutyText.useText()
  const may = usePermissions()
  const pending = usePendingCount(may('duty.checkIn.approve'))
  const gaps = useOpenGapCount(may('duty.gap.handle'))
  if (!may('duty.checkIn.confirm')) return null
  return (
    <section className="ph-card ph-list">
      {may('duty.gap.handle') ? (
        <EntryRow label={t('gap.title')} note={t('gap.entryNote')} count={gaps} to="/gap" />
      ) : null}
      <EntryRow label={t('confirm.title')} note={t('confirm.entryNote')} to="/confirm" />
      <EntryRow label={t('approval.title')} count={pending} to="/approvals" />
      {may('duty.sanjian.confirm') ? (
        <EntryRow label={t('sight.title')} note={t('sight.entryNote')} to="/sights" />
      ) : null}
    </section>
  )
}
