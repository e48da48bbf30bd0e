import { Segmented, Select } from 'antd'
import { useId, useMemo } from 'react'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { useKeys } from '../../../../platform/ui/kit/keys.ts'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { isoDay, mondayOf, movedDay, weekdayOf } from '../../../../platform/ui/wall-time.ts'
import { type GridPost, readWeek } from '../../contract/plan.ts'
import { weekAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'
import { ShiftPanel } from './ShiftPanel.tsx'
import { WeekFigures } from './WeekFigures.tsx'
import { WeekGrid, WeekLegend } from './WeekGrid.tsx'
import { WeekHead } from './WeekHead.tsx'
import './week.css'
import { planTopics, useWeekActions, type WeekActions } from './week-actions.ts'
import {
  daysOf,
  keeps,
  neighbour,
  onlyOffered,
  rolesOfSide,
  sides,
  type Week,
} from './week-view.ts'

const postsMax = 500
const friday = 5

/** From Friday on, planning means next week. */
function weekToPlan(): string {
  const today = isoDay(now())
  return mondayOf(weekdayOf(today) >= friday ? movedDay(today, 7) : today)
}

/** 周勤务排班: who serves which gate, what is missing, what it costs to change it. */
export default function WeekPage() {
  const search = useSearchOf(weekAddress)
  const day = search.day ?? weekToPlan()
  const query = useRead(
    readWeek,
    {
      params: { day },
      query: { limit: postsMax, ...(search.station ? { stationAreaId: search.station } : {}) },
    },
    { topics: planTopics, keepLast: true },
  )
  return (
    <div className="wk-page">
      <Read query={query} rows={14} rowPx={40}>
        {(week) => <Shown week={week} />}
      </Read>
    </div>
  )
}

function Shown({ week }: { week: Week }) {
  const t = dutyText.useText()
  const search = useSearchOf(weekAddress)
  const change = useChangeSearch(weekAddress)
  const mayEdit = useMay('duty.plan.edit')
  const actions = useWeekActions()
  const searchId = useId()
  const roles = useMemo(() => rolesOfSide(search.side), [search.side])
  const days = useMemo(() => daysOf(week.weekStartsOn, week.rows), [week])
  const posts = useMemo(
    () => week.rows.filter((post) => keeps(post, search.only)),
    [week.rows, search.only],
  )
  const chosen = findShift(week.rows, search.shift)
  const select = (shift: string | undefined) => void change({ shift })
  useGridKeys({ posts, days, chosenId: search.shift, select, actions, searchId })
  return (
    <>
      <WeekHead week={week} mayEdit={mayEdit} />
      <WeekFigures figures={week.figures} />
      <WeekTools week={week} />
      <div className="wk-body" data-open={chosen !== undefined}>
        {posts.length === 0 ? (
          <Empty title={t(week.total === 0 ? 'week.empty' : 'week.filteredNone')}>
            {week.total === 0 ? t('week.emptyHelp') : undefined}
          </Empty>
        ) : (
          <WeekGrid
            posts={posts}
            days={days}
            roles={roles}
            mayEdit={mayEdit}
            revised={week.plans.some(({ revision }) => revision > 0)}
            selectedId={search.shift}
            onSelect={({ id }) => select(id)}
            actions={actions}
          />
        )}
        {chosen ? (
          <ShiftPanel
            key={chosen.shift.id}
            {...chosen}
            posts={week.rows}
            roles={roles}
            mayEdit={mayEdit}
            actions={actions}
            searchId={searchId}
            onClose={() => select(undefined)}
          />
        ) : null}
      </div>
    </>
  )
}

function findShift(posts: readonly GridPost[], shiftId: string | undefined) {
  for (const post of posts) {
    const shift = post.shifts.find(({ id }) => id === shiftId)
    if (shift) return { post, shift }
  }
  return undefined
}

function WeekTools({ week }: { week: Week }) {
  const t = dutyText.useText()
  const search = useSearchOf(weekAddress)
  const change = useChangeSearch(weekAddress)
  return (
    <div className="wk-tools">
      <Segmented
        value={search.side}
        onChange={(side) => void change({ side })}
        options={sides.map((side) => ({ value: side, label: t(`week.side.${side}`) }))}
      />
      <Segmented
        value={search.only}
        onChange={(only) => void change({ only })}
        options={onlyOffered.map((only) => ({ value: only, label: t(`week.only.${only}`) }))}
      />
      <Select
        className="bd-station"
        value={search.station ?? ''}
        aria-label={t('today.station')}
        showSearch={{ optionFilterProp: 'label' }}
        options={[
          { value: '', label: t('today.allStations') },
          ...week.stations.map(({ areaId, name }) => ({ value: areaId, label: name })),
        ]}
        onChange={(station) => void change({ station: station === '' ? undefined : station })}
      />
      <WeekLegend />
    </div>
  )
}

interface GridKeys {
  readonly posts: readonly GridPost[]
  readonly days: readonly string[]
  readonly chosenId: string | undefined
  readonly select: (shiftId: string | undefined) => void
  readonly actions: WeekActions
  readonly searchId: string
}

/** Arrows through the grid, E to change the person, Esc to close: the twin of dragging. */
function useGridKeys({ posts, days, chosenId, select, searchId }: GridKeys): void {
  const step = (move: Parameters<typeof neighbour>[3]) => (event: KeyboardEvent) => {
    if (!chosenId) return
    event.preventDefault()
    const next = neighbour(posts, days, chosenId, move)
    if (next) select(next.id)
  }
  useKeys({
    arrowleft: step('left'),
    arrowright: step('right'),
    arrowup: step('up'),
    arrowdown: step('down'),
    e: (event) => {
      event.preventDefault()
      document.getElementById(searchId)?.focus()
    },
    escape: () => select(undefined),
  })
}
