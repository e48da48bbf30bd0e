import { Button } from 'antd'
import type { Staff } from '../../contract/staff.ts'
import { schoolsText } from '../text.ts'
import { CertificateDay } from './CertificateDay.tsx'

interface StaffTableProps {
  readonly rows: readonly Staff[]
  /** What may be done to an entry that is not over; absent when nothing may. */
  readonly acts:
    | { readonly edit: (staff: Staff) => void; readonly end: (staff: Staff) => void }
    | undefined
}

/** Everybody who works at a school for its safety. */
export function StaffTable({ rows, acts }: StaffTableProps) {
  const t = schoolsText.useText()
  return (
    <table className="ay-table">
      <thead>
        <tr>
          <th scope="col">{t('staff.name')}</th>
          <th scope="col">{t('staff.kind')}</th>
          <th scope="col">{t('staff.source')}</th>
          <th scope="col">{t('staff.certificateNo')}</th>
          <th scope="col">{t('staff.certificate')}</th>
          <th scope="col">{t('staff.since')}</th>
          <th scope="col">{t('staff.until')}</th>
          <th scope="col">
            <span className="ay-unseen">{t('staff.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((staff) => (
          <StaffRow key={staff.id} staff={staff} acts={acts} />
        ))}
      </tbody>
    </table>
  )
}

function StaffRow({ staff, acts }: Pick<StaffTableProps, 'acts'> & { readonly staff: Staff }) {
  const t = schoolsText.useText()
  const reason = staff.endReason ? t(`staff.reasonOf.${staff.endReason}`) : ''
  return (
    <tr>
      <td>
        <strong>{staff.person.name}</strong>
      </td>
      <td>
        {t(`staff.kindOf.${staff.kind}`)}・{t(staff.fullTime ? 'staff.fullTime' : 'staff.partTime')}
      </td>
      <td>{staff.source ? t(`staff.sourceOf.${staff.source}`) : t('value.none')}</td>
      <td>{staff.certificateNo ?? t('value.none')}</td>
      <td>
        <CertificateDay staff={staff} />
      </td>
      <td>{staff.startsOn}</td>
      <td>{staff.endsOn ? `${staff.endsOn} ${reason}` : t('value.none')}</td>
      <td className="sc-row-actions">
        {acts && !staff.endsOn ? (
          <>
            <Button type="link" size="small" onClick={() => acts.edit(staff)}>
              {t('staff.edit')}
            </Button>
            <Button type="link" size="small" onClick={() => acts.end(staff)}>
              {t('staff.end')}
            </Button>
          </>
        ) : null}
      </td>
    </tr>
  )
}
