import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import {
  ChoiceField,
  DayField,
  SwitchField,
  TextField,
} from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import {
  addStaff,
  endReasons,
  endStaff,
  guardSources,
  type Staff,
  staffKinds,
} from '../../contract/staff.ts'
import { schoolsText } from '../text.ts'

export function StaffDialog({ schoolId, onClose }: { schoolId: string; onClose: () => void }) {
  const t = schoolsText.useText()
  const schema = addStaff.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    await call(addStaff, { params: { schoolId }, body })
    refresh(queryClient, ['schools.staff'])
    tell({ text: t('staff.added') })
  }
  return (
    <RecordDialog
      title={t('staff.add')}
      schema={schema}
      initial={{ kind: 'guard', source: 'company', fullTime: true, startsOn: isoDay(now()) }}
      toBody={(values) => ({
        ...values,
        id: newId(),
        personId: newId(),
        source: values['kind'] === 'guard' ? values['source'] : null,
      })}
      submit={submit}
      submitLabel={t('staff.add')}
      onClose={onClose}
    >
      <div className="ay-form-columns">
        <TextField name="newPersonName" label={t('staff.newName')} required max={40} />
        <ChoiceField
          name="kind"
          label={t('staff.kind')}
          choices={staffKinds.map((kind) => ({ value: kind, label: t(`staff.kindOf.${kind}`) }))}
        />
        <ChoiceField
          name="source"
          label={t('staff.source')}
          choices={guardSources.map((value) => ({ value, label: t(`staff.sourceOf.${value}`) }))}
        />
        <DayField name="startsOn" label={t('staff.since')} required />
        <TextField name="certificateNo" label={t('staff.certificateNo')} max={40} nullable />
        <DayField name="certificateExpiresOn" label={t('staff.expires')} />
        <SwitchField name="fullTime" label={t('staff.fullTime')} />
      </div>
    </RecordDialog>
  )
}

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
