import { Form, Radio } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { ChoiceField, TextField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import { PersonField } from '../../../identity/web/index.ts'
import { addStaff, type StaffKind, staffKinds } from '../../contract/staff.ts'
import { schoolsText } from '../text.ts'
import { StaffFields } from './StaffFields.tsx'

const topics = ['schools.staff'] as const

type Who = 'known' | 'new'
type Values = Record<string, unknown>

/** Asked for first is somebody whom the register knows: nobody should be in it twice. */
export function AddStaffDialog({ schoolId, onClose }: { schoolId: string; onClose: () => void }) {
  const t = schoolsText.useText()
  // Kept while the dialog stands: what is sent twice is one entry and one person.
  const [ids] = useState(() => ({ id: newId(), newPersonId: newId() }))
  const schema = addStaff.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    await call(addStaff, { params: { schoolId }, body })
    refresh(queryClient, topics)
    tell({ text: t('staff.added') })
  }
  const toBody = ({ who, personId, newPersonName, ...values }: Values) => ({
    ...values,
    id: ids.id,
    ...(who === 'new' ? { personId: ids.newPersonId, newPersonName } : { personId }),
    source: values['kind'] === 'guard' ? values['source'] : null,
  })
  return (
    <RecordDialog
      title={t('staff.add')}
      schema={schema}
      words={{ sourceNeeded: t('staff.sourceNeeded') }}
      initial={{
        who: 'known',
        newPersonName: '',
        kind: 'guard',
        source: 'company',
        fullTime: true,
        startsOn: isoDay(now()),
      }}
      toBody={toBody}
      submit={submit}
      submitLabel={t('staff.add')}
      onClose={onClose}
    >
      <WhoFields />
      <div className="ay-form-columns">
        <ChoiceField
          name="kind"
          label={t('staff.kind')}
          choices={staffKinds.map((kind) => ({ value: kind, label: t(`staff.kindOf.${kind}`) }))}
        />
        <FieldsOfKind />
      </div>
    </RecordDialog>
  )
}

function WhoFields() {
  const t = schoolsText.useText()
  const who = Form.useWatch<Who | undefined>('who') ?? 'known'
  return (
    <>
      <Form.Item name="who" label={t('staff.who')}>
        <Radio.Group
          options={[
            { value: 'known', label: t('staff.known') },
            { value: 'new', label: t('staff.new') },
          ]}
        />
      </Form.Item>
      {who === 'known' ? (
        <PersonField name="personId" label={t('staff.name')} extra={t('staff.knownHelp')} />
      ) : (
        <TextField name="newPersonName" label={t('staff.newName')} required max={40} />
      )}
    </>
  )
}

function FieldsOfKind() {
  return <StaffFields kind={Form.useWatch<StaffKind | undefined>('kind') ?? 'guard'} />
}
