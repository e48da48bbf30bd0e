import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { useChangeSearch, useGo, useSearchOf } from '../../../../platform/ui/address.ts'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { type Column, DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { ChoiceFilter, FilterBar } from '../../../../platform/ui/kit/FilterBar.tsx'
import { ChoiceField, DayField } from '../../../../platform/ui/kit/fields.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { StateTag, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { isoDay, shown } from '../../../../platform/ui/wall-time.ts'
import { createReport, listReports, type ReportRow, reportKinds } from '../../contract/report.ts'
import { reportAddress, reportsAddress } from '../addresses.ts'
import { statisticsText } from '../text.ts'
import { toneOfPunctuality, toneOfReport } from './report-tone.ts'

const topics = ['statistics.report'] as const

/** Briefs and monthly reports: made from records, read, opened, signed. */
export default function ReportsPage() {
  const t = statisticsText.useText()
  const go = useGo()
  const { kind } = useSearchOf(reportsAddress)
  const change = useChangeSearch(reportsAddress)
  const mayMake = useMay('statistics.report.edit')
  const [open, setOpen] = useState(false)
  const { query, paging } = usePages(listReports, { query: kind ? { kind } : {} }, topics)
  const make = mayMake ? (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t('report.make')}
    </Button>
  ) : undefined
  return (
    <div className="ay-page ay-page-full">
      <PageHead title={t('report.title')} actions={make} />
      <div className="ay-page-body">
        <FilterBar>
          <ChoiceFilter
            label={t('report.kind')}
            value={kind}
            choices={reportKinds.map((value) => ({ value, label: t(`report.kindOf.${value}`) }))}
            onChange={(next) => void change({ kind: next })}
            widthPx={160}
          />
        </FilterBar>
        <DataTable
          id="statistics.reports"
          caption={t('report.caption')}
          columns={columnsOf(t)}
          query={query}
          paging={paging}
          rowKey={({ id }) => id}
          onOpen={({ id }) => void go(reportAddress, { params: { reportId: id } })}
          empty={
            <Empty title={t('report.none')} action={make}>
              {t('report.noneHelp')}
            </Empty>
          }
        />
      </div>
      {open ? (
        <MakeDialog
          onClose={() => setOpen(false)}
          onMade={(reportId) => void go(reportAddress, { params: { reportId } })}
        />
      ) : null}
    </div>
  )
}

function columnsOf(t: ReturnType<typeof statisticsText.useText>): Column<ReportRow>[] {
  return [
    {
      key: 'title',
      title: t('report.kind'),
      cell: ({ title, correctsId }) => (
        <>
          <strong>{title}</strong>{' '}
          {correctsId ? <StateTag tone="wait">{t('report.corrects')}</StateTag> : null}
        </>
      ),
    },
    {
      key: 'period',
      title: t('report.period'),
      cell: ({ firstDay, lastDay }) =>
        firstDay === lastDay ? firstDay : `${firstDay} – ${lastDay}`,
    },
    { key: 'number', title: t('report.number'), cell: ({ documentNumber }) => documentNumber },
    {
      key: 'state',
      title: t('report.state'),
      cell: ({ state }) => (
        <StateWord tone={toneOfReport[state]}>{t(`report.stateOf.${state}`)}</StateWord>
      ),
    },
    {
      key: 'due',
      title: t('report.due'),
      cell: ({ dueAt, punctuality }) => (
        <>
          {dueAt ? shown(dueAt, 'day') : ''}{' '}
          {punctuality ? (
            <StateWord tone={toneOfPunctuality[punctuality]}>
              {t(`report.punctuality.${punctuality}`)}
            </StateWord>
          ) : null}
        </>
      ),
    },
    {
      key: 'made',
      title: t('report.made'),
      cell: ({ madeAt, madeBy }) => `${shown(madeAt, 'dayTime')} ${madeBy ?? ''}`,
    },
    {
      key: 'signed',
      title: t('report.signed'),
      cell: ({ signedAt, signedBy }) =>
        signedAt ? `${shown(signedAt, 'dayTime')} ${signedBy ?? ''}` : '',
    },
  ]
}

interface MakeDialogProps {
  readonly onClose: () => void
  readonly onMade: (reportId: string) => void
}

function MakeDialog({ onClose, onMade }: MakeDialogProps) {
  const t = statisticsText.useText()
  const schema = createReport.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    const { id } = await call(createReport, { body })
    refresh(queryClient, topics)
    onMade(id)
  }
  return (
    <RecordDialog
      title={t('report.make')}
      schema={schema}
      initial={{ kind: 'dailyBrief', day: isoDay(now()) }}
      toBody={(values, id) => ({ ...values, id })}
      submit={submit}
      submitLabel={t('report.make')}
      note={t('report.makeNote')}
      onClose={onClose}
    >
      <ChoiceField
        name="kind"
        label={t('report.kind')}
        choices={reportKinds.map((value) => ({ value, label: t(`report.kindOf.${value}`) }))}
      />
      <DayField name="day" label={t('report.day')} required />
    </RecordDialog>
  )
}
