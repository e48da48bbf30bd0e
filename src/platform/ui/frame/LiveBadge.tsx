import { useEffect, useRef } from 'react'
import { useNow } from '../clock.ts'
import { announce } from '../kit/announce.ts'
import { StateMark } from '../kit/StateMark.tsx'
import { kit } from '../kit-text.ts'
import { useFreshness } from '../live.ts'
import { shown } from '../wall-time.ts'

/** `实时 07:15:22`, or since when the screen is old. Always in sight. */
export function LiveBadge() {
  const t = kit.useText()
  const { state, silentS } = useFreshness()
  const last = useRef(state)
  useEffect(() => {
    if (last.current !== state && state !== 'opening') {
      if (state === 'cut') announce(t('live.cutAnnounced'))
      else if (last.current === 'cut') announce(t('live.backAnnounced'))
    }
    last.current = state
  }, [state, t])
  return (
    <span className="ay-live" data-state={state}>
      {state === 'cut' ? (
        <>
          <StateMark tone="gap" /> {t('live.cut', { seconds: silentS })}
        </>
      ) : (
        <>
          <StateMark tone={state === 'live' ? 'ok' : 'wait'} />{' '}
          {t(state === 'live' ? 'live.live' : 'live.opening')} <Clock />
        </>
      )}
    </span>
  )
}

function Clock() {
  return <time className="ay-clock">{shown(useNow(), 'seconds')}</time>
}

/** `数据截至 07:15:22`: until when what is shown is known to be true. */
export function AsOf() {
  const t = kit.useText()
  const { state, asOf } = useFreshness()
  const now = useNow()
  const time = state === 'cut' ? asOf : now
  return <span>{time ? t('live.dataAsOf', { time: shown(time, 'seconds') }) : ''}</span>
}

/** Beside a live panel while cut off; nothing while live. */
export function StaleNote() {
  const t = kit.useText()
  const { state, asOf } = useFreshness()
  if (state !== 'cut' || !asOf) return null
  return <span className="ay-stale">{t('live.asOf', { time: shown(asOf, 'seconds') })}</span>
}
