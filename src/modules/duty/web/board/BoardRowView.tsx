import { Button } from 'antd'
import { memo } from 'react'
import { useNow } from '../../../../platform/ui/clock.ts'
import { StateMark, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { listMark } from '../../../../platform/ui/text.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { countdown, shown } from '../../../../platform/ui/wall-time.ts'
import type { BoardRow } from '../../contract/board.ts'
import { dutyRoles, isPoliceSide, sumOf } from '../../contract/duty-role.ts'
import { MustAttend } from '../MustAttend.tsx'
import { dutyText } from '../text.ts'
import { missingOf, toneOfState } from './board-view.ts'

interface BoardRowViewProps {
  readonly row: BoardRow
  readonly stationName: string
  readonly selected: boolean
  readonly onSelect: (shiftId: string) => void
  readonly onSend: (row: BoardRow) => void
}

/** One post: what is wrong, until when, who is there, who owes the next step. */
export const BoardRowView = memo(function BoardRowView(props: BoardRowViewProps) {
  const { row, selected, onSelect, onSend } = props
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the name is a button, the row its area
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div className="bd-row" data-selected={selected} onClick={() => onSelect(row.shiftId)}>
      <StateMark tone={toneOfState[row.state]} size={15} />
      <span className="bd-post">
        <button type="button" aria-current={selected} onClick={() => onSelect(row.shiftId)}>
          {row.postName} <MustAttend level={row.mustAttendLevel} />
        </button>
        <span className="ay-note">
          {props.stationName}
          {props.stationName === '' ? '' : '・'}
          <Reason row={row} />
        </span>
      </span>
      <span className="bd-bell">
        <b>{shown(row.bellAt, 'time')}</b>
        <Left row={row} />
      </span>
      <RoleCounts row={row} />
      <span className="bd-next">
        <NextStep row={row} onSend={onSend} onSelect={onSelect} />
      </span>
    </div>
  )
})

function Left({ row }: { row: BoardRow }) {
  const t = dutyText.useText()
  const leftMs = Date.parse(row.bellAt) - useNow().getTime()
  const urgent = row.state === 'unmanned' && leftMs > 0
  return (
    <span className={urgent ? 'ay-gap' : 'ay-note'}>
      {leftMs > 0
        ? t('today.left', { time: countdown(leftMs) })
        : t('today.sinceBell', { minutes: Math.floor(-leftMs / 60_000) })}
    </span>
  )
}

/** The state of the request, else who is missing. */
function Reason({ row }: { row: BoardRow }) {
  const t = dutyText.useText()
  const { help } = row
  if (help?.state === 'asked') return <Waiting name={help.personName} dueAt={help.answerDueAt} />
  if (help?.state === 'accepted') {
    return t('today.accepted', { name: help.personName })
  }
  const missing = missingOf(row)
  const list = missing.map(([role, count]) =>
    t('propose.roleCount', { role: t(`role.${role}`), count }),
  )
  return list.length > 0 ? t('propose.missing', { roles: list.join(listMark()) }) : row.gateName
}

function Waiting({ name, dueAt }: { name: string; dueAt: string }) {
  const t = dutyText.useText()
  const seconds = Math.max(0, Math.ceil((Date.parse(dueAt) - useNow().getTime()) / 1000))
  return t('today.askedPerson', { name, seconds })
}

function RoleCounts({ row }: { row: BoardRow }) {
  const t = dutyText.useText()
  return (
    <span className="bd-roles">
      {dutyRoles.map((role) => {
        const [have, need] = [row.have[role], row.need[role]]
        const short = role !== 'volunteer' && have < need && row.state !== 'waiting'
        const must = row.mustRoles.includes(role) && have === 0
        const look = short ? (must ? 'ay-gap bd-short' : 'ay-warn bd-short') : ''
        return (
          <span key={role} className={look} title={t(`role.${role}`)}>
            {need === 0 && have === 0 ? '–' : `${have}/${need}`}
          </span>
        )
      })}
    </span>
  )
}

type NextStepProps = Pick<BoardRowViewProps, 'row' | 'onSend' | 'onSelect'>

function NextStep({ row, onSend, onSelect }: NextStepProps) {
  const t = dutyText.useText()
  const may = useMay('duty.gap.handle')
  switch (row.group) {
    case 'send':
      return may && row.gap ? <SendButton row={row} onSend={onSend} /> : t('group.send')
    case 'asked':
      return (
        <button type="button" className="bd-link" onClick={() => onSelect(row.shiftId)}>
          {t('today.change')}
        </button>
      )
    case 'onTheWay':
      return <StateWord tone="wait">{expectedText(row, t)}</StateWord>
    case 'short':
      return <Fill row={row} />
    case 'uncertain':
      return t('today.check')
    case 'waiting':
      return t('today.expect', { count: sumOf(row.need) - row.need.volunteer })
    default:
      return null
  }
}

function SendButton({ row, onSend }: { row: BoardRow; onSend: (row: BoardRow) => void }) {
  const t = dutyText.useText()
  return (
    <Button
      type="primary"
      danger
      size="small"
      onClick={(event) => {
        event.stopPropagation()
        onSend(row)
      }}
    >
      {t('today.send')}
    </Button>
  )
}

function expectedText(row: BoardRow, t: ReturnType<typeof dutyText.useText>): string {
  const { help } = row
  if (!help?.answeredAt || help.travelMin === null) return t('today.onTheWay')
  const at = new Date(Date.parse(help.answeredAt) + help.travelMin * 60_000)
  return t('today.expected', { time: shown(at, 'time') })
}

/** Who owes the missing heads: the school its own people, the police theirs. */
function Fill({ row }: { row: BoardRow }) {
  const t = dutyText.useText()
  const missing = missingOf(row)
  const police = missing.filter(([role]) => isPoliceSide(role))
  const owed = police.length > 0 ? police : missing
  const roles = owed.map(([role]) => t(`role.${role}`)).join(listMark())
  return t(police.length > 0 ? 'today.policeFills' : 'today.schoolFills', { roles })
}
