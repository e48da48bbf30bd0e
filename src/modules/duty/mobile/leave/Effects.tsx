import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { useKept } from '../../../../platform/ui/phone/kept.ts'
import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type LeaveEffect, previewLeave } from '../../contract/leave.ts'
import { dutyText } from '../text.ts'
import type { Span } from './leave-spans.rules.ts'

const tones = { unmanned: 'gap', short: 'warn', full: 'ok' } as const satisfies Record<string, Tone>

/** What the gates would lack, before the leave is asked for. */
export function Effects({ span, personId }: { span: Span; personId?: string }) {
  const t = dutyText.useText()
  const { value } = useKept(previewLeave, {
    query: personId === undefined ? { ...span } : { ...span, personId },
  })
  if (!value) return null
  if (value.rows.length === 0) return <p className="ph-note">{t('absence.noEffect')}</p>
  return (
    <>
      {value.rows.map((row) => (
        <EffectCard key={row.shiftId} row={row} />
      ))}
    </>
  )
}

/** One gate, as it would be if nobody takes over. */
export function EffectCard({ row }: { row: LeaveEffect }) {
  const t = dutyText.useText()
  const tone = tones[row.becomes]
  return (
    <section className={`ph-card ph-tinted ay-${tone}`}>
      <p className="ph-row">
        <StateMark tone={tone} size={20} />
        <span>
          <strong>{t(`absence.becomes.${row.becomes}`, { role: t(`role.${row.role}`) })}</strong>
          <br />
          {`${row.postName} ${t(`half.${row.half}`)} ${shown(row.bellAt, 'dayTime')}`}
        </span>
      </p>
    </section>
  )
}
