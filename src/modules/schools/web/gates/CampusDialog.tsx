import { useState } from 'react'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { TextField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { newId } from '../../../../platform/ui/new-id.ts'
import { type Campus, CampusFields, createCampus, updateCampus } from '../../contract/gate.ts'
import { schoolsText } from '../text.ts'

const topics = ['schools.campus'] as const

interface CampusDialogProps {
  readonly schoolId: string
  readonly campus: Campus | undefined
  readonly onClose: () => void
}

async function change({ id, version }: Campus, fields: CampusFields): Promise<Campus> {
  const body = { ...fields, version }
  const changed = await call(updateCampus, { params: { campusId: id }, body })
  refresh(queryClient, topics)
  return changed
}

/** A campus (校区) groups gates of one school; it is added, or given another name or address. */
export function CampusDialog({ schoolId, campus, onClose }: CampusDialogProps) {
  const t = schoolsText.useText()
  const k = kit.useText()
  const [id] = useState(newId)
  const submit = async (fields: CampusFields) => {
    if (campus) {
      const changed = await change(campus, fields)
      const { name, address } = campus
      tell({ text: t('campus.saved'), undo: () => change(changed, { name, address }) })
      return
    }
    await call(createCampus, { params: { schoolId }, body: { ...fields, id } })
    refresh(queryClient, topics)
    tell({ text: t('campus.added', { name: fields.name }) })
  }
  return (
    <RecordDialog
      title={t(campus ? 'campus.edit' : 'campus.add')}
      schema={CampusFields}
      initial={{ name: campus?.name ?? '', address: campus?.address ?? '' }}
      submit={submit}
      submitLabel={k('form.save')}
      onClose={onClose}
    >
      <TextField name="name" label={t('campus.name')} required max={80} />
      <TextField name="address" label={t('field.address')} max={240} />
    </RecordDialog>
  )
}
