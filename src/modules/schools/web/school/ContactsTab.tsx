import { Button } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { ChoiceField, DayField, TextField, TimeField } from '../../../../platform/ui/kit/fields.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { isoDay, shown } from '../../../../platform/ui/wall-time.ts'
import { addContact, ContactWay, contactWays, listContacts } from '../../contract/linked-officer.ts'
import type { School } from '../../contract/school.ts'
import { schoolsText } from '../text.ts'

const topics = ['schools.contact'] as const

/** What the linked officer and the school spoke about, newest first. */
export default function ContactsTab({ school }: { school: School }) {
  const t = schoolsText.useText()
  const mayWrite = useMay('schools.contact.write')
  const [open, setOpen] = useState(false)
  const params = { schoolId: school.id }
  const { query, paging } = usePages(listContacts, { params }, topics)
  return (
    <>
      <DataTable
        id="schools.contacts"
        caption={t('contact.title')}
        columns={[
          {
            key: 'at',
            title: t('contact.at'),
            cell: ({ at }) => shown(at, 'dayTime'),
            widthPx: 120,
          },
          { key: 'person', title: t('contact.person'), cell: ({ person }) => person.name },
          { key: 'way', title: t('contact.way'), cell: ({ way }) => t(`contact.wayOf.${way}`) },
          { key: 'summary', title: t('contact.summary'), cell: ({ summary }) => summary },
        ]}
        query={query}
        paging={paging}
        rowKey={({ id }) => id}
        empty={<Empty title={t('contact.none')} />}
        tools={
          mayWrite ? <Button onClick={() => setOpen(true)}>{t('contact.add')}</Button> : undefined
        }
      />
      {open ? <ContactDialog schoolId={school.id} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

const Fields = z.object({
  id: z.uuid(),
  day: z.iso.date(),
  time: z.string(),
  way: ContactWay,
  summary: z.string().trim().min(1).max(500),
})

function ContactDialog({ schoolId, onClose }: { schoolId: string; onClose: () => void }) {
  const t = schoolsText.useText()
  const submit = async ({ id, day, time, way, summary }: z.output<typeof Fields>) => {
    const body = { id, at: `${day}T${time}:00+08:00`, way, summary }
    await call(addContact, { params: { schoolId }, body })
    refresh(queryClient, topics)
    tell({ text: t('contact.added') })
  }
  return (
    <RecordDialog
      title={t('contact.add')}
      schema={Fields}
      initial={{ day: isoDay(now()), time: shown(now(), 'time'), way: 'visit', summary: '' }}
      toBody={(values, id) => ({ ...values, id })}
      submit={submit}
      submitLabel={t('contact.add')}
      onClose={onClose}
    >
      <div className="ay-form-columns">
        <DayField name="day" label={t('calendar.day')} required />
        <TimeField name="time" label={t('contact.at')} required />
        <ChoiceField
          name="way"
          label={t('contact.way')}
          choices={contactWays.map((way) => ({ value: way, label: t(`contact.wayOf.${way}`) }))}
        />
      </div>
      <TextField name="summary" label={t('contact.summary')} lines={3} max={500} required />
    </RecordDialog>
  )
}
