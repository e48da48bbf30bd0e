import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { type Staff, updateStaff } from '../../contract/staff.ts'
import { schoolsText } from '../text.ts'
import { StaffFields } from './StaffFields.tsx'

const topics = ['schools.staff'] as const

/** What may be corrected of an entry; who it is and as what stays, or it would be another entry. */
const valuesOf = (staff: Staff) => ({
  source: staff.source,
  startsOn: staff.startsOn,
  certificateNo: staff.certificateNo,
  certificateExpiresOn: staff.certificateExpiresOn,
  fullTime: staff.fullTime,
})

async function putBack(staff: Staff, version: number): Promise<void> {
  const body = { ...valuesOf(staff), version }
  await call(updateStaff, { params: { staffId: staff.id }, body })
  refresh(queryClient, topics)
}

/** A renewed certificate, above all, and what was entered wrongly. */
export function EditStaffDialog({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const t = schoolsText.useText()
  const k = kit.useText()
  const schema = updateStaff.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    const { version } = await call(updateStaff, { params: { staffId: staff.id }, body })
    refresh(queryClient, topics)
    const text = t('staff.saved', { name: staff.person.name })
    tell({ text, ...(version > staff.version ? { undo: () => putBack(staff, version) } : {}) })
  }
  return (
    <RecordDialog
      title={t('staff.editTitle', { name: staff.person.name })}
      schema={schema}
      initial={valuesOf(staff)}
      toBody={(values) => ({ ...values, version: staff.version })}
      submit={submit}
      submitLabel={k('form.save')}
      onClose={onClose}
    >
      <div className="ay-form-columns">
        <StaffFields kind={staff.kind} />
      </div>
    </RecordDialog>
  )
}
