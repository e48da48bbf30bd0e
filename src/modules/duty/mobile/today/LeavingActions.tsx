import { nowMs, useNow } from '../../../../platform/ui/clock.ts'
import { BigButton, PlainButton } from '../../../../platform/ui/phone/controls.tsx'
import { go } from '../../../../platform/ui/phone/path.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { fixOnce } from '../position/use-fix.ts'
import { dutyText } from '../text.ts'
import { writeCheckIn } from './check-in.ts'
import type { GateShift } from './focus.rules.ts'
import { leavesEarly } from './focus.rules.ts'
import type { ShiftPresence } from './presence.rules.ts'

/** Leaving needs nobody's consent; leaving early is asked about once, and may be taken back. */
export function LeavingActions({
  shift,
  presence,
  busy,
  onLeave,
  onEarly,
  onAgain,
}: {
  shift: GateShift
  presence: ShiftPresence
  busy: boolean
  onLeave: () => void
  onEarly: () => void
  /** Where coming once more changes something. */
  onAgain: (() => void) | undefined
}) {
  const t = dutyText.useText()
  useNow()
  if (presence.step === 'out') {
    return (
      <>
        {onAgain ? (
          <BigButton
            note={t('leave.note', { time: shown(shift.endsAt, 'time') })}
            onPress={onAgain}
          >
            {t('leave.back')}
          </BigButton>
        ) : null}
        <BigButton quiet onPress={() => go('/', { replace: true })}>
          {t('leave.done')}
        </BigButton>
      </>
    )
  }
  const early = leavesEarly(shift, nowMs())
  return (
    <>
      <BigButton
        quiet={early}
        disabled={busy}
        note={busy ? t('way.looking') : t('leave.note', { time: shown(shift.endsAt, 'time') })}
        onPress={early ? onEarly : onLeave}
      >
        {t('leave.button')}
      </BigButton>
      {onAgain ? <PlainButton onPress={onAgain}>{t('way.again')}</PlainButton> : null}
    </>
  )
}

/** One fix if it comes in time; without one the leaving is written all the same. */
export async function writeLeaving(shift: GateShift): Promise<void> {
  const position = await fixOnce()
  await writeCheckIn(
    shift,
    position
      ? { direction: 'out', method: 'position', position }
      : { direction: 'out', method: 'reason', reason: dutyText.text('reason.noPosition') },
  )
}
