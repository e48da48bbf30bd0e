import { Button, Input, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateMark, StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { noonOf, shown } from '../../../../platform/ui/wall-time.ts'
import type { AssignableRole } from '../../contract/duty-role.ts'
import {
  type GridAssignment,
  type GridPost,
  type GridShift,
  listCandidates,
} from '../../contract/plan.ts'
import { dutyText } from '../text.ts'
import { conflictWords, planTopics, type WeekActions } from './week-actions.ts'
import { gapsOf, toldWord } from './week-view.ts'

interface ShiftPanelProps {
  readonly post: GridPost
  readonly shift: GridShift
  /** Where somebody may be moved. */
  readonly posts: readonly GridPost[]
  readonly roles: readonly AssignableRole[]
  readonly mayEdit: boolean
  readonly actions: WeekActions
  readonly onClose: () => void
  /** The field that E puts the focus into. */
  readonly searchId: string
}

/** One shift: who serves, what is missing and why, and who could come. */
export function ShiftPanel(props: ShiftPanelProps) {
  const t = dutyText.useText()
  const { post, shift, roles } = props
  const [firstGap] = gapsOf(shift, roles)
  const [chosen, setChosen] = useState<AssignableRole | undefined>()
  const role = chosen && roles.includes(chosen) ? chosen : (firstGap?.[0] ?? roles[0])
  return (
    <aside className="wk-panel" aria-label={post.postName}>
      <header>
        <h2>{post.postName}</h2>
        <Button type="text" size="small" onClick={props.onClose}>
          {t('week.panel.close')} <kbd>Esc</kbd>
        </Button>
        <p className="ay-note">
          {shown(noonOf(shift.day), 'weekday')} {shift.day.slice(5)} {t(`half.${shift.half}`)}{' '}
          {shown(shift.bellAt, 'time')}
        </p>
      </header>
      <Segmented
        block
        aria-label={t('week.panel.role')}
        value={role ?? ''}
        onChange={(next) => setChosen(next as AssignableRole)}
        options={roles.map((one) => ({
          value: one,
          label: `${t(`role.${one}`)} ${shift.assigned[one]}/${shift.need[one]}`,
        }))}
      />
      {role ? <RolePart {...props} role={role} /> : null}
    </aside>
  )
}

type RolePartProps = ShiftPanelProps & { readonly role: AssignableRole }

function RolePart({ shift, posts, role, mayEdit, actions, searchId }: RolePartProps) {
  const t = dutyText.useText()
  const others = useMemo(() => otherShifts(posts, shift), [posts, shift])
  const people = shift.assignments.filter((one) => one.role === role)
  const missing = shift.need[role] - shift.assigned[role]
  return (
    <>
      <p>
        {missing > 0 ? (
          <StateTag tone="gap">
            {t('week.missingCount', { role: t(`role.${role}`), count: missing })}
          </StateTag>
        ) : (
          <StateTag tone="ok">{t('week.panel.full')}</StateTag>
        )}
      </p>
      <ul className="wk-people">
        {people.map((assignment) => (
          <Assigned
            key={assignment.id}
            assignment={assignment}
            told={toldWord(shift, assignment)}
            onRemove={mayEdit ? () => actions.takeOff(shift.id, assignment) : undefined}
            others={others}
            onMove={
              mayEdit ? (toShiftId) => actions.move(shift.id, assignment, toShiftId) : undefined
            }
            onPin={mayEdit ? () => actions.pin(assignment) : undefined}
          />
        ))}
        {people.length === 0 ? <li className="ay-note">{t('week.panel.none')}</li> : null}
      </ul>
      {mayEdit ? (
        <Candidates shiftId={shift.id} role={role} actions={actions} searchId={searchId} />
      ) : null}
    </>
  )
}

interface Choice {
  readonly value: string
  readonly label: string
}

/** The week's other shifts by name, those of the same half-day first. */
function otherShifts(posts: readonly GridPost[], { id, day, half }: GridShift): Choice[] {
  const isBeside = (other: GridShift) => other.day === day && other.half === half
  return posts
    .flatMap((post) => post.shifts.map((shift) => ({ post, shift })))
    .filter(({ shift }) => shift.id !== id && !shift.cancelled)
    .sort((a, b) => Number(isBeside(b.shift)) - Number(isBeside(a.shift)))
    .map(({ post, shift }) => ({
      value: shift.id,
      label: dutyText.text('week.cell', {
        post: post.postName,
        day: shift.day.slice(5),
        half: dutyText.text(`half.${shift.half}`),
      }),
    }))
}

interface AssignedProps {
  readonly assignment: GridAssignment
  readonly told: ReturnType<typeof toldWord>
  readonly others: readonly Choice[]
  readonly onMove: ((toShiftId: string) => void) | undefined
  readonly onRemove: (() => void) | undefined
  readonly onPin: (() => void) | undefined
}

function Assigned({ assignment, told, others, onMove, onRemove, onPin }: AssignedProps) {
  const t = dutyText.useText()
  const conflicts = conflictWords(assignment.conflicts.map(({ kind }) => kind))
  return (
    <li>
      <span>
        <b>{assignment.personName}</b> {assignment.pinned ? '▪ ' : ''}
        <span className="ay-note">{t(`week.panel.${told}`)}</span>
        {conflicts === '' ? null : (
          <span className="ay-warn">
            {' '}
            <StateMark tone="warn" size={12} /> {conflicts}
          </span>
        )}
      </span>
      <span className="wk-acts">
        {onMove ? (
          <Select
            size="small"
            className="wk-move"
            value={null}
            placeholder={t('week.panel.moveTo')}
            aria-label={t('week.panel.moveWho', { name: assignment.personName })}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={300}
            options={[...others]}
            onChange={(toShiftId: string | null) => toShiftId && onMove(toShiftId)}
          />
        ) : null}
        {onPin ? (
          <Button size="small" onClick={onPin}>
            {t(assignment.pinned ? 'week.panel.loosen' : 'week.panel.pin')}
          </Button>
        ) : null}
        {onRemove ? (
          <Button size="small" onClick={onRemove}>
            {t('week.panel.remove')}
          </Button>
        ) : null}
      </span>
    </li>
  )
}

interface CandidatesProps {
  readonly shiftId: string
  readonly role: AssignableRole
  readonly actions: WeekActions
  readonly searchId: string
}

const candidatesShown = 30

function Candidates({ shiftId, role, actions, searchId }: CandidatesProps) {
  const t = dutyText.useText()
  const k = kit.useText()
  const [text, setText] = useState('')
  const query = useRead(
    listCandidates,
    { params: { id: shiftId }, query: { role } },
    { topics: planTopics },
  )
  const rows = useMemo(
    () =>
      (query.data?.rows ?? [])
        .filter(({ personName }) => personName.includes(text.trim()))
        .slice(0, candidatesShown),
    [query.data, text],
  )
  return (
    <section className="wk-candidates">
      <h3>{t('week.panel.candidates')}</h3>
      <Read query={query}>
        {({ free, total, byConflict }) => (
          <>
            <p className="ay-note">{t('week.panel.candidatesNote', { free, total })}</p>
            {byConflict.length > 0 ? (
              <ul className="wk-reasons">
                {byConflict.map(({ kind, people }) => (
                  <li key={kind}>
                    <b>{people}</b> {t(`week.conflict.${kind}`)}
                  </li>
                ))}
              </ul>
            ) : null}
            <Input
              id={searchId}
              allowClear
              value={text}
              placeholder={t('week.panel.search')}
              aria-label={t('week.panel.search')}
              onChange={({ target }) => setText(target.value)}
              onPressEnter={() => {
                const [first] = rows
                if (first) actions.put({ ...first, shiftId, role })
              }}
            />
            {rows.length === 0 ? <p className="ay-note">{k('filter.none')}</p> : null}
            <ul className="wk-people">
              {rows.map((person) => {
                const hard = person.conflicts.some((conflict) => conflict.hard)
                const words = conflictWords(person.conflicts.map(({ kind }) => kind))
                return (
                  <li key={person.personId}>
                    <span>
                      <b>{person.personName}</b>{' '}
                      <span className="ay-note">
                        {person.agencyName}・
                        {t('week.panel.load', { duties: person.duties, max: person.dutiesMax })}
                        {person.seconded ? `・${t('week.panel.lent')}` : ''}
                      </span>
                      {words === '' ? null : (
                        <span className={hard ? 'ay-gap' : 'ay-warn'}> {words}</span>
                      )}
                    </span>
                    <Button
                      size="small"
                      disabled={hard}
                      onClick={() => actions.put({ ...person, shiftId, role })}
                    >
                      {t('week.panel.assign')}
                    </Button>
                  </li>
                )
              })}
            </ul>
          </>
        )}
      </Read>
    </section>
  )
}
