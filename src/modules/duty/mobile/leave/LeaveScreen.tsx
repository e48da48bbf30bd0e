import { useState } from 'react'
import { nowMs } from '../../../../platform/ui/clock.ts'
import { useConnection } from '../../../../platform/ui/phone/connection.ts'
import { BigButton, Card, Choices, Nothing } from '../../../../platform/ui/phone/controls.tsx'
import { callHeard } from '../../../../platform/ui/phone/kept.ts'
import { newRecordId } from '../../../../platform/ui/phone/outbox/outbox.ts'
import { Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { leaveKinds, requestLeave } from '../../contract/leave.ts'
import type { MyShift } from '../../contract/mine.ts'
import { useMine } from '../mine.ts'
import { dutyText } from '../text.ts'
import { placeOf } from '../today/check-in.ts'
import { DaySpan, type Days } from './DaySpan.tsx'
import { Effects } from './Effects.tsx'
import { type Span, spansOf, wholeDays } from './leave-spans.rules.ts'
import { OwnLeaves } from './OwnLeaves.tsx'
import '../duty.css'

type Way = 'shifts' | 'days'

/** From when to when, never why; what it does to the gates is shown before it is asked. */
export default function LeaveScreen() {
  const t = dutyText.useText()
  const mine = useMine()
  const { reachable } = useConnection()
  const [way, setWay] = useState<Way>('shifts')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [days, setDays] = useState<Days>()
  const [kind, setKind] = useState<(typeof leaveKinds)[number]>('leave')
  const [asked, setAsked] = useState(0)
  const ahead = (mine.value?.shifts ?? []).filter(
    ({ cancelled, startsAt }) => !cancelled && Date.parse(startsAt) > nowMs(),
  )
  const spans = way === 'shifts' ? spansOf(ahead, chosen) : days ? [wholeDays(...days)] : []
  const ask = async () => {
    for (const span of spans)
      await callHeard(requestLeave, { body: { id: newRecordId(), kind, ...span } })
    say(t('absence.asked'))
    setChosen(new Set())
    setDays(undefined)
    setAsked(asked + 1)
  }
  return (
    <Screen
      title={t('absence.title')}
      up="/shifts"
      aside={<span className="ph-caption">{t('absence.whoDecides')}</span>}
      actions={
        <BigButton
          disabled={spans.length === 0 || !reachable}
          note={reachable ? noteOf(spans) : t('help.offline')}
          onPress={() => void ask().catch(sayFailure)}
        >
          {t('absence.ask')}
        </BigButton>
      }
    >
      <Choices<Way>
        label={t('absence.way')}
        choices={[
          { value: 'shifts', label: t('absence.byShift') },
          { value: 'days', label: t('absence.byDay') },
        ]}
        value={way}
        onChange={setWay}
      />
      {way === 'shifts' ? (
        <ShiftTicks shifts={ahead} chosen={chosen} onChange={setChosen} />
      ) : (
        <DaySpan value={days} onChange={setDays} />
      )}
      <Card title={t('absence.kindLabel')}>
        <Choices
          label={t('absence.kindLabel')}
          choices={leaveKinds.map((value) => ({ value, label: t(`absence.kind.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
      </Card>
      {spans.map((span) => (
        <Effects key={span.startsAt} span={span} />
      ))}
      <OwnLeaves key={asked} />
    </Screen>
  )
}

function noteOf(spans: readonly Span[]): string {
  const { text } = dutyText
  const [first] = spans
  if (!first) return text('absence.chooseFirst')
  if (spans.length > 1) return text('absence.several', { count: spans.length })
  return `${shown(first.startsAt, 'dayTime')} – ${shown(first.endsAt, 'dayTime')}`
}

function ShiftTicks({
  shifts,
  chosen,
  onChange,
}: {
  shifts: readonly MyShift[]
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}) {
  const t = dutyText.useText()
  const toggle = (shiftId: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(shiftId)
    else next.delete(shiftId)
    onChange(next)
  }
  if (shifts.length === 0) return <Nothing tone="off">{t('absence.noShifts')}</Nothing>
  return (
    <section className="ph-card ph-list">
      <h2 className="du-list-head">{t('absence.which')}</h2>
      {shifts.map((shift) => (
        <label key={shift.shiftId} className="du-check">
          <input
            type="checkbox"
            checked={chosen.has(shift.shiftId)}
            onChange={({ target }) => toggle(shift.shiftId, target.checked)}
          />
          <span>
            <strong>
              {`${shown(shift.startsAt, 'shortWeekday')} ${shown(shift.startsAt, 'day')} `}
              {t(`half.${shift.half}`)}
            </strong>
            <span className="ph-caption">
              {`${placeOf(shift)} ${shown(shift.startsAt, 'time')}`}
            </span>
          </span>
        </label>
      ))}
    </section>
  )
}
