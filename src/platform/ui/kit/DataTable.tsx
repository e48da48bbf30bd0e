import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { kit } from '../kit-text.ts'
import { grouped } from '../text.ts'
import { useKeys } from './keys.ts'
import type { PageReply, Paging } from './paging.ts'
import { Failure, Skeleton } from './ReadStates.tsx'
import { TableSettingsMenu } from './TableSettingsMenu.tsx'
import { useTableSettings } from './table-settings.ts'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  readonly widthPx?: number
  readonly align?: 'left' | 'right' | 'center'
  /** Shown only when the person asks for it. */
  readonly hidden?: boolean
}

interface DataTableProps<Row> {
  /** Under which its settings are remembered. */
  readonly id: string
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly query: UseQueryResult<PageReply<Row>>
  readonly rowKey: (row: Row) => string
  readonly paging?: Paging
  readonly selectedKey?: string | undefined
  readonly onOpen?: (row: Row) => void
  /** What stands there instead of rows. */
  readonly empty: ReactNode
  readonly tools?: ReactNode
}

const skeletonRows = 12
const rowPx = { dense: 34, roomy: 46 } as const

/**
 * The one table of the console: a real `table` with sticky head, key paging, settings that are
 * remembered, J and K to move, Enter to open. Rows of the last filter stay while new ones load.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const t = kit.useText()
  const [settings, change] = useTableSettings(
    props.id,
    props.columns.filter(({ hidden }) => hidden).map(({ key }) => key),
  )
  const shown = props.columns.filter(({ key }) => !settings.hidden.includes(key))
  const { query } = props
  const rows = query.data?.rows ?? []
  return (
    <div className="ay-table-frame">
      <div className="ay-table-tools">
        {props.tools}
        <span className="ay-note" role="status">
          {query.isFetching && query.data ? t('table.updating') : ''}
        </span>
        <TableSettingsMenu columns={props.columns} settings={settings} onChange={change} />
      </div>
      <div className="ay-table-scroll">
        <table className="ay-table" data-dense={settings.dense}>
          <caption className="ay-unseen">{props.caption}</caption>
          <Head columns={shown} />
          <Rows {...props} columns={shown} rows={rows} />
        </table>
        {query.data || query.error ? null : (
          <Skeleton rows={skeletonRows} rowPx={settings.dense ? rowPx.dense : rowPx.roomy} />
        )}
        {query.error && !query.data ? (
          <Failure error={query.error} retry={() => void query.refetch()} />
        ) : null}
        {query.data && rows.length === 0 ? props.empty : null}
      </div>
      <Foot total={query.data?.total} count={rows.length} paging={props.paging} />
    </div>
  )
}

function Head<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <thead>
      <tr>
        {columns.map(({ key, title, widthPx, align }) => (
          <th key={key} scope="col" style={{ width: widthPx, textAlign: align }}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  )
}

type RowsProps<Row> = DataTableProps<Row> & { readonly rows: readonly Row[] }

function Rows<Row>({ rows, columns, rowKey, selectedKey, onOpen }: RowsProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [active, setActive] = useState(0)
  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to))
    setActive(next)
    body.current?.rows[next]?.focus()
  }
  const here = () => body.current?.contains(document.activeElement) ?? false
  const open = () => {
    const row = rows[active]
    if (row && onOpen && here()) onOpen(row)
  }
  useKeys(
    {
      j: () => move(here() ? active + 1 : active),
      k: () => move(active - 1),
      arrowdown: (event) => stepWith(event, here(), () => move(active + 1)),
      arrowup: (event) => stepWith(event, here(), () => move(active - 1)),
      enter: open,
    },
    rows.length > 0,
  )
  return (
    <tbody ref={body}>
      {rows.map((row, index) => (
        <tr
          key={rowKey(row)}
          tabIndex={index === active ? 0 : -1}
          aria-selected={selectedKey === undefined ? undefined : rowKey(row) === selectedKey}
          data-opens={onOpen !== undefined}
          onFocus={() => setActive(index)}
          onClick={(event) => {
            if (!isControl(event.target)) onOpen?.(row)
          }}
        >
          {columns.map(({ key, cell, align }) => (
            <td key={key} style={{ textAlign: align }}>
              {cell(row)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

/** Arrows move between rows only once a row has the focus; elsewhere they scroll the page. */
function stepWith(event: KeyboardEvent, here: boolean, step: () => void): void {
  if (!here) return
  event.preventDefault()
  step()
}

/** A link or button in a row does its own work; the row does not open as well. */
const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a,button,input,label') !== null

interface FootProps {
  readonly total: number | undefined
  readonly count: number
  readonly paging: Paging | undefined
}

function Foot({ total, count, paging }: FootProps) {
  const t = kit.useText()
  if (total === undefined) return <div className="ay-table-foot" />
  const first = paging?.first ?? 1
  const range = { first: grouped(first), last: grouped(first + count - 1), total: grouped(total) }
  return (
    <div className="ay-table-foot">
      <span>{count > 0 && count < total ? t('table.range', range) : t('table.total', range)}</span>
      {paging && (paging.previous || paging.next) ? (
        <nav>
          <button type="button" disabled={!paging.previous} onClick={paging.previous}>
            {t('table.previous')}
          </button>
          <button type="button" disabled={!paging.next} onClick={paging.next}>
            {t('table.next')}
          </button>
        </nav>
      ) : null}
    </div>
  )
}
