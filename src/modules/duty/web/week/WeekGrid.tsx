import { memo, useMemo } from 'react'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { type VirtualRow, VirtualRows } from '../../../../platform/ui/kit/VirtualRows.tsx'
import { noonOf, shown } from '../../../../platform/ui/wall-time.ts'
import type { AssignableRole } from '../../contract/duty-role.ts'
import type { GridPost, GridShift } from '../../contract/plan.ts'
import { halves } from '../../contract/shift.ts'
import { MustAttend } from '../MustAttend.tsx'
import { dutyText } from '../text.ts'
import { WeekCell } from './WeekCell.tsx'
import type { WeekActions } from './week-actions.ts'
import { linesOf, servingTwice, shiftAt, stationsOf } from './week-view.ts'

interface WeekGridProps {
  readonly posts: readonly GridPost[]
  readonly days: readonly string[]
  readonly roles: readonly AssignableRole[]
  readonly mayEdit: boolean
  readonly revised: boolean
  readonly selectedId: string | undefined
  readonly onSelect: (shift: GridShift) => void
  readonly actions: WeekActions
}

const stationPx = 30
const linePx = 17
const rowPaddingPx = 8

/** Gates × half-days by station; the first column and the head stay in sight. */
export function WeekGrid(props: WeekGridProps) {
  const t = dutyText.useText()
  const { posts, days, roles } = props
  const twice = useMemo(() => servingTwice(posts), [posts])
  const columns = `200px repeat(${days.length * 2}, minmax(74px, 1fr))`
  const rows = stationsOf(posts).flatMap((station): VirtualRow[] => [
    {
      key: station.stationAreaId,
      heightPx: stationPx,
      render: () => (
        <h3 className="wk-station">
          {station.name}{' '}
          <span className="ay-note">{t('week.station', { posts: station.posts.length })}</span>
        </h3>
      ),
    },
    ...station.posts.map((post) => ({
      key: post.postId,
      heightPx: linesOf(post, roles) * linePx + rowPaddingPx,
      render: () => <GridRow {...props} post={post} twice={twice} columns={columns} />,
    })),
  ])
  const inSight = posts.find(({ shifts }) => shifts.some(({ id }) => id === props.selectedId))
  return (
    <div className="wk-grid">
      <div className="wk-row wk-head" style={{ gridTemplateColumns: columns }} aria-hidden="true">
        <span>{t('week.gate')}</span>
        {days.flatMap((day) =>
          halves.map((half) => (
            <span key={`${day} ${half}`} data-half={half}>
              {half === 'arrival' ? (
                <b>
                  {shown(noonOf(day), 'shortWeekday')} {day.slice(5)}
                </b>
              ) : (
                <b> </b>
              )}
              {t(`half.${half}`)}
            </span>
          )),
        )}
      </div>
      <VirtualRows rows={rows} label={t('week.title')} inSightKey={inSight?.postId} />
    </div>
  )
}

interface GridRowProps extends WeekGridProps {
  readonly post: GridPost
  readonly twice: ReadonlySet<string>
  readonly columns: string
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const t = dutyText.useText()
  const { post, days, roles, columns } = props
  const [first] = post.shifts
  return (
    <div className="wk-row" style={{ gridTemplateColumns: columns }}>
      <div className="wk-post">
        <b title={post.postName}>{post.postName}</b>
        <span className="ay-note">
          <MustAttend level={post.mustAttendLevel} /> {first ? shown(first.bellAt, 'time') : ''}{' '}
          {first
            ? roles.map((role) => `${t(`roleShort.${role}`)}${first.need[role]}`).join(' ')
            : ''}
        </span>
      </div>
      {days.flatMap((day) =>
        halves.map((half) => {
          const shift = shiftAt(post, day, half)
          return shift ? (
            <WeekCell
              key={shift.id}
              shift={shift}
              post={post}
              roles={roles}
              twice={props.twice}
              mayEdit={props.mayEdit}
              revised={props.revised}
              selected={shift.id === props.selectedId}
              onSelect={props.onSelect}
              actions={props.actions}
            />
          ) : (
            <span key={`${day} ${half}`} className="wk-cell wk-none" data-half={half}>
              {t('week.noShift')}
            </span>
          )
        }),
      )}
    </div>
  )
})

/** What the marks of the grid mean. */
export function WeekLegend() {
  const t = dutyText.useText()
  return (
    <span className="wk-legend">
      <span className="ay-gap">
        <StateMark tone="gap" size={12} /> {t('week.legend.gap')}
      </span>
      <span>
        <i className="wk-changed-mark" /> {t('week.legend.changed')}
      </span>
      <span>→ {t('week.legend.twice')}</span>
      <span>▪ {t('week.legend.pinned')}</span>
      <span className="ay-warn">
        <StateMark tone="warn" size={12} /> {t('week.legend.conflict')}
      </span>
    </span>
  )
}
