import { nowMs } from '../../../../platform/ui/clock.ts'
import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { go } from '../../../../platform/ui/phone/path.ts'
import type { MyDuty } from '../../contract/mine.ts'
import { dutyText } from '../text.ts'
import { placeOf } from './check-in.ts'
import type { GateShift } from './focus.rules.ts'
import { changesUnread } from './focus.rules.ts'
import { dayAndTime } from './remaining.ts'

/** The next shift and whether something changed; opens all of them. */
export function NextCard({ duty, next }: { duty: MyDuty; next: GateShift | undefined }) {
  const t = dutyText.useText()
  const changes = changesUnread(duty.notices)
  return (
    <button type="button" className="ph-card du-next" onClick={() => go('/shifts')}>
      <span>
        <span className="ph-caption">
          {next ? t('next.at', { when: dayAndTime(next.startsAt, nowMs()) }) : t('next.none')}
        </span>
        {next ? <strong>{placeOf(next)}</strong> : null}
      </span>
      {changes > 0 ? (
        <StateTag tone="warn">{t('next.changes', { count: changes })}</StateTag>
      ) : (
        <span className="ph-caption">{t('next.all')}</span>
      )}
    </button>
  )
}
