import { Segmented } from 'antd'
import { useChangeSearch } from '../../../../platform/ui/address.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { DetailDrawer } from '../../../../platform/ui/kit/DetailDrawer.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { grouped, listMark } from '../../../../platform/ui/text.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type Board, type BoardRow, boardTopic } from '../../contract/board.ts'
import { type BoardPerson, readBoardPeople } from '../../contract/board-people.ts'
import { type HeadsShown, headsShown, todayAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'
import { headsOf, missingOf, volunteersOf } from './board-view.ts'

interface HeadsDrawerProps {
  readonly board: Board
  /** Those of the chosen station. */
  readonly rows: readonly BoardRow[]
  readonly station: string | undefined
  readonly shown: HeadsShown
}

/** The rows behind the heads: who is there, what is still missing, who came as a volunteer. */
export function HeadsDrawer({ board, rows, station, shown: part }: HeadsDrawerProps) {
  const t = dutyText.useText()
  const change = useChangeSearch(todayAddress)
  const { have, need } = headsOf(rows)
  const counts = { there: have, missing: need - have, volunteers: volunteersOf(rows) }
  return (
    <DetailDrawer
      open
      widthPx={640}
      title={t('heads.title')}
      onClose={() => void change({ heads: undefined })}
    >
      <Segmented
        value={part}
        options={headsShown.map((value) => ({
          value,
          label: `${t(`heads.${value}`)} ${grouped(counts[value])}`,
        }))}
        onChange={(heads) => void change({ heads })}
      />
      {part === 'missing' ? (
        <Missing rows={rows} />
      ) : (
        <There
          key={part}
          board={board}
          station={station}
          side={part === 'there' ? 'required' : 'volunteer'}
        />
      )}
    </DetailDrawer>
  )
}

interface ThereProps {
  readonly board: Board
  readonly station: string | undefined
  readonly side: 'required' | 'volunteer'
}

function There({ board: { day, half }, station, side }: ThereProps) {
  const t = dutyText.useText()
  const asked = { day, half, side, ...(station ? { stationAreaId: station } : {}) }
  const { query, paging } = usePages(readBoardPeople, { query: asked }, [boardTopic])
  const data = query.data as { total: number; counted: number } | undefined
  const beyond = data && side === 'required' ? data.total - data.counted : 0
  return (
    <>
      <p className="ay-note bd-heads-note">
        {beyond > 0 ? t('heads.beyondNote', { count: beyond }) : ' '}
      </p>
      <DataTable
        id="duty.heads"
        caption={t('heads.title')}
        columns={[
          { key: 'person', title: t('people.name'), cell: ({ personName }) => personName },
          { key: 'role', title: t('people.part'), cell: ({ role }) => t(`role.${role}`) },
          { key: 'post', title: t('today.post'), cell: (row) => <PostLink {...row} /> },
          {
            key: 'presence',
            title: t('people.presence'),
            cell: (row) => <Presence person={row} marksBeyond={side === 'required'} />,
          },
          {
            key: 'time',
            title: t('people.time'),
            cell: ({ inAt, outAt }) =>
              `${shown(inAt, 'time')}${outAt ? ` / ${shown(outAt, 'time')}` : ''}`,
          },
        ]}
        query={query}
        paging={paging}
        rowKey={({ shiftId, personId }) => `${shiftId} ${personId}`}
        empty={<Empty title={t('heads.nobody')} />}
      />
    </>
  )
}

/** The post opens into everybody of its shift. */
function PostLink({ shiftId, postName }: { shiftId: string; postName: string }) {
  const change = useChangeSearch(todayAddress)
  return (
    <button
      type="button"
      className="bd-drill"
      onClick={() => void change({ shift: shiftId, people: shiftId, heads: undefined })}
    >
      {postName}
    </button>
  )
}

function Presence({ person, marksBeyond }: { person: BoardPerson; marksBeyond: boolean }) {
  const t = dutyText.useText()
  return (
    <>
      <StateWord tone={person.presence === 'there' ? 'ok' : 'off'}>
        {t(`people.presenceState.${person.presence}`)}
      </StateWord>
      {marksBeyond && !person.counted ? <div className="ay-note">{t('heads.beyond')}</div> : null}
    </>
  )
}

/** Each post that lacks somebody, with the heads of each role; they add up to what is missing. */
function Missing({ rows }: { rows: readonly BoardRow[] }) {
  const t = dutyText.useText()
  const lacking = rows
    .map((row) => ({ row, missing: missingOf(row) }))
    .filter(({ missing }) => missing.length > 0)
    .sort((a, b) => a.row.bellAt.localeCompare(b.row.bellAt))
  if (lacking.length === 0) return <Empty tone="ok" title={t('heads.noneMissing')} />
  return (
    <table className="ay-table bd-missing">
      <thead>
        <tr>
          <th scope="col">{t('today.post')}</th>
          <th scope="col">{t('heads.bell')}</th>
          <th scope="col">{t('heads.missing')}</th>
          <th scope="col">{t('heads.count')}</th>
        </tr>
      </thead>
      <tbody>
        {lacking.map(({ row, missing }) => (
          <tr key={row.shiftId}>
            <td>
              <PostLink {...row} />
            </td>
            <td>{shown(row.bellAt, 'time')}</td>
            <td>
              {missing
                .map(([role, count]) => t('propose.roleCount', { role: t(`role.${role}`), count }))
                .join(listMark())}
            </td>
            <td>{missing.reduce((sum, [, count]) => sum + count, 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
