import { useNow } from '../../../../platform/ui/clock.ts'
import { StateMark, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { shown } from '../../../../platform/ui/wall-time.ts'
import type { Board, BoardRow } from '../../contract/board.ts'
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
        <span className="wl-caption">{t('today.posts', { count: gaps.length })}</span>
      </h2>
      {gaps.length === 0 ? <StateWord tone="ok">{t('wall.noGap')}</StateWord> : null}
      <ul>
        {gaps.slice(0, gapsMax).map((row) => (
          <li key={row.shiftId} data-open={row.group === 'send'}>
            <p>
              <StateMark tone="gap" size={20} />
              <b>{row.postName}</b>
              <Step row={row} />
            </p>
            <p className="wl-caption">
              {shown(row.bellAt, 'time')}・<Detail row={row} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

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
    .join('、')
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
              <td>{line.posts}</td>
              <td className={line.unmanned > 0 ? 'ay-gap' : ''}>{line.unmanned}</td>
              <td className={line.short > 0 ? 'ay-warn' : ''}>{line.short}</td>
              <td>{line.full}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
