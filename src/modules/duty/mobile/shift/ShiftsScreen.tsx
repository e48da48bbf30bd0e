import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { EntryRow, Failed, Nothing, Opening } from '../../../../platform/ui/phone/controls.tsx'
import { AsOf, Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { usePermissions } from '../../../../platform/ui/viewer.ts'
import { noonOf, shown } from '../../../../platform/ui/wall-time.ts'
import type { MyShift } from '../../contract/mine.ts'
import { useMine } from '../mine.ts'
import { PatrolRow } from '../patrol/PatrolRow.tsx'
import { useReportedPatrols } from '../patrol/patrol.ts'
import { dutyText } from '../text.ts'
import { placeOf, useOwnCheckIns } from '../today/check-in.ts'
import { presenceOf } from '../today/presence.rules.ts'
import { span } from '../today/remaining.ts'
import '../duty.css'

/** Yesterday to fourteen days ahead, by day. */
export default function ShiftsScreen() {
  const t = dutyText.useText()
  const mine = useMine()
  const may = usePermissions()
  const shifts = mine.value?.shifts ?? []
  const patrols = mine.value?.patrols ?? []
  const reported = useReportedPatrols()
  const days = [...new Set([...shifts, ...patrols].map(({ day }) => day))].sort()
  return (
    <Screen title={t('shifts.title')} up="/">
      <AsOf atMs={mine.asOfMs} />
      {/* First, so that nothing above it comes or goes. */}
      {may('duty.leave.request') ? (
        <section className="ph-card ph-list">
          <EntryRow label={t('absence.title')} note={t('absence.entryNote')} to="/leave" />
          {may('duty.swap.propose') ? (
            <EntryRow label={t('swap.title')} note={t('swap.entryNote')} to="/swap" />
          ) : null}
        </section>
      ) : null}
      {mine.opening ? <Opening /> : null}
      {mine.failure && !mine.value ? (
        <Failed error={mine.failure} retry={() => void mine.refresh()} />
      ) : null}
      {mine.value && days.length === 0 ? <Nothing>{t('today.noShifts')}</Nothing> : null}
      {days.map((day) => (
        <section key={day} className="ph-card">
          <div className="ph-card-head">
            <h2>{`${shown(noonOf(day), 'weekday')} ${day.slice(5)}`}</h2>
            {day === mine.value?.today ? (
              <StateTag tone="wait">{t('shifts.today')}</StateTag>
            ) : null}
          </div>
          {shifts
            .filter((shift) => shift.day === day)
            .map((shift) => (
              <ShiftLine key={shift.shiftId} shift={shift} />
            ))}
          {patrols
            .filter((patrol) => patrol.day === day)
            .map((patrol) => (
              <PatrolRow key={patrol.id} patrol={patrol} reported={reported.has(patrol.id)} />
            ))}
        </section>
      ))}
    </Screen>
  )
}

function ShiftLine({ shift }: { shift: MyShift }) {
  const t = dutyText.useText()
  const own = useOwnCheckIns()
  const { step } = presenceOf(shift, own)
  return (
    <div className="ph-split du-line">
      <span>
        <strong>{placeOf(shift)}</strong>
        <br />
        <span className="ph-caption">
          {`${t(`half.${shift.half}`)} ${span(shift)} · ${t(`role.${shift.role}`)}`}
          {shift.assignment === 'published' ? '' : ` · ${t(`shifts.${shift.assignment}`)}`}
        </span>
      </span>
      {shift.cancelled ? <StateTag tone="off">{t('shifts.cancelled')}</StateTag> : null}
      {!shift.cancelled && step !== 'none' ? (
        <StateTag tone="ok">{t(`shifts.${step}`)}</StateTag>
      ) : null}
    </div>
  )
}
