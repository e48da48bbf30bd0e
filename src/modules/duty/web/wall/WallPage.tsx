import { useGo } from '../../../../platform/ui/address.ts'
import { useNow } from '../../../../platform/ui/clock.ts'
import { useKeys } from '../../../../platform/ui/kit/keys.ts'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { Failure, Skeleton } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { useFreshness } from '../../../../platform/ui/live.ts'
import { Panels } from '../../../../platform/ui/panels.tsx'
import { grouped } from '../../../../platform/ui/text.ts'
import { FixedThemeProvider } from '../../../../platform/ui/theme/chosen-theme.ts'
import { useViewer } from '../../../../platform/ui/viewer.ts'
import { countdown, noonOf, shown } from '../../../../platform/ui/wall-time.ts'
import type { Board } from '../../contract/board.ts'
import { todayAddress } from '../addresses.ts'
import { BellLink } from '../board/BellLink.tsx'
import BoardMap from '../board/BoardMap.tsx'
import { useBoard } from '../board/board-data.ts'
import {
  bellsOf,
  countsByState,
  headsOf,
  nextBell,
  statesByUrgency,
  toneOfState,
} from '../board/board-view.ts'
import { dutyText } from '../text.ts'
import { WallBells } from './WallBells.tsx'
import { WallCurve } from './WallCurve.tsx'
import { WallGaps, WallStations } from './WallSide.tsx'
import '../board/board.css'
import './wall.css'

/** Readable from six metres: how long, how many gates have nobody, what is being done. */
export default function WallPage() {
  const query = useBoard({})
  return (
    <FixedThemeProvider value="dark">
      <div className="wl-page" data-theme="dark">
        {query.data ? (
          <Wall board={query.data} />
        ) : query.error ? (
          <Failure error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Skeleton rows={12} rowPx={60} />
        )}
      </div>
    </FixedThemeProvider>
  )
}

function Wall({ board }: { board: Board }) {
  const t = dutyText.useText()
  const go = useGo()
  const stale = useFreshness().state === 'cut'
  const { rows } = board
  useKeys({ escape: () => void go(todayAddress, {}) })
  return (
    <>
      <WallHead board={board} />
      <main className="wl-body" data-stale={stale}>
        <div className="wl-column">
          <WallCountdown board={board} />
          <WallStates board={board} />
          <WallHeads board={board} />
        </div>
        <div className="wl-column">
          <section className="wl-panel wl-map">
            <h2>{t('wall.map')}</h2>
            <BoardMap
              rows={rows}
              selected={undefined}
              onSelect={(shift) => void go(todayAddress, { search: { shift } })}
              fitKey={`${board.day} ${board.half}`}
            />
          </section>
          <WallBells bells={bellsOf(rows)} />
        </div>
        <div className="wl-column">
          <WallGaps rows={rows} />
          <WallStations board={board} />
          <Panels
            place="wall"
            frame={({ key, title, note }, content) => (
              <section key={key} className="wl-panel">
                <h2>
                  {title()}
                  <span className="wl-caption">{note()}</span>
                </h2>
                {content}
              </section>
            )}
          />
        </div>
      </main>
    </>
  )
}

function WallHead({ board }: { board: Board }) {
  const t = dutyText.useText()
  const k = kit.useText()
  const viewer = useViewer()
  const now = useNow()
  const { state, silentS, asOf } = useFreshness()
  const day = noonOf(board.day)
  return (
    <header className="wl-head">
      <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="34" height="34" />
      <h1>{t('wall.title', { area: viewer.area.name })}</h1>
      <span className="wl-moment">
        {shown(day, 'fullDay')} {shown(day, 'weekday')}・{t(`half.${board.half}Period`)}
      </span>
      <time className="wl-clock">{shown(now, 'seconds')}</time>
      <span className="wl-live" data-state={state}>
        <StateMark tone={state === 'cut' ? 'gap' : 'ok'} size={18} />
        {state === 'cut'
          ? `${k('live.cut', { seconds: silentS })}・${k('live.asOf', { time: asOf ? shown(asOf, 'seconds') : '' })}`
          : t('wall.ago', { seconds: silentS })}
      </span>
      <button type="button" onClick={() => void document.documentElement.requestFullscreen?.()}>
        {t('wall.full')}
      </button>
      <PageLink to={todayAddress} target={{}}>
        {t('wall.leave')}
      </PageLink>
    </header>
  )
}

function WallCountdown({ board: { rows } }: { board: Board }) {
  const t = dutyText.useText()
  const nowMs = useNow().getTime()
  const bell = nextBell(bellsOf(rows), nowMs)
  const unmanned = rows.filter(({ state }) => state === 'unmanned')
  const toSend = unmanned.filter(({ group }) => group === 'send').length
  if (!bell) {
    return (
      <section className="wl-panel">
        <p className="wl-caption">{t('today.emptyNone')}</p>
      </section>
    )
  }
  const leftMs = Date.parse(bell.at) - nowMs
  const named = { time: shown(bell.at, 'time'), posts: bell.rows.length }
  return (
    <section className="wl-panel">
      <p className="wl-caption">
        <BellLink at={bell.at} className="wl-drill">
          {t(leftMs > 0 ? 'today.toBell' : 'today.rung', named)}
        </BellLink>
      </p>
      <p className="wl-hero" role="timer">
        {countdown(leftMs)}
      </p>
      <p className={unmanned.length > 0 ? 'ay-gap wl-strong' : 'ay-ok wl-strong'}>
        {unmanned.length > 0 ? (
          <PageLink
            to={todayAddress}
            target={{ search: { state: 'unmanned' } }}
            className="wl-drill"
          >
            {t('wall.gapsToSend', { count: unmanned.length, send: toSend })}
          </PageLink>
        ) : (
          t('today.noneUnmanned')
        )}
      </p>
    </section>
  )
}

function WallStates({ board: { rows } }: { board: Board }) {
  const t = dutyText.useText()
  const counts = countsByState(rows)
  return (
    <section className="wl-panel wl-states">
      {statesByUrgency
        .filter((state) => state !== 'over' || counts.over > 0)
        .map((state) => (
          <PageLink key={state} to={todayAddress} target={{ search: { state } }}>
            <StateMark tone={toneOfState[state]} size={22} />
            <span>{t(`state.${state}`)}</span>
            <b className={`ay-${toneOfState[state]}`}>{counts[state]}</b>
            <span className="wl-bar">
              <span
                style={{
                  width: `${(counts[state] / Math.max(1, rows.length)) * 100}%`,
                  background: `var(--${toneOfState[state]})`,
                }}
              />
            </span>
          </PageLink>
        ))}
      <p className="wl-caption">
        <PageLink to={todayAddress} target={{}} className="wl-drill">
          {t('wall.total', { posts: rows.length })}
        </PageLink>
      </p>
    </section>
  )
}

function WallHeads({ board }: { board: Board }) {
  const t = dutyText.useText()
  const { have, need } = headsOf(board.rows)
  return (
    <section className="wl-panel wl-heads">
      <p className="wl-caption">{t('wall.checkIns')}</p>
      <p className="wl-figure">
        <PageLink
          to={todayAddress}
          target={{ search: { heads: 'there' } }}
          className="wl-drill"
          title={t('heads.open.there')}
        >
          <b>{grouped(have)}</b>
        </PageLink>{' '}
        /{' '}
        <PageLink
          to={todayAddress}
          target={{ search: { heads: 'missing' } }}
          className="wl-drill"
          title={t('heads.open.missing')}
        >
          {grouped(need)}
        </PageLink>
      </p>
      <span className="wl-bar">
        <span
          style={{ width: `${(have / Math.max(1, need)) * 100}%`, background: 'var(--brand)' }}
        />
      </span>
      <WallCurve board={board} />
    </section>
  )
}
