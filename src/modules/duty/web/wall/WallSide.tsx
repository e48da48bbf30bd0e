import type { ReactNode } from 'react'
import { useNow } from '../../../../platform/ui/clock.ts'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { StateMark, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { listMark } from '../../../../platform/ui/text.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import type { Board, BoardRow } from '../../contract/board.ts'
import { todayAddress } from '../addresses.ts'
import { groupsOf, missingOf } from '../board/board-view.ts'
import { dutyText } from '../text.ts'

const gapsMax = 6

/** Gates without anybody and what is being done. A name stands only where somebody is sent. */
export function WallGaps({ rows }: { rows: readonly BoardRow[] }) {
  const t = dutyText.useText()
  const gaps = groupsOf(rows.filter(({ state }) => state === 'unmanned')).flatMap(
    (group) => group.rows,
  )
  return (
    <section className="wl-panel wl-gaps">
      <h2>
        {t('wall.handling')}
        <span className="wl-caption">
          <GapsLink>{t('today.posts', { count: gaps.length })}</GapsLink>
        </span>
      </h2>
      {gaps.length === 0 ? <StateWord tone="ok">{t('wall.noGap')}</StateWord> : null}
      <ul>
        {gaps.slice(0, gapsMax).map((row) => (
          <li key={row.shiftId} data-open={row.group === 'send'}>
            <p>
              <StateMark tone="gap" size={20} />
              <PageLink
                to={todayAddress}
                target={{ search: { shift: row.shiftId } }}
                className="wl-drill"
              >
                <b>{row.postName}</b>
              </PageLink>
              <Step row={row} />
            </p>
            <p className="wl-caption">
              {shown(row.bellAt, 'time')}・<Detail row={row} />
            </p>
          </li>
        ))}
      </ul>
      {gaps.length > gapsMax ? (
        <p className="wl-caption wl-more">
          <GapsLink>{t('wall.moreGaps', { count: gaps.length - gapsMax })}</GapsLink>
        </p>
      ) : null}
    </section>
  )
}

const GapsLink = ({ children }: { children: ReactNode }) => (
  <PageLink to={todayAddress} target={{ search: { state: 'unmanned' } }} className="wl-drill">
    {children}
  </PageLink>
)

function Step({ row }: { row: BoardRow }) {
  const t = dutyText.useText()
  const leftS = Math.ceil(
    (Date.parse(row.help?.answerDueAt ?? row.bellAt) - useNow().getTime()) / 1000,
  )
  if (row.group === 'asked') {
    return (
      <StateWord tone="warn">{t('wall.waitAnswer', { seconds: Math.max(0, leftS) })}</StateWord>
    )
  }
  if (row.group === 'onTheWay') return <StateWord tone="wait">{t('today.onTheWay')}</StateWord>
  return <StateWord tone="gap">{t('wall.toSend')}</StateWord>
}

function Detail({ row }: { row: BoardRow }) {
  const t = dutyText.useText()
  if (row.group === 'onTheWay' && row.help) {
    return t('today.accepted', { name: row.help.personName })
  }
  const roles = missingOf(row)
    .map(([role, count]) => t('propose.roleCount', { role: t(`role.${role}`), count }))
    .join(listMark())
  return t('propose.missing', { roles })
}

/** Stations by what is wrong, worst first. */
export function WallStations({ board }: { board: Board }) {
  const t = dutyText.useText()
  const lines = board.stations
    .map(({ areaId, name }) => {
      const rows = board.rows.filter((row) => row.stationAreaId === areaId)
      const of = (state: BoardRow['state']) => rows.filter((row) => row.state === state).length
      return {
        areaId,
        name,
        posts: rows.length,
        unmanned: of('unmanned'),
        short: of('short'),
        full: of('full'),
      }
    })
    .sort((a, b) => b.unmanned - a.unmanned || b.short - a.short || b.posts - a.posts)
  return (
    <section className="wl-panel wl-stations">
      <h2>{t('wall.stations')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('wall.station')}</th>
            <th scope="col">{t('wall.posts')}</th>
            <th scope="col">{t('state.unmanned')}</th>
            <th scope="col">{t('state.short')}</th>
            <th scope="col">{t('state.full')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.areaId}>
              <th scope="row">{line.name}</th>
              <StationCount line={line} count={line.posts} />
              <StationCount line={line} state="unmanned" count={line.unmanned} tone="ay-gap" />
              <StationCount line={line} state="short" count={line.short} tone="ay-warn" />
              <StationCount line={line} state="full" count={line.full} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface StationCountProps {
  readonly line: { readonly areaId: string; readonly name: string }
  readonly state?: BoardRow['state']
  readonly count: number
  readonly tone?: string
}

/** A count that opens into its rows; none has no rows. */
function StationCount({ line: { areaId, name }, state, count, tone = '' }: StationCountProps) {
  const t = dutyText.useText()
  if (count === 0) return <td>0</td>
  const search = { station: areaId, ...(state ? { state } : {}) }
  return (
    <td className={tone}>
      <PageLink
        to={todayAddress}
        target={{ search }}
        className="wl-drill"
        title={`${name} ${t(state ? `state.${state}` : 'wall.posts')}`}
      >
        {count}
      </PageLink>
    </td>
  )
}
