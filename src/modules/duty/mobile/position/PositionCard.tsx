import { nowMs, useNow } from '../../../../platform/ui/clock.ts'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { LinkButton } from '../../../../platform/ui/phone/controls.tsx'
import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { directionOf, type Judgement } from '../../contract/position-verdict.ts'
import { type DutyTranslate, dutyText } from '../text.ts'
import { PositionDrawing } from './PositionDrawing.tsx'
import type { Positioning } from './use-fix.ts'

const verdictTones = { inside: 'ok', uncertain: 'unknown', outside: 'gap' } as const

export const toneOf = (judgement: Judgement | undefined): Tone =>
  judgement ? verdictTones[judgement.verdict] : 'wait'

/** Where I am against the gate: a drawing to scale and the verdict in words. */
export function PositionCard({
  positioning,
  judgement,
  radiusM,
  gateKnown,
}: {
  positioning: Positioning
  judgement: Judgement | undefined
  radiusM: number
  gateKnown: boolean
}) {
  const t = dutyText.useText()
  const tone = toneOf(judgement)
  return (
    <section className="ph-card" aria-live="polite">
      <div className="du-position">
        <div>
          <PositionDrawing
            radiusM={radiusM}
            fix={positioning.fix}
            judgement={judgement}
            tone={tone}
          />
          <span className="ph-caption du-ring">{t('position.ring', { radius: radiusM })}</span>
        </div>
        <div>
          {judgement ? (
            <Verdict judgement={judgement} accuracyM={positioning.fix?.accuracyM ?? 0} />
          ) : (
            <Looking positioning={positioning} gateKnown={gateKnown} t={t} />
          )}
        </div>
      </div>
    </section>
  )
}

function Verdict({ judgement, accuracyM }: { judgement: Judgement; accuracyM: number }) {
  const t = dutyText.useText()
  const distance = Math.round(judgement.distanceM)
  const { verdict } = judgement
  return (
    <>
      <p className={`du-verdict ay-${verdictTones[verdict]}`}>
        <StateMark tone={verdictTones[verdict]} size={21} />
        {t(`position.${verdict}`)}
      </p>
      <p>
        {verdict === 'outside'
          ? t('position.toGo', {
              distance,
              direction: t(`position.direction.${directionOf(judgement.bearingDeg)}`),
            })
          : t(verdict === 'inside' ? 'position.away' : 'position.awayAbout', { distance })}
      </p>
      <p>{t('position.accuracy', { accuracy: Math.round(accuracyM) })}</p>
      <p className="ph-caption">{t(`position.note.${verdict}`)}</p>
    </>
  )
}

function Looking({
  positioning,
  gateKnown,
  t,
}: {
  positioning: Positioning
  gateKnown: boolean
  t: DutyTranslate
}) {
  const { state } = positioning
  const faulty = state === 'denied' || state === 'failed'
  const tone: Tone = faulty || !gateKnown ? 'unknown' : 'wait'
  const word = gateKnown ? state : 'gateUnknown'
  return (
    <>
      <p className={`du-verdict ay-${tone}`}>
        <StateMark tone={tone} size={21} />
        {t(`position.state.${word}`)}
      </p>
      <p className="ph-caption">{t(`position.stateNote.${word}`)}</p>
    </>
  )
}

/** While the fix is not good enough: how long it has been looked for, and the way to start anew. */
export function Converging({ positioning }: { positioning: Positioning }) {
  const t = dutyText.useText()
  useNow()
  const seconds = Math.max(0, Math.round((nowMs() - positioning.sinceMs) / 1000))
  return (
    <section className="ph-card ph-split">
      <span className="ph-caption">{t('position.converging', { count: seconds })}</span>
      <LinkButton onPress={positioning.restart}>{t('position.again')}</LinkButton>
    </section>
  )
}
