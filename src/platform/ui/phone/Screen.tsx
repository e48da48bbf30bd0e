import { type ReactNode, useEffect, useRef } from 'react'
import { nowMs, useNow } from '../clock.ts'
import { StateMark } from '../kit/StateMark.tsx'
import type { Tone } from '../theme/tokens.ts'
import { shown } from '../wall-time.ts'
import { useConnection } from './connection.ts'
import { icons } from './icons.tsx'
import { useOutbox } from './outbox/outbox.ts'
import { noOutbox } from './outbox/outbox-view.ts'
import { go, goBack } from './path.ts'
import { phoneText } from './phone-text.ts'

interface ScreenProps {
  readonly title: string
  /** At the right end of the head while nothing waits to be sent. */
  readonly aside?: ReactNode
  /** What stands there whatever waits, as where all of it is listed. */
  readonly fixedAside?: ReactNode
  /** Where 返回 leads when the screen was opened by its address. */
  readonly up?: string
  /** The buttons in reach of the thumb. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** Head, content that scrolls, and actions that stay. */
export function Screen({ title, aside, fixedAside, up, actions, children }: ScreenProps) {
  const t = phoneText.useText()
  const { owed } = useOutbox() ?? noOutbox
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} - ${t('brand')}`
  }, [title, t])
  useEffect(() => head.current?.focus({ preventScroll: true }), [])
  return (
    <div className="ph-screen">
      <header className="ph-head">
        {up === undefined ? null : (
          <button
            type="button"
            className="ph-back"
            aria-label={t('back')}
            onClick={() => goBack(up)}
          >
            {icons.back}
          </button>
        )}
        <h1 ref={head} tabIndex={-1}>
          {title}
        </h1>
        <div className="ph-aside">
          {fixedAside ?? (aside === undefined || owed > 0 ? <OutboxPill /> : aside)}
        </div>
      </header>
      <ConnectionStrip />
      <main className="ph-body">{children}</main>
      {actions ? <div className="ph-actions">{actions}</div> : null}
    </div>
  )
}

/** Whether everything that this phone wrote is at the server; opens the list. */
export function OutboxPill() {
  const t = phoneText.useText()
  const { owed, stopped } = useOutbox() ?? noOutbox
  const tone: Tone = stopped > 0 ? 'gap' : owed > 0 ? 'wait' : 'ok'
  const word =
    stopped > 0
      ? t('pill.stopped', { count: stopped })
      : owed > 0
        ? t('pill.owed', { count: owed })
        : t('pill.synced')
  return (
    <button type="button" className={`ph-pill ay-${tone}`} onClick={() => go('/outbox')}>
      <StateMark tone={tone} size={16} />
      {word}
    </button>
  )
}

const minuteMs = 60_000

function ConnectionStrip() {
  const t = phoneText.useText()
  const { reachable, sinceMs } = useConnection()
  useNow()
  if (reachable) return null
  const minutes = Math.floor((nowMs() - sinceMs) / minuteMs)
  return (
    <p className="ph-strip ay-warn" role="status">
      <StateMark tone="warn" size={17} />
      <span>
        <strong>{t('strip.offline')}</strong>
        {minutes > 0 ? t('strip.minutes', { count: minutes }) : t('strip.justNow')}
        {t('strip.usable')}
      </span>
    </p>
  )
}

/** Says until when what is shown was true, while the server is silent. */
export function AsOf({ atMs }: { atMs: number }) {
  const t = phoneText.useText()
  const { reachable } = useConnection()
  if (reachable || atMs === 0) return null
  return <p className="ph-note">{t('asOf', { time: shown(new Date(atMs), 'dayTime') })}</p>
}
