import { useState } from 'react'
import { z } from 'zod'
import { Day, Id } from '../../../../platform/contract/id.ts'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { DayField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import { PersonField } from '../../../identity/web/index.ts'
import type { Term } from '../../contract/calendar.ts'
import { endOfficer, type LinkedOfficer, proposeOfficer } from '../../contract/linked-officer.ts'
import { SchoolField } from '../forms/SchoolField.tsx'
import { schoolsText } from '../text.ts'

const topics = ['schools.linkedOfficer'] as const

const Fields = z
  .object({ schoolId: Id, personId: Id, startsOn: Day, endsOn: Day.nullable() })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, {
    message: 'endsBeforeStart',
    path: ['endsOn'],
  })

async function withdraw({ id, version, startsOn }: LinkedOfficer): Promise<void> {
  await call(endOfficer, { params: { linkId: id }, body: { version, endsOn: startsOn } })
  refresh(queryClient, topics)
}

/** One more pair for the list; it lasts as long as the term unless told. */
export function ProposePairDialog({ term, onClose }: { term: Term; onClose: () => void }) {
  const t = schoolsText.useText()
  const [id] = useState(newId)
  const [, startsOn] = [isoDay(now()), term.startsOn].sort()
  const submit = async ({ schoolId, ...fields }: z.output<typeof Fields>) => {
    const body = { id, kind: 'paired' as const, termId: term.id, ...fields }
    const link = await call(proposeOfficer, { params: { schoolId }, body })
    refresh(queryClient, topics)
    tell({ text: t('officer.proposed'), undo: () => withdraw(link) })
  }
  return (
    <RecordDialog
      title={`${t('officer.propose')}・${term.name}`}
      schema={Fields}
      words={{ endsBeforeStart: t('bell.dates') }}
      initial={{ startsOn, endsOn: term.endsOn }}
      submit={submit}
      submitLabel={t('officer.propose')}
      onClose={onClose}
    >
      <SchoolField name="schoolId" label={t('notice.school')} />
      <PersonField name="personId" label={t('officer.person')} dutyRole="police" />
      <div className="ay-form-columns">
        <DayField name="startsOn" label={t('officer.since')} required />
        <DayField name="endsOn" label={t('pairing.until')} />
      </div>
    </RecordDialog>
  )
}
