import { useState } from 'react'
import { nowMs } from '../../../../platform/ui/clock.ts'
import { useConnection } from '../../../../platform/ui/phone/connection.ts'
import {
  BigButton,
  Failed,
  Nothing,
  Opening,
  Tick,
} from '../../../../platform/ui/phone/controls.tsx'
import { callHeard } from '../../../../platform/ui/phone/kept.ts'
import { AsOf, Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { type Sight, sights } from '../../contract/post.ts'
import { confirmSights } from '../../contract/shift.ts'
import { useShiftsHere } from '../here/here.ts'
import { useMine } from '../mine.ts'
import { dutyText } from '../text.ts'
import { placeOf } from '../today/check-in.ts'
import type { GateShift } from '../today/focus.rules.ts'
import { span } from '../today/remaining.ts'
import '../duty.css'

/** The school says what it saw at its own gates: police, car, light. */
export default function SightsScreen() {
  const t = dutyText.useText()
  const mine = useMine()
  const shifts = useShiftsHere(mine.value).filter(
    ({ sanjian, startsAt }) => sanjian && Date.parse(startsAt) <= nowMs(),
  )
  return (
    <Screen title={t('sight.title')} up="/">
      <AsOf atMs={mine.asOfMs} />
      {mine.opening ? <Opening /> : null}
      {mine.failure && !mine.value ? (
        <Failed error={mine.failure} retry={() => void mine.refresh()} />
      ) : null}
      {mine.value && shifts.length === 0 ? <Nothing tone="off">{t('sight.none')}</Nothing> : null}
      {shifts.map((shift) => (
        <SightCard key={shift.shiftId} shift={shift} onDone={mine.refresh} />
      ))}
    </Screen>
  )
}

function SightCard({ shift, onDone }: { shift: GateShift; onDone: () => Promise<void> }) {
  const t = dutyText.useText()
  const { reachable } = useConnection()
  const was = shift.sanjianConfirmed
  // What was ticked here stands over what is stored, which a colleague may change meanwhile.
  const [ticked, setTicked] = useState<Partial<Record<Sight, boolean>>>({})
  const isSeen = (sight: Sight) => ticked[sight] ?? was.includes(sight)
  const confirm = async () => {
    await callHeard(confirmSights, {
      params: { id: shift.shiftId },
      body: { confirmed: sights.filter(isSeen), was },
    })
    say(t('sight.saved'))
    await onDone()
    setTicked({})
  }
  return (
    <section className="ph-card">
      <div className="ph-split">
        <h2>{placeOf(shift)}</h2>
        <span className="ph-caption">{`${t(`half.${shift.half}`)} ${span(shift)}`}</span>
      </div>
      <div className="ph-ticks du-three">
        {sights.map((sight) => (
          <Tick
            key={sight}
            on={isSeen(sight)}
            onChange={(on) => setTicked({ ...ticked, [sight]: on })}
          >
            {t(`sight.kind.${sight}`)}
          </Tick>
        ))}
      </div>
      <BigButton
        quiet
        disabled={!reachable}
        note={t('sight.savedNote', { count: shift.sanjianConfirmed.length })}
        onPress={() => void confirm().catch(sayFailure)}
      >
        {t('sight.confirm')}
      </BigButton>
    </section>
  )
}
