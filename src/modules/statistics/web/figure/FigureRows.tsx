import { Segmented } from 'antd'
import { useState } from 'react'
import type { Column } from '../../../../platform/ui/kit/DataTable.tsx'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { PageLink } from '../../../../platform/ui/kit/Figure.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { schoolAddress } from '../../../schools/web/index.ts'
import {
  type IndicatorRow,
  type LeftOutReason,
  listLeftOut,
  listRows,
} from '../../contract/values.ts'
import { detailWord, roleWord, statisticsText } from '../text.ts'
import { type FigureQuestion, figureTopics, queryOf } from './figure-question.ts'

interface RowsProps {
  readonly question: FigureQuestion
  readonly isRate: boolean
}

/** The records behind a figure with what proves each. */
export function FigureRows({ question, isRate }: RowsProps) {
  const t = statisticsText.useText()
  const [part, setPart] = useState<'of' | 'per'>('of')
  const { query, paging } = usePages(
    listRows,
    { params: { indicator: question.indicator }, query: { ...queryOf(question), part } },
    figureTopics,
  )
  const hash = query.data && 'rowsHash' in query.data ? query.data.rowsHash : null
  return (
    <>
      <DataTable
        id="statistics.rows"
        caption={t('figure.rows')}
        columns={useColumns<IndicatorRow>()}
        query={query}
        paging={paging}
        rowKey={({ key }) => key}
        empty={<Empty title={t('figure.noRows')} />}
        tools={
          isRate ? (
            <Segmented<'of' | 'per'>
              size="small"
              value={part}
              options={(['of', 'per'] as const).map((value) => ({
                value,
                label: t(`part.${value}`),
              }))}
              onChange={setPart}
            />
          ) : (
            <strong>{t('figure.rows')}</strong>
          )
        }
      />
      {typeof hash === 'string' ? (
        <p className="ay-note st-hash">
          {t('figure.fingerprint', { hash: `${hash.slice(0, 8)}…${hash.slice(-4)}` })}
        </p>
      ) : null}
    </>
  )
}

type LeftOutRow = IndicatorRow & { readonly reason: LeftOutReason }

/** Records that were not counted, each with its reason. */
export function LeftOutRows({ question }: { question: FigureQuestion }) {
  const t = statisticsText.useText()
  const { query, paging } = usePages(
    listLeftOut,
    { params: { indicator: question.indicator }, query: queryOf(question) },
    figureTopics,
  )
  const columns: Column<LeftOutRow>[] = [
    {
      key: 'reason',
      title: t('column.reason'),
      cell: ({ reason }) => <StateWord tone="warn">{t(`reason.${reason}`)}</StateWord>,
    },
    ...useColumns<LeftOutRow>().filter(({ key }) => key !== 'value'),
  ]
  return (
    <DataTable
      id="statistics.leftOut"
      caption={t('figure.rowsLeftOut')}
      columns={columns}
      query={query}
      paging={paging}
      rowKey={({ key }) => key}
      empty={<Empty tone="ok" title={t('figure.leftOutNone')} />}
      tools={<strong>{t('figure.rowsLeftOut')}</strong>}
    />
  )
}

function useColumns<R extends IndicatorRow>(): Column<R>[] {
  const t = statisticsText.useText()
  const mayOpenSchool = useMay('schools.read')
  return [
    {
      key: 'day',
      title: t('column.day'),
      widthPx: 96,
      cell: ({ day, half }) => `${day.slice(5)}${half ? ` ${t(`half.${half}`)}` : ''}`,
    },
    {
      key: 'place',
      title: t('column.place'),
      cell: (row) => <Place row={row} opens={mayOpenSchool} />,
    },
    {
      key: 'who',
      title: t('column.who'),
      cell: ({ personName, role }) =>
        [personName, role && roleWord(role)].filter(Boolean).join(' '),
    },
    {
      key: 'at',
      title: t('column.at'),
      widthPx: 80,
      cell: ({ at }) => (at ? shown(at, 'seconds') : ''),
    },
    { key: 'evidence', title: t('column.evidence'), cell: (row) => <Evidence row={row} /> },
    {
      key: 'detail',
      title: t('column.detail'),
      cell: ({ detail }) => (detail ? detailWord(detail) : ''),
    },
    { key: 'value', title: t('column.value'), align: 'right', cell: ({ value }) => value },
  ]
}

function Place({ row, opens }: { row: IndicatorRow; opens: boolean }) {
  const name = row.placeName ?? row.schoolName ?? row.areaName ?? ''
  if (!row.schoolId || !opens) return name
  return (
    <PageLink to={schoolAddress} target={{ params: { schoolId: row.schoolId } }}>
      {name}
    </PageLink>
  )
}

function Evidence({ row: { evidence } }: { row: IndicatorRow }) {
  const t = statisticsText.useText()
  if (!evidence) return null
  const late = evidence.late ? ` ${t('evidence.late')}` : ''
  if (evidence.offline) {
    const at = shown(evidence.receivedAt, 'dayTime')
    return <StateWord tone="ok">{t('evidence.offline', { at }) + late}</StateWord>
  }
  if (evidence.approval === 'approved') {
    return <StateWord tone="ok">{t('evidence.approved') + late}</StateWord>
  }
  if (evidence.method === 'gateCode' || evidence.method === 'supervisor') {
    return <StateWord tone="ok">{t(`evidence.${evidence.method}`) + late}</StateWord>
  }
  if (evidence.verdict === 'inside') {
    return <StateWord tone="ok">{t('evidence.inside') + late}</StateWord>
  }
  const isUncertain = evidence.verdict === 'uncertain' && evidence.hasPhoto
  const word = isUncertain ? 'uncertain' : evidence.verdict === 'outside' ? 'outside' : 'none'
  return <StateWord tone="unknown">{t(`evidence.${word}`) + late}</StateWord>
}
