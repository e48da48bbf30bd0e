import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { useNow } from '../../../../platform/ui/clock.ts'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { isoDay, movedDay } from '../../../../platform/ui/wall-time.ts'
import type { School } from '../../contract/school.ts'
import { listStaff, type Staff } from '../../contract/staff.ts'
import { schoolsText } from '../text.ts'
import { OfficersPanel } from './OfficersPanel.tsx'
import { EndStaffDialog, StaffDialog } from './StaffDialogs.tsx'

const noticeDays = 60

/** Linked officers, and everybody who works at the school for its safety. */
export default function PeopleTab({ school }: { school: School }) {
  const t = schoolsText.useText()
  const mayEdit = useMay('schools.staff.edit')
  const [past, setPast] = useState(false)
  const [dialog, setDialog] = useState<Staff | 'new' | null>(null)
  const params = { schoolId: school.id }
  const query = useRead(
    listStaff,
    { params, query: past ? { past } : {} },
    { topics: ['schools.*'] },
  )
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
            {mayEdit ? <Button onClick={() => setDialog('new')}>{t('staff.add')}</Button> : null}
          </>
        }
      >
        <Read query={query}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title={t('staff.none')}>{t('staff.noneHelp')}</Empty>
            ) : (
              <StaffTable rows={rows} onEnd={mayEdit ? setDialog : undefined} />
            )
          }
        </Read>
      </Panel>
      {dialog === 'new' ? (
        <StaffDialog schoolId={school.id} onClose={() => setDialog(null)} />
      ) : null}
      {dialog && dialog !== 'new' ? (
        <EndStaffDialog staff={dialog} onClose={() => setDialog(null)} />
      ) : null}
    </>
  )
}

interface StaffTableProps {
  readonly rows: readonly Staff[]
  readonly onEnd: ((staff: Staff) => void) | undefined
}

function StaffTable({ rows, onEnd }: StaffTableProps) {
  const t = schoolsText.useText()
  return (
    <table className="ay-table">
      <thead>
        <tr>
          <th scope="col">{t('staff.name')}</th>
          <th scope="col">{t('staff.kind')}</th>
          <th scope="col">{t('staff.source')}</th>
          <th scope="col">{t('staff.certificate')}</th>
          <th scope="col">{t('staff.since')}</th>
          <th scope="col">{t('staff.until')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((staff) => (
          <tr key={staff.id}>
            <td>
              <strong>{staff.person.name}</strong>
            </td>
            <td>
              {t(`staff.kindOf.${staff.kind}`)}・
              {t(staff.fullTime ? 'staff.fullTime' : 'staff.partTime')}
            </td>
            <td>{staff.source ? t(`staff.sourceOf.${staff.source}`) : t('value.none')}</td>
            <td>
              <Certificate staff={staff} />
            </td>
            <td>{staff.startsOn}</td>
            <td>
              {staff.endsOn ? (
                `${staff.endsOn} ${staff.endReason ? t(`staff.reasonOf.${staff.endReason}`) : ''}`
              ) : onEnd ? (
                <Button type="link" size="small" onClick={() => onEnd(staff)}>
                  {t('staff.end')}
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Certificate({ staff }: { staff: Staff }) {
  const t = schoolsText.useText()
  const today = isoDay(useNow())
  const { certificateExpiresOn: until } = staff
  if (!until) return t('value.none')
  if (until < today) {
    return (
      <StateWord tone="gap">
        {until} {t('staff.expired')}
      </StateWord>
    )
  }
  return until < movedDay(today, noticeDays) ? (
    <StateWord tone="warn">
      {until} {t('staff.expiring')}
    </StateWord>
  ) : (
    until
  )
}
