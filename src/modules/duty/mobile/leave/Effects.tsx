import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { useKept } from '../../../../platform/ui/phone/kept.ts'
import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { previewLeave } from '../../contract/leave.ts'
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
        <section key={row.shiftId} className={`ph-card ph-tinted ay-${tones[row.becomes]}`}>
          <p className="ph-row">
            <StateMark tone={tones[row.becomes]} size={20} />
            <span>
              <strong>
                {t(`absence.becomes.${row.becomes}`, { role: t(`role.${row.role}`) })}
              </strong>
              <br />
              {`${row.postName} ${t(`half.${row.half}`)} ${shown(row.bellAt, 'dayTime')}`}
            </span>
          </p>
        </section>
      ))}
    </>
  )
}
