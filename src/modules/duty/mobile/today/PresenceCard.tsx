import { StateMark, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { dutyText } from '../text.ts'
import type { GateShift } from './focus.rules.ts'
import type { Presence, ShiftPresence } from './presence.rules.ts'

const toneOf = { none: 'gap', in: 'ok', out: 'off' } as const

/** What is on record about me here, where it is, and what is still to come. */
export function PresenceCard({ presence, shift }: { presence: ShiftPresence; shift: GateShift }) {
  const t = dutyText.useText()
  const { step } = presence
  const tone = toneOf[step]
  return (
    <section className="ph-card" aria-live="polite">
      <p className={`du-verdict ay-${tone}`}>
        <StateMark tone={tone} size={21} />
        {t(`presence.${step}`)}
      </p>
      {presence.in ? <Line direction="in" presence={presence.in} /> : null}
      {presence.out ? <Line direction="out" presence={presence.out} /> : null}
      {step === 'in' ? (
        <p className="ph-caption">{t('presence.until', { time: shown(shift.endsAt, 'time') })}</p>
      ) : null}
    </section>
  )
}

function Line({ direction, presence }: { direction: 'in' | 'out'; presence: Presence }) {
  const t = dutyText.useText()
  const { stored } = presence
  const { tone, word } = standing(presence)
  const causes = (stored?.causes ?? []).filter(
    (cause) => cause !== 'notAssigned' && cause !== 'photoAwaited',
  )
  return (
    <>
      <div className="ph-split">
        <span>
          {t(`record.${direction}`)} <strong>{shown(presence.at, 'time')}</strong>
          {stored ? <span className="ph-caption">　{t(`method.${stored.method}`)}</span> : null}
        </span>
        <StateWord tone={tone}>{t(`presence.state.${word}`)}</StateWord>
      </div>
      {causes.length > 0 ? (
        <p className="ph-caption">
          {causes.map((cause) => t(`cause.${cause}`)).join(t('listMark'))}
        </p>
      ) : null}
    </>
  )
}

type Standing = 'onPhone' | 'stopped' | 'photoAwaited' | 'pending' | 'refused' | 'delivered'

function standing({ delivered, stopped, stored }: Presence): { tone: Tone; word: Standing } {
  if (stopped) return { tone: 'gap', word: 'stopped' }
  if (!delivered) return { tone: 'wait', word: 'onPhone' }
  if (stored?.approval === 'pending') {
    const awaitsPhoto = stored.causes.includes('photoAwaited')
    return { tone: 'unknown', word: awaitsPhoto ? 'photoAwaited' : 'pending' }
  }
  if (stored?.approval === 'refused') return { tone: 'gap', word: 'refused' }
  return { tone: 'ok', word: 'delivered' }
}
