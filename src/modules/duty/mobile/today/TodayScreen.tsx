import { nowMs, useNow } from '../../../../platform/ui/clock.ts'
import {
  Card,
  EntryRow,
  Failed,
  Nothing,
  Opening,
} from '../../../../platform/ui/phone/controls.tsx'
import { go, usePath } from '../../../../platform/ui/phone/path.ts'
import { AsOf, Screen } from '../../../../platform/ui/phone/Screen.tsx'
import type { MyDuty } from '../../contract/mine.ts'
import { useMine } from '../mine.ts'
import { PatrolsDue } from '../patrol/PatrolsDue.tsx'
import { dutyText } from '../text.ts'
import '../duty.css'
import { CallsToMe } from './CallsToMe.tsx'
import { placeOf, useOwnCheckIns } from './check-in.ts'
import type { GateShift } from './focus.rules.ts'
import { type Focus, focusOf, heldBy } from './focus.rules.ts'
import { GatePanel } from './GatePanel.tsx'
import { LeaderCard } from './LeaderCard.tsx'
import { NextCard } from './NextCard.tsx'
import { presenceOf } from './presence.rules.ts'
import { dayAndTime } from './remaining.ts'

/** 我该在哪，签上了没有. */
export default function TodayScreen() {
  const t = dutyText.useText()
  const mine = useMine()
  if (!mine.value) {
    return (
      <Screen title={t('today.title')}>
        {mine.opening ? <Opening rows={4} /> : null}
        {mine.failure ? <Failed error={mine.failure} retry={() => void mine.refresh()} /> : null}
      </Screen>
    )
  }
  return <Today duty={mine.value} asOfMs={mine.asOfMs} refresh={mine.refresh} />
}

interface TodayProps {
  readonly duty: MyDuty
  readonly asOfMs: number
  readonly refresh: () => Promise<void>
}

function Today({ duty, asOfMs, refresh }: TodayProps) {
  const t = dutyText.useText()
  const { query } = usePath()
  useNow()
  const own = useOwnCheckIns()
  const focus = focusOf(heldBy(duty, own), (shift) => presenceOf(shift, own), nowMs())
  const shift = chosen(duty, focus, query.get('shift'))
  const above = (
    <>
      <AsOf atMs={asOfMs} />
      <CallsToMe duty={duty} refresh={refresh} />
    </>
  )
  const below = (
    <>
      <PatrolsDue duty={duty} />
      <Others shifts={focus.beside.filter((other) => other !== shift)} />
      <NextCard duty={duty} next={focus.next} />
      <Missed shifts={focus.missed.filter((other) => other !== shift)} />
      <LeaderCard />
    </>
  )
  if (shift) {
    return (
      <GatePanel
        key={shift.shiftId}
        shift={shift}
        presence={presenceOf(shift, own)}
        above={above}
        below={below}
      />
    )
  }
  return (
    <Screen title={t('today.title')}>
      {above}
      <NoShiftNow duty={duty} />
      {below}
    </Screen>
  )
}

/** The shift that the address names, a stand-in's included, or the one that is due. */
function chosen(
  duty: MyDuty,
  focus: Focus<GateShift>,
  wanted: string | null,
): GateShift | undefined {
  if (wanted === null) return focus.now
  const near = duty.nearby.find(({ shiftId }) => shiftId === wanted)
  return (
    duty.shifts.find(({ shiftId }) => shiftId === wanted) ??
    (near ? { ...near, role: duty.role } : focus.now)
  )
}

/** Nothing is due: says so, and offers the gates that are on duty nearby to who stands in. */
function NoShiftNow({ duty }: { duty: MyDuty }) {
  const t = dutyText.useText()
  const nearby = duty.nearby.filter(({ endsAt }) => Date.parse(endsAt) > nowMs())
  return (
    <>
      <Nothing>{t(duty.shifts.length === 0 ? 'today.noShifts' : 'today.nothingNow')}</Nothing>
      {nearby.length > 0 ? (
        <>
          <h2 className="ph-section">{t('today.nearby')}</h2>
          <section className="ph-card ph-list">
            {nearby.map((shift) => (
              <EntryRow
                key={shift.shiftId}
                label={placeOf(shift)}
                note={t('today.bell', { time: dayAndTime(shift.bellAt, nowMs()) })}
                onPress={() => go(`/?shift=${shift.shiftId}`)}
              />
            ))}
          </section>
        </>
      ) : null}
    </>
  )
}

function Others({ shifts }: { shifts: readonly GateShift[] }) {
  const t = dutyText.useText()
  if (shifts.length === 0) return null
  return (
    <Card title={t('today.beside')}>
      {shifts.map((shift) => (
        <EntryRow
          key={shift.shiftId}
          label={placeOf(shift)}
          note={t('today.bell', { time: dayAndTime(shift.bellAt, nowMs()) })}
          onPress={() => go(`/?shift=${shift.shiftId}`, { replace: true })}
        />
      ))}
    </Card>
  )
}

/** Over without a check-in: may be registered with a reason, which a leader reads. */
function Missed({ shifts }: { shifts: readonly GateShift[] }) {
  const t = dutyText.useText()
  if (shifts.length === 0) return null
  return (
    <Card title={t('missed.title')}>
      {shifts.map((shift) => (
        <EntryRow
          key={shift.shiftId}
          label={placeOf(shift)}
          note={t('missed.note', { time: dayAndTime(shift.bellAt, nowMs()) })}
          onPress={() => go(`/?shift=${shift.shiftId}`)}
        />
      ))}
    </Card>
  )
}
