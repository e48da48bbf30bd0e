import { useState } from 'react'
import {
  BigButton,
  Failed,
  Nothing,
  Opening,
  PlainButton,
} from '../../../../platform/ui/phone/controls.tsx'
import { useKept } from '../../../../platform/ui/phone/kept.ts'
import { AsOf, Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { usePermissions } from '../../../../platform/ui/viewer.ts'
import { boardTopic, readShiftPeople } from '../../contract/board.ts'
import { useShiftsHere } from '../here/here.ts'
import { ShiftChoice } from '../here/ShiftChoice.tsx'
import { useMine } from '../mine.ts'
import { dutyText } from '../text.ts'
import { placeOf } from '../today/check-in.ts'
import type { GateShift } from '../today/focus.rules.ts'
import { GuestSheet } from './GuestSheet.tsx'
import { PersonLine } from './PersonLine.tsx'
import { ScanPersonSheet } from './ScanPersonSheet.tsx'
import '../duty.css'

/** A leader at the gate says who is there; as good as a position, without a network too. */
export default function ConfirmScreen() {
  const t = dutyText.useText()
  const mine = useMine()
  const shifts = useShiftsHere(mine.value)
  const [chosen, setChosen] = useState<string>()
  const [sheet, setSheet] = useState<'scan' | 'guest'>()
  const shift = shifts.find(({ shiftId }) => shiftId === chosen) ?? shifts[0]
  const close = () => setSheet(undefined)
  return (
    <Screen
      title={t('confirm.title')}
      up="/"
      actions={
        <>
          <BigButton
            disabled={shifts.length === 0}
            note={t('confirm.scanNote')}
            onPress={() => setSheet('scan')}
          >
            {t('confirm.scan')}
          </BigButton>
          <PlainButton disabled={!shift} onPress={() => setSheet('guest')}>
            {t('confirm.guest')}
          </PlainButton>
        </>
      }
    >
      {mine.opening ? <Opening /> : null}
      <ShiftChoice shifts={shifts} value={shift?.shiftId} onChange={setChosen} />
      {shift ? <People shift={shift} /> : null}
      {mine.value && !shift ? <Nothing tone="off">{t('confirm.noShift')}</Nothing> : null}
      <ScanPersonSheet shifts={shifts} open={sheet === 'scan'} onClose={close} />
      {shift ? <GuestSheet shift={shift} open={sheet === 'guest'} onClose={close} /> : null}
    </Screen>
  )
}

function People({ shift }: { shift: GateShift }) {
  const t = dutyText.useText()
  const may = usePermissions()
  const people = useKept(
    readShiftPeople,
    { params: { id: shift.shiftId } },
    { topics: [boardTopic], enabled: may('duty.board.read') },
  )
  const rows = people.value?.people
  return (
    <>
      <AsOf atMs={people.asOfMs} />
      {people.opening ? <Opening /> : null}
      {people.failure && !rows ? (
        <Failed error={people.failure} retry={() => void people.refresh()} />
      ) : null}
      {rows ? (
        <section className="ph-card ph-list">
          <h2 className="du-list-head">{placeOf(shift)}</h2>
          {rows.map((person) => (
            <PersonLine key={`${person.personId} ${person.role}`} person={person} shift={shift} />
          ))}
          {rows.length === 0 ? <p className="ph-caption du-line">{t('confirm.nobody')}</p> : null}
        </section>
      ) : null}
    </>
  )
}
