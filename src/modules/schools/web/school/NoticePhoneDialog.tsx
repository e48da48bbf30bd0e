import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { TextField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { type LinkedOfficer, updateOfficer } from '../../contract/linked-officer.ts'
import { schoolsText } from '../text.ts'

const topics = ['schools.linkedOfficer'] as const

interface NoticePhoneDialogProps {
  readonly officer: LinkedOfficer
  readonly onClose: () => void
}

/** The work number on the notice at the gate (一校一警公示), changed while the link holds. */
export function NoticePhoneDialog({ officer, onClose }: NoticePhoneDialogProps) {
  const t = schoolsText.useText()
  const k = kit.useText()
  const schema = updateOfficer.body
  if (!schema) return null
  const change = async (body: z.output<typeof schema>) => {
    const changed = await call(updateOfficer, { params: { linkId: officer.id }, body })
    refresh(queryClient, topics)
    return changed
  }
  const submit = async (body: z.output<typeof schema>) => {
    const { version } = await change(body)
    const { noticePhone } = officer
    tell({ text: t('officer.phoneSaved'), undo: () => change({ version, noticePhone }) })
  }
  return (
    <RecordDialog
      title={`${t('officer.phone')}・${officer.person.name}`}
      schema={schema}
      initial={{ noticePhone: officer.noticePhone }}
      toBody={(values) => ({ ...values, version: officer.version })}
      submit={submit}
      submitLabel={k('form.save')}
      onClose={onClose}
    >
      <TextField
        name="noticePhone"
        label={t('officer.phone')}
        max={20}
        nullable
        extra={t('officer.phoneHelp')}
      />
    </RecordDialog>
  )
}
