import { Segmented } from 'antd'
import { useRef } from 'react'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { type Column, DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { useKeys } from '../../../../platform/ui/kit/keys.ts'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { type ImportRow, type ImportStatus, listImportRows } from '../../contract/import.ts'
import { importAddress } from '../addresses.ts'
import { type SchoolsTranslate, schoolsText } from '../text.ts'

const toneOf: Readonly<Record<ImportRow['outcome'], Tone>> = {
  new: 'ok',
  changed: 'wait',
  merged: 'wait',
  unchanged: 'off',
  error: 'gap',
}

/** The rows that a person should look at, in the columns of the own file. */
export function ImportRows({ run }: { run: ImportStatus }) {
  const t = schoolsText.useText()
  const { show } = useSearchOf(importAddress)
  const change = useChangeSearch(importAddress)
  const frame = useRef<HTMLDivElement>(null)
  useKeys({ n: () => nextError(frame.current) })
  const { query, paging } = usePages(
    listImportRows,
    { params: { runId: run.id }, query: { show } },
    ['schools.import'],
    { enabled: run.progress.phase === 'done', edition: run.checkId ?? '' },
  )
  return (
    <div ref={frame} className="im-rows">
      <DataTable
        id={`schools.import.${run.subject}`}
        caption={run.fileName}
        columns={columnsOf(run, t)}
        query={query}
        paging={paging}
        rowKey={({ row }) => String(row)}
        empty={<Empty tone="ok" title={t('import.rowsNone')} />}
        tools={
          <>
            <Segmented
              value={show}
              onChange={(next) => void change({ show: next })}
              options={(['attention', 'errors', 'all'] as const).map((value) => ({
                value,
                label: t(`import.show.${value}`),
              }))}
            />
            <span className="ay-note">
              {run.counts && run.counts.warnings > 0
                ? t('import.warnings', { count: run.counts.warnings })
                : ''}{' '}
              <kbd>N</kbd> {t('import.nextError')}
            </span>
          </>
        }
      />
    </div>
  )
}

/** Brings the next wrong cell below the last one into sight. */
function nextError(frame: HTMLElement | null): void {
  const cells = [...(frame?.querySelectorAll<HTMLElement>('.im-cell-error') ?? [])]
  const last = cells.findIndex((cell) => cell === document.activeElement)
  cells[(last + 1) % Math.max(1, cells.length)]?.focus()
}

function columnsOf(run: ImportStatus, t: SchoolsTranslate): Column<ImportRow>[] {
  const taken = (run.table?.columns ?? []).filter(({ key }) => key !== null)
  const keys = new Set(taken.map(({ key }) => key))
  return [
    { key: 'row', title: t('import.row'), align: 'right', widthPx: 56, cell: ({ row }) => row },
    {
      key: 'outcome',
      title: t('import.result'),
      widthPx: 90,
      cell: ({ outcome, intoRow, movedM }) => (
        <>
          <StateWord tone={toneOf[outcome]}>{t(`import.outcome.${outcome}`)}</StateWord>
          {intoRow ? <div className="ay-note">{t('import.intoRow', { row: intoRow })}</div> : null}
          {movedM ? (
            <div className="ay-note">{t('import.moved', { metres: Math.round(movedM) })}</div>
          ) : null}
        </>
      ),
    },
    ...taken.map(
      ({ key, label, heading, column }): Column<ImportRow> => ({
        key: `${column}`,
        title: label ?? heading,
        cell: (row) => <Cell row={row} columnKey={key ?? ''} />,
      }),
    ),
    {
      key: 'other',
      title: t('import.other'),
      cell: ({ changes }) => (
        <Changes changes={changes.filter(({ field }) => !keys.has(field))} named />
      ),
    },
  ]
}

function Cell({ row, columnKey }: { row: ImportRow; columnKey: string }) {
  const t = schoolsText.useText()
  const cell = row.cells.find(({ key }) => key === columnKey)
  const changes = row.changes.filter(({ field }) => field === columnKey)
  const [problem] = cell?.problems ?? []
  if (problem) {
    const refused = problem.severity === 'refused'
    return (
      <div
        className={refused ? 'im-cell im-cell-error' : 'im-cell im-cell-warning'}
        tabIndex={refused ? -1 : undefined}
      >
        <strong>{cell?.text}</strong>
        <span>{problem.text}</span>
        {problem.suggestion ? (
          <span>{t('import.suggest', { text: problem.suggestion })}</span>
        ) : null}
      </div>
    )
  }
  return changes.length > 0 ? <Changes changes={changes} /> : cell?.text
}

interface ChangesProps {
  readonly changes: ImportRow['changes']
  readonly named?: boolean
}

function Changes({ changes, named }: ChangesProps) {
  return changes.map(({ field, label, before, after }) => (
    <span key={field} className="im-change">
      {named ? <span className="ay-note">{label} </span> : null}
      {before === '' ? null : (
        <>
          <del>{before}</del> →{' '}
        </>
      )}
      <ins>{after || '—'}</ins>
    </span>
  ))
}
