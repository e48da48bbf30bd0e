import { EntryRow, Failed, Nothing, Opening } from '../../../platform/ui/phone/controls.tsx'
import { useKept } from '../../../platform/ui/phone/kept.ts'
import { Screen } from '../../../platform/ui/phone/Screen.tsx'
import { listGates } from '../contract/gate.ts'
import { listSchools } from '../contract/school.ts'
import { schoolsPhoneText } from './text.ts'

/** The gates of the own school; each has a code of its own. */
export default function GateChoiceScreen() {
  const t = schoolsPhoneText.useText()
  const schools = useKept(listSchools, {})
  const rows = schools.value?.rows ?? []
  return (
    <Screen title={t('gateCode.title')} up="/more">
      {schools.opening ? <Opening /> : null}
      {schools.failure && !schools.value ? (
        <Failed error={schools.failure} retry={() => void schools.refresh()} />
      ) : null}
      {schools.value && rows.length === 0 ? (
        <Nothing tone="off">{t('gateCode.noGate')}</Nothing>
      ) : null}
      {rows.map(({ id, name }) => (
        <Gates key={id} schoolId={id} schoolName={name} />
      ))}
    </Screen>
  )
}

function Gates({ schoolId, schoolName }: { schoolId: string; schoolName: string }) {
  const t = schoolsPhoneText.useText()
  const gates = useKept(listGates, { params: { schoolId } })
  const rows = gates.value ?? []
  return (
    <section className="ph-card ph-list">
      {rows.map((gate) => (
        <EntryRow key={gate.id} label={gate.name} note={schoolName} to={`/gate-code/${gate.id}`} />
      ))}
      {gates.value && rows.length === 0 ? (
        <p className="ph-caption">{t('gateCode.noGate')}</p>
      ) : null}
    </section>
  )
}
