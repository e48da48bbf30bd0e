import type { ReactNode } from 'react'
import { useSearchOf } from '../../../../platform/ui/address.ts'
import { useNow } from '../../../../platform/ui/clock.ts'
import { StaleNote } from '../../../../platform/ui/frame/LiveBadge.tsx'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { grouped } from '../../../../platform/ui/text.ts'
import { countdown, noonOf, shown } from '../../../../platform/ui/wall-time.ts'
import type { Board, BoardRow } from '../../contract/board.ts'
import { type HeadsShown, todayAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'
import { BellLink } from './BellLink.tsx'
import { BellStrip } from './BellStrip.tsx'
import { bellsOf, headsOf, nextBell, volunteersOf } from './board-view.ts'

interface BoardHeadProps {
  readonly board: Board
  readonly rows: readonly BoardRow[]
  readonly selectedId: string | undefined
  readonly onSelect: (shiftId: string) => void
}

/** How long until the bell, what stands before each bell, and how many have come. */
export function BoardHead({ board, rows, selectedId, onSelect }: BoardHeadProps) {
  const bells = bellsOf(rows)
  return (
    <div className="bd-head">
      <Countdown board={board} rows={rows} />
      <BellStrip bells={bells} selectedId={selectedId} onSelect={onSelect} />
      <Heads board={board} rows={rows} />
    </div>
  )
}

function Countdown({ rows }: { board: Board; rows: readonly BoardRow[] }) {
  const t = dutyText.useText()
  const nowMs = useNow().getTime()
  const search = useSearchOf(todayAddress)
  const bell = nextBell(bellsOf(rows), nowMs)
  const first = bell?.rows[0]
  if (!bell || !first) return <div className="bd-count" />
  const leftMs = Date.parse(bell.at) - nowMs
  const unmanned = rows.filter(({ state }) => state === 'unmanned').length
  const count = bell.rows.length
  const named = { time: shown(bell.at, 'time'), posts: count, count }
  const judged = nowMs >= Date.parse(first.watchAt)
  return (
    <div className="bd-count">
      <span className="bd-count-bell">
        <BellLink at={bell.at} within={search} className="bd-drill">
          {t(leftMs > 0 ? 'today.toBell' : 'today.rung', named)}
        </BellLink>
      </span>
      <strong className="bd-hero" role="timer">
        {countdown(leftMs)}
      </strong>
      <span>
        {unmanned > 0 ? (
          <PageLink
            to={todayAddress}
            target={{ search: { ...search, bell: undefined, state: 'unmanned' } }}
            className="bd-drill ay-gap"
          >
            {t('today.unmanned', { count: unmanned })}
          </PageLink>
        ) : (
          <b className="ay-ok">{t('today.noneUnmanned')}</b>
        )}
        <span className="ay-note">
          ・
          {t(judged ? 'today.judged' : 'today.judgedFrom', { time: shown(first.watchAt, 'time') })}
        </span>
      </span>
    </div>
  )
}

function Heads({ board, rows }: { board: Board; rows: readonly BoardRow[] }) {
  const t = dutyText.useText()
  const { have, need } = headsOf(rows)
  const volunteers = volunteersOf(rows)
  const day = noonOf(board.day)
  return (
    <div className="bd-heads">
      <span>
        {t('today.moment', {
          date: shown(day, 'monthDay'),
          weekday: shown(day, 'weekday'),
          half: t(`half.${board.half}Period`),
        })}{' '}
        <StaleNote />
      </span>
      <span>
        <HeadsLink shows="there">
          <strong className="bd-heads-have">{grouped(have)}</strong>
        </HeadsLink>{' '}
        / <HeadsLink shows="missing">{grouped(need)}</HeadsLink> {t('today.checkedIn')}
      </span>
      <progress value={have} max={Math.max(1, need)} aria-label={t('today.checkedIn')} />
      <span className="ay-note">
        {volunteers > 0 ? (
          <HeadsLink shows="volunteers">{t('today.volunteers', { count: volunteers })}</HeadsLink>
        ) : (
          ' '
        )}
      </span>
    </div>
  )
}

/** A count opens into its rows beside the board. */
function HeadsLink({ shows, children }: { shows: HeadsShown; children: ReactNode }) {
  const t = dutyText.useText()
  const search = useSearchOf(todayAddress)
  const target = { search: { ...search, people: undefined, heads: shows } }
  return (
    <PageLink
      to={todayAddress}
      target={target}
      className="bd-drill"
      title={t(`heads.open.${shows}`)}
    >
      {children}
    </PageLink>
  )
}
