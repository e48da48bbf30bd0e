import { useState } from 'react'
import type { z } from 'zod'
import { Day } from '../../../../platform/contract/id.ts'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { DayField, TextField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { newId } from '../../../../platform/ui/new-id.ts'
import { createTerm, type Term, TermFields, updateTerm } from '../../contract/calendar.ts'
import { schoolsText } from '../text.ts'

export const termTopics = ['schools.*'] as const

const Fields = TermFields.extend({ startsOn: Day, endsOn: Day }).refine(
  ({ startsOn, endsOn }) => startsOn < endsOn,
  { message: 'endsBeforeStart', path: ['endsOn'] },
)

export const fieldsOfTerm = ({ name, startsOn, endsOn }: Term): TermFields => ({
  name,
  startsOn,
  endsOn,
})

async function change({ id, version }: Term, fields: TermFields): Promise<Term> {
  const body = { ...fields, version }
  const changed = await call(updateTerm, { params: { termId: id }, body })
  refresh(queryClient, termTopics)
  return changed
}

interface TermDialogProps {
  readonly term: Term | undefined
  readonly onClose: () => void
}

/** Enters a term, or corrects one: its days decide which bells ring. */
export function TermDialog({ term, onClose }: TermDialogProps) {
  const t = schoolsText.useText()
  const k = kit.useText()
  const [id] = useState(newId)
  const submit = async (fields: z.output<typeof Fields>) => {
    if (term) {
      const changed = await change(term, fields)
      tell({ text: t('calendar.termSaved'), undo: () => change(changed, fieldsOfTerm(term)) })
      return
    }
    await call(createTerm, { body: { ...fields, id } })
    refresh(queryClient, termTopics)
    tell({ text: t('calendar.termAdded') })
  }
  return (
    <RecordDialog
      title={t(term ? 'calendar.editTerm' : 'calendar.addTerm')}
      schema={Fields}
      words={{ endsBeforeStart: t('bell.dates') }}
      initial={term ? fieldsOfTerm(term) : { name: '' }}
      submit={submit}
      submitLabel={term ? k('form.save') : t('calendar.addTerm')}
      note={t('calendar.termNote')}
      onClose={onClose}
    >
      <div className="ay-form-columns">
        <TextField name="name" label={t('calendar.name')} required max={60} />
        <DayField name="startsOn" label={t('calendar.starts')} required />
        <DayField name="endsOn" label={t('calendar.ends')} required />
      </div>
    </RecordDialog>
  )
}
