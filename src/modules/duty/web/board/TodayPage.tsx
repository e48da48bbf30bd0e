import { Button, Select } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { useChangeSearch, useGo, useSearchOf } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { useKeys } from '../../../../platform/ui/kit/keys.ts'
import { laterPart } from '../../../../platform/ui/kit/LaterPart.tsx'
import { Failure, Skeleton } from '../../../../platform/ui/kit/ReadStates.tsx'
import { useMay, useViewer } from '../../../../platform/ui/viewer.ts'
import type { Board, BoardRow } from '../../contract/board.ts'
import { readSetting, settingDefaults } from '../../contract/setting.ts'
import { rollCallsAddress, todayAddress, wallAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'
import { BellFilter } from './BellFilter.tsx'
import { BoardEmpty } from './BoardEmpty.tsx'
import { BoardHead } from './BoardHead.tsx'
import { BoardList } from './BoardList.tsx'
import './board.css'
import { useBoard } from './board-data.ts'
import { type Helping, useHelping } from './board-help.ts'
import { bellOnBoard, bellsOf, groupsOf, passes } from './board-view.ts'
import { HeadsDrawer } from './HeadsDrawer.tsx'
import { PostPanel } from './PostPanel.tsx'
import { RollCallDialog } from './RollCallDialog.tsx'
import { ShiftPeopleDrawer } from './ShiftPeopleDrawer.tsx'
import { StatusChips } from './StatusChips.tsx'

const BoardMap = laterPart(() => import('./BoardMap.tsx'), <Skeleton rows={6} />)

/** 今日护学: which gate has nobody, how long until the bell, who should be asked. */
export default function TodayPage() {
  const t = dutyText.useText()
  const search = useSearchOf(todayAddress)
  const query = useBoard({ day: search.day, half: search.half })
  if (!query.data) {
    return query.error ? (
      <Failure error={query.error} retry={() => void query.refetch()} />
    ) : (
      <Skeleton rows={14} rowPx={46} />
    )
  }
  return (
    <>
      <h1 className="ay-unseen">{t('today.title')}</h1>
      <TodayBoard board={query.data} />
    </>
  )
}

function TodayBoard({ board }: { board: Board }) {
  const search = useSearchOf(todayAddress)
  const change = useChangeSearch(todayAddress)
  const may = useMay('duty.gap.handle')
  const { state, station } = search
  const bell = bellOnBoard(board.rows, search.bell)
  const ofStation = useMemo(
    () => board.rows.filter((row) => passes(row, { station })),
    [board.rows, station],
  )
  const ofBell = useMemo(() => ofStation.filter((row) => passes(row, { bell })), [ofStation, bell])
  const rows = useMemo(() => ofBell.filter((row) => passes(row, { state })), [ofBell, state])
  const selected = board.rows.find(({ shiftId }) => shiftId === search.shift)
  const shownRow = selected ?? firstOwed(rows)
  const helping = useHelping(shownRow, may)
  const answerWaitS = useAnswerWait()
  const select = useCallback((shift: string) => void change({ shift }), [change])
  const [people, setPeople] = [
    search.people,
    (shiftId?: string) => void change({ people: shiftId }),
  ]
  useBoardKeys({
    rows,
    shown: shownRow,
    select,
    helping,
    clear: () => void change({ shift: undefined }),
  })
  return (
    <div className="bd-page">
      <BoardHead board={board} rows={ofStation} selectedId={shownRow?.shiftId} onSelect={select} />
      <BoardTools board={board} ofStation={ofStation} rows={ofBell} />
      <div className="bd-body">
        <BoardList
          rows={rows}
          stationNames={useStationNames(board)}
          filtered={state !== undefined || bell !== undefined}
          selectedId={shownRow?.shiftId}
          onSelect={select}
          onSend={helping.ask}
          answerWaitS={answerWaitS}
          empty={<BoardEmpty board={board} state={state} />}
        />
        <div className="bd-side">
          <BoardMap
            rows={rows}
            selected={shownRow}
            onSelect={select}
            proposals={shownRow?.gap ? helping.proposals.data?.proposals : undefined}
            fitKey={`${board.day} ${board.half} ${station ?? ''} ${bell ?? ''} ${shownRow?.shiftId ?? ''}`}
          />
          <PostPanel row={shownRow} helping={helping} onPeople={setPeople} />
        </div>
      </div>
      {search.heads && !people ? (
        <HeadsDrawer board={board} rows={ofStation} station={station} shown={search.heads} />
      ) : null}
      {people ? <ShiftPeopleDrawer shiftId={people} onClose={() => setPeople()} /> : null}
    </div>
  )
}

/** How long somebody who was asked has to answer, as the area has set it. */
function useAnswerWait(): number {
  const { area } = useViewer()
  const may = useMay('duty.post.read')
  const { data } = useRead(readSetting, { params: { areaId: area.id } }, { enabled: may })
  return (data?.setting ?? settingDefaults).helpAnswerS
}

/** What the commander should look at when nothing was chosen. */
const firstOwed = (rows: readonly BoardRow[]): BoardRow | undefined =>
  groupsOf(rows.filter(({ state }) => state === 'unmanned' || state === 'short'))[0]?.rows[0]

const useStationNames = ({ stations }: Board): ReadonlyMap<string, string> =>
  useMemo(() => new Map(stations.map(({ areaId, name }) => [areaId, name])), [stations])

interface BoardToolsProps {
  readonly board: Board
  readonly ofStation: readonly BoardRow[]
  /** Those of the chosen bell among them. */
  readonly rows: readonly BoardRow[]
}

function BoardTools({ board, ofStation, rows }: BoardToolsProps) {
  const t = dutyText.useText()
  const go = useGo()
  const mayCall = useMay('duty.rollCall.call')
  const { state, station, bell } = useSearchOf(todayAddress)
  const change = useChangeSearch(todayAddress)
  const [calling, setCalling] = useState(false)
  const counts = new Map<string, number>()
  for (const row of board.rows)
    counts.set(row.stationAreaId, (counts.get(row.stationAreaId) ?? 0) + 1)
  return (
    <div className="bd-tools">
      <StatusChips rows={rows} chosen={state} onChoose={(next) => void change({ state: next })} />
      <div className="bd-tools-end">
        <BellFilter
          bells={bellsOf(ofStation)}
          chosen={bellOnBoard(board.rows, bell)}
          onChoose={(next) => void change({ bell: next })}
        />
        <Select
          className="bd-station"
          value={station ?? ''}
          aria-label={t('today.station')}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: t('today.allStations') },
            ...board.stations.map(({ areaId, name }) => ({
              value: areaId,
              label: `${name} ${counts.get(areaId) ?? 0}`,
            })),
          ]}
          onChange={(next) => void change({ station: next === '' ? undefined : next })}
        />
        {mayCall ? <Button onClick={() => setCalling(true)}>{t('today.rollCall')}</Button> : null}
        <Button onClick={() => void go(wallAddress, {})}>{t('today.wall')}</Button>
      </div>
      <RollCallDialog
        open={calling}
        rows={ofStation}
        onClose={() => setCalling(false)}
        onCalled={(call) => void go(rollCallsAddress, { search: { call } })}
      />
    </div>
  )
}

interface BoardKeys {
  readonly rows: readonly BoardRow[]
  readonly shown: BoardRow | undefined
  readonly select: (shiftId: string) => void
  readonly clear: () => void
  readonly helping: Helping
}

/** J and K through the list in its order, Enter does what is owed, Esc lets go. */
function useBoardKeys({ rows, shown, select, clear, helping }: BoardKeys): void {
  const ordered = groupsOf(rows).flatMap((group) => group.rows)
  const step = (by: number) => {
    const at = ordered.findIndex(({ shiftId }) => shiftId === shown?.shiftId)
    const next = ordered[Math.max(0, Math.min(ordered.length - 1, at + by))]
    if (next) select(next.shiftId)
  }
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    enter: () => {
      if (shown?.group === 'send') helping.ask(shown)
    },
    escape: clear,
  })
}
