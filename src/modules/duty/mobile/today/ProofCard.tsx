import { Card } from '../../../../platform/ui/phone/controls.tsx'
import { dutyText } from '../text.ts'
import type { GateSheet } from './gate-sheet.ts'
import type { CheckIn } from './use-check-in.ts'

/** The position may be anything: three equal ways to show that one is there. */
export function ProofCard({
  checkIn,
  onPhoto,
  onSheet,
}: {
  checkIn: CheckIn
  onPhoto: () => void
  onSheet: (sheet: GateSheet) => void
}) {
  const t = dutyText.useText()
  const ways = [
    { key: 'photo', press: onPhoto },
    { key: 'scan', press: () => onSheet('scan') },
    { key: 'confirm', press: () => onSheet('confirm') },
  ] as const
  return (
    <Card title={t('proof.title')}>
      <ol className="du-ways">
        {ways.map(({ key, press }, index) => (
          <li key={key}>
            <button type="button" disabled={checkIn.busy} onClick={press}>
              <b>{index + 1}</b>
              <span>{t(`proof.${key}`)}</span>
              <span className="ph-caption">{t(`proof.${key}Note`)}</span>
            </button>
          </li>
        ))}
      </ol>
    </Card>
  )
}
