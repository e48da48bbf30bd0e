import { Segmented } from 'antd'
import { useState } from 'react'
import { type Column, DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { ExportButton } from '../../../../platform/ui/kit/ExportButton.tsx'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { grouped } from '../../../../platform/ui/text.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { dutyWords } from '../../../duty/web/index.ts'
import { schoolAddress } from '../../../schools/web/index.ts'
import { leftOutWords } from '../../contract/left-out.catalogue.ts'
import {
  exportRows,
  type Indicator,
  type IndicatorRow,
  listLeftOut,
  listRows,
} from '../../contract/values.ts'
import { said, statisticsText } from '../text.ts'
import { type Asked, queryOf } from './asked.ts'

interface DrillRowsProps {
  readonly asked: Asked
  readonly indicator: Indicator
  readonly stated: number | null | undefined
}

type Part = 'of' | 'per' | 'leftOut'

/** The records behind the figure, those that were not counted, and whether they agree. */
export function DrillRows({ asked, indicator, stated }: DrillRowsProps) {
  const t = statisticsText.useText()
  const [part, setPart] = useState<Part>('of')
  const [when, setWhen] = useState<'then' | 'now'>('then')
  const question = when === 'then' ? asked : { ...asked, known: undefined }
  const parts: { value: Part; label: string }[] = [
    { value: 'of', label: t(indicator.parts ? 'drill.numerator' : 'drill.rows') },
    ...(indicator.parts ? [{ value: 'per' as const, label: t('drill.denominator') }] : []),
    ...(indicator.leavesOut ? [{ value: 'leftOut' as const, label: t('drill.leftOut') }] : []),
  ]
  const tools = (
    <>
      <Segmented value={part} onChange={setPart} options={parts} aria-label={t('drill.rows')} />
      {asked.known ? (
        <Segmented
          value={when}
          onChange={setWhen}
          options={[
            { value: 'then', label: t('drill.asInPaper') },
            { value: 'now', label: t('drill.asNow') },
          ]}
          aria-label={t('drill.knownWhen')}
        />
      ) : null}
    </>
  )
  return part === 'leftOut' ? (
    <LeftOut asked={question} tools={tools} />
  ) : (
    <Rows
      asked={question}
      part={part}
      tools={tools}
      stated={part === 'of' && !indicator.parts ? stated : undefined}
    />
  )
}

interface RowsProps {
  readonly asked: Asked
  readonly part: 'of' | 'per'
  readonly tools: React.ReactNode
  readonly stated: number | null | undefined
}

function Rows({ asked, part, tools, stated }: RowsProps) {
  const t = statisticsText.useText()
  const input = { params: { indicator: asked.indicator }, query: { ...queryOf(asked), part } }
  const { query, paging } = usePages(listRows, input, [])
  const reply = query.data as { sum?: number | null; rowsHash?: string | null } | undefined
  return (
    <DataTable
      id="statistics.rows"
      caption={t('drill.rows')}
      columns={columnsOf(t, query.data?.rows)}
      query={query}
      paging={paging}
      rowKey={({ key }) => key}
      empty={<Empty title={t('drill.none')} />}
      tools={
        <>
          {tools}
          <Agreement sum={reply?.sum} stated={stated} />
          {reply?.rowsHash ? (
            <span className="ay-note">
              {t('drill.fingerprint', { hash: reply.rowsHash.slice(0, 8) })}
            </span>
          ) : null}
          <ExportButton endpoint={exportRows} input={input} />
        </>
      }
    />
  )
}

interface AgreementProps {
  readonly sum: number | null | undefined
  readonly stated: number | null | undefined
}

/** Whether the rows add up to what the paper says. */
function Agreement({ sum, stated }: AgreementProps) {
  const t = statisticsText.useText()
  if (sum === null || sum === undefined || stated === null || stated === undefined) return null
  return sum === stated ? (
    <StateTag tone="ok">{t('drill.matches')}</StateTag>
  ) : (
    <StateTag tone="warn">
      {t('drill.differs', { sum: grouped(sum), value: grouped(stated) })}
    </StateTag>
  )
}

function LeftOut({ asked, tools }: { asked: Asked; tools: React.ReactNode }) {
  const t = statisticsText.useText()
  const params = { indicator: asked.indicator }
  const { query, paging } = usePages(listLeftOut, { params, query: queryOf(asked) }, [])
  const file = { params, query: { ...queryOf(asked), part: 'leftOut' as const } }
  return (
    <DataTable
      id="statistics.leftOut"
      caption={t('drill.leftOut')}
      columns={[
        {
          key: 'reason',
          title: t('drill.leftOut'),
          cell: ({ reason }) => said(leftOutWords[reason]),
        },
        ...columnsOf(t, query.data?.rows),
      ]}
      query={query}
      paging={paging}
      rowKey={({ key }) => key}
      empty={<Empty tone="ok" title={t('drill.leftOutNone')} />}
      tools={
        <>
          {tools}
          <ExportButton endpoint={exportRows} input={file} />
        </>
      }
    />
  )
}

/** What rows of some indicators lack, as schools have no person: such a column is left out. */
const mayBeAbsent: Readonly<Record<string, (row: IndicatorRow) => unknown>> = {
  person: ({ personName, role }) => personName ?? role,
  at: ({ at }) => at,
  evidence: ({ evidence }) => evidence,
}

function columnsOf(
  t: ReturnType<typeof statisticsText.useText>,
  rows: readonly IndicatorRow[] = [],
): Column<IndicatorRow>[] {
  const hasIt = ({ key }: Column<IndicatorRow>): boolean => {
    const read = mayBeAbsent[key]
    return !read || rows.length === 0 || rows.some((row) => read(row) != null)
  }
  return allColumns(t).filter(hasIt)
}

function allColumns(t: ReturnType<typeof statisticsText.useText>): Column<IndicatorRow>[] {
  return [
    {
      key: 'day',
      title: t('drill.day'),
      cell: ({ day, half }) => `${day.slice(5)} ${half ? t(`drill.half.${half}`) : ''}`,
    },
    {
      key: 'place',
      title: t('drill.place'),
      cell: ({ placeName, schoolName, schoolId, areaName }) =>
        schoolId ? (
          <PageLink to={schoolAddress} target={{ params: { schoolId } }}>
            {placeName ?? schoolName}
          </PageLink>
        ) : (
          (placeName ?? areaName)
        ),
    },
    {
      key: 'person',
      title: t('drill.person'),
      cell: ({ personName, role }) => [personName, dutyWords.role(role)].filter(Boolean).join(' '),
    },
    {
      key: 'at',
      title: t('drill.at'),
      cell: ({ at }) => (at ? shown(at, 'seconds') : ''),
    },
    { key: 'evidence', title: t('drill.evidence'), cell: (row) => <EvidenceText row={row} /> },
    { key: 'detail', title: t('drill.detail'), cell: ({ detail }) => detail, hidden: true },
    { key: 'value', title: t('drill.adds'), align: 'right', cell: ({ value }) => value },
  ]
}

function EvidenceText({ row: { evidence } }: { row: IndicatorRow }) {
  const t = statisticsText.useText()
  if (!evidence) return null
  return [
    dutyWords.method(evidence.method),
    evidence.verdict === 'none' ? '' : dutyWords.verdict(evidence.verdict),
    evidence.hasPhoto ? t('drill.photo') : '',
    evidence.offline ? t('drill.offline') : '',
    evidence.late ? t('drill.late') : '',
    evidence.approval === 'approved' ? t('drill.approved') : '',
  ]
    .filter(Boolean)
    .join('・')
}
