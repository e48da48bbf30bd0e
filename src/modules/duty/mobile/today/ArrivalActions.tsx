import { BigButton, PlainButton } from '../../../../platform/ui/phone/controls.tsx'
import { dutyText } from '../text.ts'
import { placeOf } from './check-in.ts'
import type { GateShift } from './focus.rules.ts'
import type { GateSheet } from './gate-sheet.ts'
import type { CheckIn } from './use-check-in.ts'

interface ArrivalProps {
  readonly shift: GateShift
  readonly checkIn: CheckIn
  readonly over: boolean
  readonly onPhoto: () => void
  readonly onSheet: (sheet: GateSheet) => void
  /** Where coming once more was only offered: leaves it. */
  readonly onStay: (() => void) | undefined
}

/** The button for coming, by what is known of the position; no way is ever closed. */
export function ArrivalActions({ over, onStay, ...props }: ArrivalProps) {
  const { onSheet } = props
  const t = dutyText.useText()
  if (over) {
    return (
      <BigButton note={t('missed.buttonNote')} onPress={() => onSheet('reason')}>
        {t('missed.button')}
      </BigButton>
    )
  }
  return (
    <>
      <MainButton {...props} />
      <div className="ph-pair">
        <PlainButton onPress={() => onSheet('scan')}>{t('way.scan')}</PlainButton>
        <PlainButton onPress={() => onSheet('confirm')}>{t('way.confirm')}</PlainButton>
      </div>
      {onStay ? <PlainButton onPress={onStay}>{t('way.notNow')}</PlainButton> : null}
    </>
  )
}

function MainButton({ shift, checkIn, onPhoto, onSheet }: Omit<ArrivalProps, 'over' | 'onStay'>) {
  const t = dutyText.useText()
  const { positioning, judgement, gateKnown, wanted, busy } = checkIn
  const faulty = positioning.state === 'denied' || positioning.state === 'failed'
  const unsure = judgement?.verdict === 'uncertain' || (!gateKnown && positioning.fix)
  if (unsure) {
    return (
      <BigButton tone="unknown" disabled={busy} note={t('way.photoNote')} onPress={onPhoto}>
        {t('way.photo')}
      </BigButton>
    )
  }
  if (judgement?.verdict === 'outside' || faulty) {
    return (
      <>
        <BigButton
          quiet
          note={t(faulty ? 'way.againNote' : 'way.comeNote')}
          onPress={faulty ? checkIn.press : positioning.restart}
        >
          {t(faulty ? 'position.again' : 'way.come')}
        </BigButton>
        <PlainButton onPress={() => onSheet('reason')}>{t('way.reason')}</PlainButton>
      </>
    )
  }
  return (
    <BigButton
      disabled={busy}
      note={wanted ? t('way.looking') : placeOf(shift)}
      onPress={checkIn.press}
    >
      {t('way.in')}
    </BigButton>
  )
}
