import { useState } from 'react'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { ChoiceField, SwitchField, TextField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { newId } from '../../../../platform/ui/new-id.ts'
import {
  type Campus,
  createGate,
  type Gate,
  GateFields,
  gateUses,
  updateGate,
} from '../../contract/gate.ts'
import { PositionFields } from '../forms/PositionFields.tsx'
import { positionOf, positionValues } from '../forms/position-fields.ts'
import { schoolsText } from '../text.ts'

interface GateDialogProps {
  readonly schoolId: string
  readonly gate: Gate | undefined
  /** Asked for only where a school has any. */
  readonly campuses: readonly Campus[]
  readonly onClose: () => void
}

export function GateDialog({ schoolId, gate, campuses, onClose }: GateDialogProps) {
  const t = schoolsText.useText()
  const k = kit.useText()
  const [id] = useState(newId)
  const submit = async (fields: GateFields) => {
    if (gate) {
      const body = { ...fields, version: gate.version }
      await call(updateGate, { params: { gateId: gate.id }, body })
    } else await call(createGate, { params: { schoolId }, body: { ...fields, id } })
    refresh(queryClient, ['schools.gate'])
    tell({ text: t(gate ? 'gate.saved' : 'gate.added') })
  }
  const campusId = gate?.campusId ?? null
  return (
    <RecordDialog
      title={t(gate ? 'gate.edit' : 'gate.add')}
      schema={GateFields}
      initial={{
        name: gate?.name ?? '',
        campusId,
        use: gate?.use ?? 'both',
        opened: gate?.opened ?? true,
        ...positionValues(gate?.position ?? null),
      }}
      toBody={(values) => ({
        campusId,
        ...values,
        position: positionOf(values, gate?.position ?? null),
      })}
      submit={submit}
      submitLabel={k('form.save')}
      onClose={onClose}
    >
      <TextField name="name" label={t('gate.name')} required max={60} />
      {campuses.length > 0 ? (
        <ChoiceField
          name="campusId"
          label={t('campus.campus')}
          clearable
          choices={campuses.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <ChoiceField
        name="use"
        label={t('gate.use')}
        choices={gateUses.map((use) => ({ value: use, label: t(`gate.useOf.${use}`) }))}
      />
      <SwitchField name="opened" label={t('gate.opened')} />
      <PositionFields />
    </RecordDialog>
  )
}
