import type { z as zod } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { ChoiceField, SwitchField, TextField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { newId } from '../../../../platform/ui/new-id.ts'
import { createGate, type Gate, GateFields, gateUses, updateGate } from '../../contract/gate.ts'
import { PositionFields } from '../forms/PositionFields.tsx'
import { positionOf, positionValues } from '../forms/position-fields.ts'
import { schoolsText } from '../text.ts'

interface GateDialogProps {
  readonly schoolId: string
  readonly gate: Gate | undefined
  readonly onClose: () => void
}

const Fields = GateFields.omit({ campusId: true }).extend({ position: GateFields.shape.position })

export function GateDialog({ schoolId, gate, onClose }: GateDialogProps) {
  const t = schoolsText.useText()
  const k = kit.useText()
  const submit = async (fields: zod.infer<typeof Fields>) => {
    if (gate) {
      const body = { ...fields, version: gate.version }
      await call(updateGate, { params: { gateId: gate.id }, body })
    } else await call(createGate, { params: { schoolId }, body: { ...fields, id: newId() } })
    refresh(queryClient, ['schools.gate'])
    tell({ text: t(gate ? 'gate.saved' : 'gate.added') })
  }
  return (
    <RecordDialog
      title={t(gate ? 'gate.edit' : 'gate.add')}
      schema={Fields}
      initial={{
        name: gate?.name ?? '',
        use: gate?.use ?? 'both',
        opened: gate?.opened ?? true,
        ...positionValues(gate?.position ?? null),
      }}
      toBody={(values) => ({ ...values, position: positionOf(values, gate?.position ?? null) })}
      submit={submit}
      submitLabel={k('form.save')}
      onClose={onClose}
    >
      <TextField name="name" label={t('gate.name')} required max={60} />
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
