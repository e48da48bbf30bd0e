import { nowMs, useNow } from '../../../../platform/ui/clock.ts'
import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { icons } from '../../../../platform/ui/phone/icons.tsx'
import { go } from '../../../../platform/ui/phone/path.ts'
import type { MyPatrol } from '../../contract/mine.ts'
import { dutyText } from '../text.ts'
import { hoursOf } from './patrol.ts'

/** One patrol in a list: when, where, and what became of it; opens its report. */
export function PatrolRow({ patrol, reported }: { patrol: MyPatrol; reported: boolean }) {
  const t = dutyText.useText()
  useNow()
  return (
    <button type="button" className="ph-entry" onClick={() => go(`/patrol?id=${patrol.id}`)}>
      <span>
        <span className="du-tagged">
          {t('patrol.row', { hours: hoursOf(patrol) })}
          <PatrolTag patrol={patrol} reported={reported} />
        </span>
        <span className="ph-caption">
          {[...(patrol.place ? [patrol.place] : []), ...patrol.places].join(t('listMark'))}
        </span>
      </span>
      {icons.onward}
    </button>
  )
}

export function PatrolTag({ patrol, reported }: { patrol: MyPatrol; reported: boolean }) {
  const t = dutyText.useText()
  const { state, startsAt, endsAt } = patrol
  if (state === 'withdrawn') return <StateTag tone="off">{t('patrol.state.withdrawn')}</StateTag>
  if (state === 'done' || reported) return <StateTag tone="ok">{t('patrol.state.done')}</StateTag>
  if (state === 'missed' || Date.parse(endsAt) < nowMs()) {
    return <StateTag tone="warn">{t('patrol.state.missed')}</StateTag>
  }
  const isOn = Date.parse(startsAt) <= nowMs()
  return <StateTag tone="wait">{t(isOn ? 'patrol.state.now' : 'patrol.state.open')}</StateTag>
}
