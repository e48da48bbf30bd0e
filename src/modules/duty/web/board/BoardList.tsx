import { type ReactNode, useMemo, useState } from 'react'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { type VirtualRow, VirtualRows } from '../../../../platform/ui/kit/VirtualRows.tsx'
import type { BoardGroup, BoardRow } from '../../contract/board.ts'
import { dutyRoles } from '../../contract/duty-role.ts'
import { dutyText } from '../text.ts'
import { BoardRowView } from './BoardRowView.tsx'
import { type Group, groupsOf, toneOfGroup } from './board-view.ts'

interface BoardListProps {
  readonly rows: readonly BoardRow[]
  readonly stationNames: ReadonlyMap<string, string>
  /** A state was chosen: everything that is left is shown. */
  readonly filtered: boolean
  readonly selectedId: string | undefined
  readonly onSelect: (shiftId: string) => void
  readonly onSend: (row: BoardRow) => void
  readonly answerWaitS: number
  readonly empty: ReactNode
}

/** Healthy posts and those not judged yet are counted, and listed when asked for. */
const foldedAtFirst: ReadonlySet<BoardGroup> = new Set(['waiting', 'full', 'over'])
const headPx = 34
const rowPx = 50

/** Posts by what is owed, most urgent first. */
export function BoardList(props: BoardListProps) {
  const t = dutyText.useText()
  const { rows, filtered, selectedId } = props
  const [turned, setTurned] = useState<ReadonlySet<BoardGroup>>(new Set())
  const groups = useMemo(() => groupsOf(rows), [rows])
  const turn = (group: BoardGroup) => {
    const next = new Set(turned)
    if (!next.delete(group)) next.add(group)
    setTurned(next)
  }
  const isOpen = ({ group }: Group) =>
    filtered || groups.length === 1 || foldedAtFirst.has(group) === turned.has(group)
  const items = groups.flatMap((one): VirtualRow[] => [
    {
      key: one.group,
      heightPx: headPx,
      render: () => (
        <GroupHead
          group={one}
          open={isOpen(one)}
          answerWaitS={props.answerWaitS}
          onTurn={filtered || groups.length === 1 ? undefined : () => turn(one.group)}
        />
      ),
    },
    ...(isOpen(one) ? one.rows : []).map((row) => ({
      key: row.shiftId,
      heightPx: rowPx,
      render: () => (
        <BoardRowView
          row={row}
          stationName={props.stationNames.get(row.stationAreaId) ?? ''}
          selected={row.shiftId === selectedId}
          onSelect={props.onSelect}
          onSend={props.onSend}
        />
      ),
    })),
  ])
  const folded = groups.filter((one) => !isOpen(one))
  return (
    <div className="bd-list">
      <ListHead />
      {rows.length === 0 ? (
        props.empty
      ) : (
        <VirtualRows rows={items} label={t('today.list')} inSightKey={selectedId} />
      )}
      <ListFoot folded={folded} />
    </div>
  )
}

function ListHead() {
  const t = dutyText.useText()
  return (
    <div className="bd-row bd-list-head" aria-hidden="true">
      <span />
      <span>{t('today.post')}</span>
      <span>{t('today.bellLeft')}</span>
      <span className="bd-roles">
        {dutyRoles.map((role) => (
          <span key={role} title={t(`role.${role}`)}>
            {t(`roleShort.${role}`)}
          </span>
        ))}
      </span>
      <span className="bd-next">{t('today.nextStep')}</span>
    </div>
  )
}

interface GroupHeadProps {
  readonly group: Group
  readonly open: boolean
  readonly answerWaitS: number
  readonly onTurn: (() => void) | undefined
}

function GroupHead({ group: { group, rows }, open, answerWaitS, onTurn }: GroupHeadProps) {
  const t = dutyText.useText()
  const tone = toneOfGroup[group]
  return (
    <h3 className="bd-group">
      <StateMark tone={tone} size={13} />
      <b className={`ay-${tone}`}>{t(`group.${group}`)}</b>
      <b>{rows.length}</b>
      <span className="ay-note">{t(`groupNote.${group}`, { seconds: answerWaitS })}</span>
      {onTurn ? (
        <button type="button" aria-expanded={open} onClick={onTurn}>
          {t(open ? 'today.collapse' : 'today.expand')}
        </button>
      ) : null}
    </h3>
  )
}

function ListFoot({ folded }: { folded: readonly Group[] }) {
  const t = dutyText.useText()
  const list = folded.map(({ group, rows }) => `${rows.length} ${t(`group.${group}`)}`).join('・')
  return (
    <div className="bd-list-foot">
      <span>{list === '' ? '' : t('today.more', { list })}</span>
      <span className="ay-keys" aria-hidden="true">
        <kbd>J</kbd> <kbd>K</kbd> {t('today.keyMove')} <kbd>Enter</kbd> {t('today.send')}{' '}
        <kbd>Z</kbd> {t('today.keyUndo')}
      </span>
    </div>
  )
}
