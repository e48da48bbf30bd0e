import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import type { School } from '../../contract/school.ts'
import { listStaff, type Staff } from '../../contract/staff.ts'
import { AddStaffDialog } from '../staff/AddStaffDialog.tsx'
import { EditStaffDialog } from '../staff/EditStaffDialog.tsx'
import { EndStaffDialog } from '../staff/EndStaffDialog.tsx'
import { StaffTable } from '../staff/StaffTable.tsx'
import { schoolsText } from '../text.ts'
import { OfficersPanel } from './OfficersPanel.tsx'

type Open = 'new' | { readonly edit: Staff } | { readonly end: Staff } | null

/** Linked officers, and everybody who works at the school for its safety. */
export default function PeopleTab({ school }: { school: School }) {
  const t = schoolsText.useText()
  const mayEdit = useMay('schools.staff.edit')
  const [past, setPast] = useState(false)
  const [open, setOpen] = useState<Open>(null)
  const params = { schoolId: school.id }
  const query = useRead(
    listStaff,
    { params, query: past ? { past } : {} },
    { topics: ['schools.*'] },
  )
  const acts = {
    edit: (edit: Staff) => setOpen({ edit }),
    end: (end: Staff) => setOpen({ end }),
  }
  return (
    <>
      <OfficersPanel schoolId={school.id} />
      <Panel
        title={t('staff.title')}
        note={query.data?.length}
        flush
        actions={
          <>
            <Checkbox checked={past} onChange={({ target }) => setPast(target.checked)}>
              {t('staff.past')}
            </Checkbox>
            {mayEdit ? <Button onClick={() => setOpen('new')}>{t('staff.add')}</Button> : null}
          </>
        }
      >
        <Read query={query}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title={t('staff.none')}>{t('staff.noneHelp')}</Empty>
            ) : (
              <StaffTable rows={rows} acts={mayEdit ? acts : undefined} />
            )
          }
        </Read>
      </Panel>
      <StaffDialog schoolId={school.id} open={open} onClose={() => setOpen(null)} />
    </>
  )
}

interface StaffDialogProps {
  readonly schoolId: string
  readonly open: Open
  readonly onClose: () => void
}

function StaffDialog({ schoolId, open, onClose }: StaffDialogProps) {
  if (open === null) return null
  if (open === 'new') return <AddStaffDialog schoolId={schoolId} onClose={onClose} />
  return 'edit' in open ? (
    <EditStaffDialog staff={open.edit} onClose={onClose} />
  ) : (
    <EndStaffDialog staff={open.end} onClose={onClose} />
  )
}
