import type { DragEvent } from 'react'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import type { AssignableRole } from '../../contract/duty-role.ts'
import type { GridAssignment, GridPost, GridShift } from '../../contract/plan.ts'
import { dutyText } from '../text.ts'
import type { WeekActions } from './week-actions.ts'
import { besideOf, gapsOf, isChanged, servesTwice, shownOf, toldWord } from './week-view.ts'

interface WeekCellProps {
  readonly shift: GridShift
  readonly post: GridPost
  readonly roles: readonly AssignableRole[]
  readonly twice: ReadonlySet<string>
  readonly mayEdit: boolean
  /** Published before: what was not told since is marked. */
  readonly revised: boolean
  readonly selected: boolean
  readonly onSelect: (shift: GridShift) => void
  readonly actions: WeekActions
}

/** What is carried while dragging; the type keeps other drags out. */
const dragType = 'application/x-anyuan-assignment'

interface Dragged {
  readonly shiftId: string
  readonly assignment: GridAssignment
}

/** One post on one half-day: names by role, gaps named, changes marked. */
export function WeekCell(props: WeekCellProps) {
  const t = dutyText.useText()
  const { shift, post, roles, selected, onSelect, mayEdit } = props
  const people = shownOf(shift, roles)
  const gaps = gapsOf(shift, roles)
  const changed = props.revised && isChanged(shift)
  const label = t('week.cell', {
    post: post.postName,
    day: shift.day,
    half: t(`half.${shift.half}`),
  })
  const drop = (event: DragEvent) => {
    const text = event.dataTransfer.getData(dragType)
    if (text === '') return
    event.preventDefault()
    const { shiftId, assignment } = JSON.parse(text) as Dragged
    if (shiftId !== shift.id) props.actions.move(shiftId, assignment, shift.id)
  }
  const allowDrop = (event: DragEvent) => {
    if (mayEdit && event.dataTransfer.types.includes(dragType)) event.preventDefault()
  }
  if (shift.cancelled) {
    return (
      <span className="wk-cell wk-none" data-half={shift.half}>
        {t('week.cancelled')}
      </span>
    )
  }
  return (
    <button
      type="button"
      className="wk-cell"
      data-half={shift.half}
      data-gap={gaps.length > 0 || shift.kind !== null}
      data-changed={changed}
      aria-current={selected}
      onClick={() => onSelect(shift)}
      onDragOver={allowDrop}
      onDrop={drop}
    >
      <span className="ay-unseen">{label}</span>
      {gaps.map(([role, count]) => (
        <span key={role} className="ay-gap wk-line">
          <StateMark tone="gap" size={11} />
          {gapText(role, count, t)}
        </span>
      ))}
      {besideOf(shift, roles).map((what) => (
        <span key={what} className={`wk-line ay-${toneOf[what]}`}>
          <StateMark tone={toneOf[what]} size={11} />
          {t(what === 'conflicts' ? 'week.figures.conflicts' : `state.${what}`)}
        </span>
      ))}
      {people.map((assignment) => (
        <Name key={assignment.id} {...props} assignment={assignment} />
      ))}
    </button>
  )
}

const toneOf = { unmanned: 'gap', short: 'warn', conflicts: 'warn' } as const

type Translate = ReturnType<typeof dutyText.useText>

const gapText = (role: AssignableRole, count: number, t: Translate): string =>
  count > 1
    ? t('week.missingCount', { role: t(`role.${role}`), count })
    : t('week.missing', { role: t(`role.${role}`) })

function Name({
  assignment,
  shift,
  twice,
  mayEdit,
}: WeekCellProps & { assignment: GridAssignment }) {
  const t = dutyText.useText()
  const start = (event: DragEvent) => {
    const dragged: Dragged = { shiftId: shift.id, assignment }
    event.dataTransfer.setData(dragType, JSON.stringify(dragged))
    event.dataTransfer.effectAllowed = 'move'
  }
  const conflicted = assignment.conflicts.some(({ hard }) => hard)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging has its twin in the panel's menu
    <span
      className={conflicted ? 'wk-line ay-warn' : 'wk-line'}
      draggable={mayEdit}
      onDragStart={start}
    >
      {conflicted ? <StateMark tone="warn" size={11} /> : null}
      {assignment.pinned ? '▪ ' : ''}
      {assignment.personName}
      {servesTwice(twice, shift, assignment) ? ' →' : ''}
      {toldWord(shift, assignment) === 'neverTold' ? (
        <span className="ay-note">{t('week.panel.neverTold')}</span>
      ) : null}
    </span>
  )
}
