import { Card } from '../../../../platform/ui/phone/controls.tsx'
import { dutyText } from '../text.ts'
import type { GateShift } from './focus.rules.ts'
import type { GateSheet } from './gate-sheet.ts'
import type { CheckIn } from './use-check-in.ts'

/** The position may be anything: three equal ways to show that one is there. */
export function ProofCard({
  shift,
  checkIn,
  onPhoto,
  onSheet,
}: {
  shift: GateShift
  checkIn: CheckIn
  onPhoto: () => void
  onSheet: (sheet: GateSheet) => void
}) {
  const t = dutyText.useText()
  // Who may show the gate's code proves nothing by it alone.
  const scanNote = shift.mayShowCode ? 'scanOwnNote' : 'scanNote'
  const ways = [
    { key: 'photo', note: 'photoNote', press: onPhoto },
    { key: 'scan', note: scanNote, press: () => onSheet('scan') },
    { key: 'confirm', note: 'confirmNote', press: () => onSheet('confirm') },
  ] as const
  return (
    <Card title={t('proof.title')}>
      <ol className="du-ways">
        {ways.map(({ key, note, press }, index) => (
          <li key={key}>
            <button type="button" disabled={checkIn.busy} onClick={press}>
              <b>{index + 1}</b>
              <span>{t(`proof.${key}`)}</span>
              <span className="ph-caption">{t(`proof.${note}`)}</span>
            </button>
          </li>
        ))}
      </ol>
    </Card>
  )
}
