import { useState } from 'react'
import { nowMs, useNow } from '../../../../platform/ui/clock.ts'
import { BigButton } from '../../../../platform/ui/phone/controls.tsx'
import { go } from '../../../../platform/ui/phone/path.ts'
import { Sheet } from '../../../../platform/ui/phone/Sheet.tsx'
import { sayFailure } from '../../../../platform/ui/phone/say.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { fixOnce } from '../position/use-fix.ts'
import { dutyText } from '../text.ts'
import { type GateShift, writeCheckIn } from './check-in.ts'
import { leavesEarly } from './focus.rules.ts'
import type { ShiftPresence } from './presence.rules.ts'

/** Leaving needs nobody's consent; leaving early is asked about once, because it is shown. */
export function LeavingActions({ shift, presence }: { shift: GateShift; presence: ShiftPresence }) {
  const t = dutyText.useText()
  useNow()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  if (presence.step === 'out') {
    return (
      <BigButton quiet onPress={() => go('/', { replace: true })}>
        {t('leave.done')}
      </BigButton>
    )
  }
  const early = leavesEarly(shift, nowMs())
  const leave = () => {
    setAsking(false)
    setBusy(true)
    void writeLeaving(shift)
      .catch(sayFailure)
      .finally(() => setBusy(false))
  }
  const ends = shown(shift.endsAt, 'time')
  return (
    <>
      <BigButton
        quiet={early}
        disabled={busy}
        note={busy ? t('way.looking') : t('leave.note', { time: ends })}
        onPress={early ? () => setAsking(true) : leave}
      >
        {t('leave.button')}
      </BigButton>
      <Sheet title={t('leave.earlyTitle')} open={asking} onClose={() => setAsking(false)}>
        <p>{t('leave.earlyNote', { bell: shown(shift.bellAt, 'time'), time: ends })}</p>
        <BigButton onPress={leave}>{t('leave.earlyYes')}</BigButton>
        <BigButton quiet onPress={() => setAsking(false)}>
          {t('leave.stay')}
        </BigButton>
      </Sheet>
    </>
  )
}

/** One fix if it comes in time; without one the leaving is written all the same. */
async function writeLeaving(shift: GateShift): Promise<void> {
  const position = await fixOnce()
  await writeCheckIn(
    shift,
    position
      ? { direction: 'out', method: 'position', position }
      : { direction: 'out', method: 'reason', reason: dutyText.text('reason.noPosition') },
  )
}
