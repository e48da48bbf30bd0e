import { Form } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import {
  ChoiceField,
  DayField,
  NumberField,
  TextField,
} from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import {
  addGearEntry,
  type Gear,
  type GearEntryFields,
  type GearStock,
  gearMovements,
  gears,
} from '../../contract/upkeep.ts'
import { schoolsText } from '../text.ts'

export type GearStart = Pick<GearEntryFields, 'gear' | 'movement' | 'quantity'>

interface GearDialogProps {
  readonly schoolId: string
  readonly start: GearStart
  readonly stock: GearStock
  readonly onClose: () => void
}

/** What came in, went out, expired or was lost, beside what is there now. */
export function GearDialog({ schoolId, start, stock, onClose }: GearDialogProps) {
  const t = schoolsText.useText()
  const [id] = useState(newId)
  const schema = addGearEntry.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    await call(addGearEntry, { params: { schoolId }, body })
    refresh(queryClient, ['schools.gear'])
    tell({ text: t('gear.added') })
  }
  return (
    <RecordDialog
      title={t('gear.add')}
      schema={schema}
      initial={{ ...start, onDay: isoDay(now()), expiresOn: null, note: '' }}
      toBody={(values) => ({
        ...values,
        id,
        expiresOn: values['movement'] === 'in' ? (values['expiresOn'] ?? null) : null,
      })}
      submit={submit}
      submitLabel={t('gear.add')}
      onClose={onClose}
    >
      <div className="ay-form-columns">
        <ChoiceField
          name="movement"
          label={t('gear.movement')}
          choices={gearMovements.map((value) => ({ value, label: t(`gear.movementOf.${value}`) }))}
        />
        <ChoiceField
          name="gear"
          label={t('gear.gear')}
          choices={gears.map((gear) => ({ value: gear, label: t(`gear.gearOf.${gear}`) }))}
        />
        <QuantityField stock={stock} />
        <DayField name="onDay" label={t('gear.day')} required />
        <ExpiryField />
        <TextField name="note" label={t('gear.note')} max={200} />
      </div>
    </RecordDialog>
  )
}

function QuantityField({ stock }: { stock: GearStock }) {
  const t = schoolsText.useText()
  const gear = Form.useWatch<Gear | undefined>('gear')
  const count = stock.stock.find((line) => line.gear === gear)?.inStock ?? 0
  return (
    <NumberField
      name="quantity"
      label={t('gear.quantity')}
      min={1}
      max={10_000}
      extra={t('gear.inStock', { count })}
    />
  )
}

/** Only what comes in has a day until which it may be used. */
function ExpiryField() {
  const t = schoolsText.useText()
  const movement = Form.useWatch<GearStart['movement'] | undefined>('movement')
  return movement === 'in' ? <DayField name="expiresOn" label={t('gear.expires')} /> : null
}
