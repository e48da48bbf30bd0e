import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { ChoiceField, DayField, TextField, TimeField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { calendarDayKinds, createCalendarDay, setCalendarHorizon } from '../../contract/calendar.ts'
import { schoolsText } from '../text.ts'

interface DialogProps {
  readonly onClose: () => void
}

const topics = ['schools.*'] as const
const weekdayKeys = ['1', '2', '3', '4', '5', '6', '7'] as const

export function CalendarDayDialog({ day, onClose }: DialogProps & { readonly day: string }) {
  const t = schoolsText.useText()
  const schema = createCalendarDay.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    await call(createCalendarDay, { body })
    refresh(queryClient, topics)
    tell({ text: t('calendar.added') })
  }
  return (
    <RecordDialog
      title={t('calendar.add')}
      schema={schema}
      words={{ dismissalBeforeArrival: t('bell.order') }}
      initial={{ day, kind: 'holiday', name: '', source: '' }}
      toBody={(values, id) => ({ ...values, id })}
      submit={submit}
      submitLabel={t('calendar.add')}
      onClose={onClose}
    >
      <div className="ay-form-columns">
        <DayField name="day" label={t('calendar.day')} required />
        <ChoiceField
          name="kind"
          label={t('calendar.kind')}
          choices={calendarDayKinds.map((kind) => ({
            value: kind,
            label: t(`calendar.kindOf.${kind}`),
          }))}
        />
        <TextField name="name" label={t('calendar.name')} required max={60} />
        <TextField name="source" label={t('calendar.source')} required max={200} />
        <ChoiceField
          name="followsWeekday"
          label={t('calendar.follows')}
          clearable
          choices={weekdayKeys.map((key) => ({
            value: Number(key),
            label: t(`bell.weekday.${key}`),
          }))}
        />
        <TimeField name="arrival" label={t('bell.arrival')} />
        <TimeField name="dismissal" label={t('bell.dismissal')} />
      </div>
    </RecordDialog>
  )
}

export function HorizonDialog({ onClose }: DialogProps) {
  const t = schoolsText.useText()
  const schema = setCalendarHorizon.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    await call(setCalendarHorizon, { body })
    refresh(queryClient, topics)
    tell({ text: t('calendar.horizonSaved') })
  }
  return (
    <RecordDialog
      title={t('calendar.horizon')}
      schema={schema}
      initial={{ source: '' }}
      submit={submit}
      submitLabel={t('calendar.horizon')}
      onClose={onClose}
    >
      <DayField name="knownUntil" label={t('calendar.day')} required />
      <TextField name="source" label={t('calendar.source')} required max={200} />
    </RecordDialog>
  )
}
