import { Button } from 'antd'
import { useState } from 'react'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { type Column, DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { ChoiceFilter, FilterBar } from '../../../../platform/ui/kit/FilterBar.tsx'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { expiringCertificates, type Staff } from '../../contract/staff.ts'
import {
  certificatesAddress,
  certificateTerms,
  schoolAddress,
  schoolsAddress,
} from '../addresses.ts'
import { type SchoolsTranslate, schoolsText } from '../text.ts'
import { CertificateDay } from './CertificateDay.tsx'
import { EditStaffDialog } from './EditStaffDialog.tsx'
import '../school/school.css'

/** Whose certificate has to be renewed, soonest first, over all schools of the scope. */
export default function CertificatesPage() {
  const t = schoolsText.useText()
  const mayEdit = useMay('schools.staff.edit')
  const { within } = useSearchOf(certificatesAddress)
  const [edited, setEdited] = useState<Staff | null>(null)
  const { query, paging } = usePages(
    expiringCertificates,
    { query: { withinDays: Number(within) } },
    ['schools.*'],
  )
  return (
    <div className="ay-page ay-page-full">
      <PageHead
        above={
          <PageLink to={schoolsAddress} target={{}}>
            {t('list.title')}
          </PageLink>
        }
        title={t('certificate.title')}
        note={t('certificate.note')}
      />
      <div className="ay-page-body">
        <TermFilter />
        <DataTable
          id="schools.certificates"
          caption={t('certificate.caption')}
          columns={columnsOf(t, mayEdit ? setEdited : undefined)}
          query={query}
          paging={paging}
          rowKey={({ id }) => id}
          {...(mayEdit ? { onOpen: setEdited } : {})}
          empty={
            <Empty tone="ok" title={t('certificate.none')}>
              {t('certificate.noneHelp')}
            </Empty>
          }
        />
      </div>
      {edited ? <EditStaffDialog staff={edited} onClose={() => setEdited(null)} /> : null}
    </div>
  )
}

function TermFilter() {
  const t = schoolsText.useText()
  const { within } = useSearchOf(certificatesAddress)
  const change = useChangeSearch(certificatesAddress)
  return (
    <FilterBar>
      <ChoiceFilter
        label={t('certificate.within')}
        value={within}
        choices={certificateTerms.map((days) => ({
          value: days,
          label: t(`certificate.withinOf.${days}`),
        }))}
        onChange={(next) => void change({ within: next })}
        widthPx={160}
      />
    </FilterBar>
  )
}

function columnsOf(
  t: SchoolsTranslate,
  onEdit: ((staff: Staff) => void) | undefined,
): Column<Staff>[] {
  const columns: Column<Staff>[] = [
    {
      key: 'name',
      title: t('staff.name'),
      cell: ({ person }) => <strong>{person.name}</strong>,
    },
    {
      key: 'expires',
      title: t('staff.expires'),
      cell: (staff) => <CertificateDay staff={staff} />,
    },
    {
      key: 'school',
      title: t('certificate.school'),
      cell: ({ schoolId, schoolName }) => (
        <PageLink to={schoolAddress} target={{ params: { schoolId }, search: { tab: 'people' } }}>
          {schoolName}
        </PageLink>
      ),
    },
    { key: 'kind', title: t('staff.kind'), cell: ({ kind }) => t(`staff.kindOf.${kind}`) },
    {
      key: 'source',
      title: t('staff.source'),
      cell: ({ source }) => (source ? t(`staff.sourceOf.${source}`) : t('value.none')),
    },
    {
      key: 'number',
      title: t('staff.certificateNo'),
      cell: ({ certificateNo }) => certificateNo ?? t('certificate.noNumber'),
    },
  ]
  if (!onEdit) return columns
  const act = (staff: Staff) => (
    <Button type="link" size="small" onClick={() => onEdit(staff)}>
      {t('staff.edit')}
    </Button>
  )
  return [...columns, { key: 'act', title: t('staff.actions'), cell: act, align: 'right' }]
}
