import { Button } from 'antd'
import { useState } from 'react'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import {
  coreSet,
  type Gear,
  type GearStock,
  getGearStock,
  listGearEntries,
} from '../../contract/upkeep.ts'
import { schoolsText } from '../text.ts'
import { GearDialog, type GearStart } from './GearDialog.tsx'

const topics = ['schools.gear', 'schools.staff'] as const

/** Protective gear: whole sets for the guards, what is there of each piece, and the ledger. */
export function GearPanel({ schoolId }: { schoolId: string }) {
  const t = schoolsText.useText()
  const mayEdit = useMay('schools.upkeep.edit')
  const [start, setStart] = useState<GearStart | null>(null)
  const stock = useRead(getGearStock, { params: { schoolId } }, { topics })
  return (
    <Panel
      title={t('gear.title')}
      note={stock.data ? <Sets stock={stock.data} /> : undefined}
      flush
      actions={
        mayEdit ? (
          <Button onClick={() => setStart({ gear: 'helmet', movement: 'in', quantity: 1 })}>
            {t('gear.add')}
          </Button>
        ) : undefined
      }
    >
      <Read query={stock} rows={8}>
        {(data) => <Stock stock={data} onEnter={mayEdit ? setStart : undefined} />}
      </Read>
      <Ledger schoolId={schoolId} />
      {start && stock.data ? (
        <GearDialog
          schoolId={schoolId}
          start={start}
          stock={stock.data}
          onClose={() => setStart(null)}
        />
      ) : null}
    </Panel>
  )
}

function Sets({ stock }: { stock: GearStock }) {
  const t = schoolsText.useText()
  return (
    <>
      {t('gear.sets', { sets: stock.coreSets, guards: stock.guards })}{' '}
      {stock.setsMissing > 0 ? (
        <StateWord tone="warn">{t('gear.missing', { count: stock.setsMissing })}</StateWord>
      ) : stock.guards > 0 ? (
        <StateWord tone="ok">{t('gear.enough')}</StateWord>
      ) : null}
    </>
  )
}

type Line = GearStock['stock'][number]

const isCore = (gear: Gear): boolean => (coreSet as readonly Gear[]).includes(gear)

interface StockProps {
  readonly stock: GearStock
  readonly onEnter: ((start: GearStart) => void) | undefined
}

/** Pieces of the core set always, others once there were any. */
function Stock({ stock: { stock, guards }, onEnter }: StockProps) {
  const t = schoolsText.useText()
  const lines = stock.filter(({ gear, cameIn }) => isCore(gear) || cameIn > 0)
  return (
    <div className="ay-table-scroll">
      <table className="ay-table sc-stock">
        <caption className="ay-unseen">{t('gear.stock')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('gear.gear')}</th>
            <th scope="col">{t('gear.stock')}</th>
            <th scope="col">{t('gear.movementOf.in')}</th>
            <th scope="col">{t('gear.movementOf.out')}</th>
            <th scope="col">{t('gear.movementOf.expired')}</th>
            <th scope="col">{t('gear.movementOf.lost')}</th>
            <th scope="col">{t('gear.nextExpiry')}</th>
            <th scope="col">
              <span className="ay-unseen">{t('gear.add')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <StockLine key={line.gear} line={line} guards={guards} onEnter={onEnter} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface StockLineProps extends Pick<StockProps, 'onEnter'> {
  readonly line: Line
  readonly guards: number
}

function StockLine({ line, guards, onEnter }: StockLineProps) {
  const t = schoolsText.useText()
  const { gear, inStock, overdue, nextExpiry } = line
  const lacking = isCore(gear) ? guards - (inStock - overdue) : 0
  return (
    <tr>
      <td>
        {t(`gear.gearOf.${gear}`)}
        {isCore(gear) ? <span className="ay-note"> {t('gear.core')}</span> : null}
      </td>
      <td>
        <strong>{inStock}</strong>{' '}
        {lacking > 0 ? (
          <StateWord tone="warn">{t('gear.lacking', { count: lacking })}</StateWord>
        ) : null}
      </td>
      <td>{line.cameIn}</td>
      <td>{line.wentOut}</td>
      <td>{line.expired}</td>
      <td>{line.lost}</td>
      <td>
        {overdue > 0 ? (
          <StateWord tone="gap">{t('gear.overdue', { count: overdue })}</StateWord>
        ) : (
          (nextExpiry ?? t('value.none'))
        )}
      </td>
      <td className="sc-row-actions">
        {onEnter && overdue > 0 ? (
          <Button
            type="link"
            size="small"
            onClick={() => onEnter({ gear, movement: 'expired', quantity: overdue })}
          >
            {t('gear.writeOff')}
          </Button>
        ) : null}
        {onEnter && overdue === 0 && lacking > 0 ? (
          <Button
            type="link"
            size="small"
            onClick={() => onEnter({ gear, movement: 'in', quantity: lacking })}
          >
            {t('gear.fill')}
          </Button>
        ) : null}
      </td>
    </tr>
  )
}

function Ledger({ schoolId }: { schoolId: string }) {
  const t = schoolsText.useText()
  const { query, paging } = usePages(listGearEntries, { params: { schoolId } }, topics)
  return (
    <DataTable
      id="schools.gear"
      caption={t('gear.ledger')}
      columns={[
        { key: 'day', title: t('gear.day'), cell: ({ onDay }) => onDay },
        { key: 'gear', title: t('gear.gear'), cell: ({ gear }) => t(`gear.gearOf.${gear}`) },
        {
          key: 'movement',
          title: t('gear.movement'),
          cell: ({ movement }) => t(`gear.movementOf.${movement}`),
        },
        {
          key: 'quantity',
          title: t('gear.quantity'),
          align: 'right',
          cell: ({ movement, quantity }) => (movement === 'in' ? `+${quantity}` : `−${quantity}`),
        },
        { key: 'expires', title: t('gear.expires'), cell: ({ expiresOn }) => expiresOn },
        { key: 'note', title: t('gear.note'), cell: ({ note }) => note },
      ]}
      query={query}
      paging={paging}
      rowKey={({ id }) => id}
      empty={<Empty title={t('gear.none')}>{t('gear.noneHelp')}</Empty>}
      tools={<strong>{t('gear.ledger')}</strong>}
    />
  )
}
