import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { ChoiceField, DayField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import { endReasons, endStaff, type Staff } from '../../contract/staff.ts'
import { schoolsText } from '../text.ts'

export function EndStaffDialog({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const t = schoolsText.useText()
  const schema = endStaff.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    await call(endStaff, { params: { staffId: staff.id }, body })
    refresh(queryClient, ['schools.staff'])
    tell({ text: t('staff.ended') })
  }
  return (
    <RecordDialog
      title={`${t('staff.end')}・${staff.person.name}`}
      schema={schema}
      initial={{ endsOn: isoDay(now()), endReason: 'left' }}
      toBody={(values) => ({ ...values, version: staff.version })}
      submit={submit}
      submitLabel={t('staff.end')}
      note={t('staff.endNote')}
      onClose={onClose}
    >
      <div className="ay-form-columns">
        <DayField name="endsOn" label={t('staff.endOn')} required />
        <ChoiceField
          name="endReason"
          label={t('staff.endReason')}
          choices={endReasons.map((value) => ({ value, label: t(`staff.reasonOf.${value}`) }))}
        />
      </div>
    </RecordDialog>
  )
}
