import { useCallback, useEffect, useState } from 'react'
import { nowMs } from '../../../../platform/ui/clock.ts'
import type { Fix } from '../../contract/position-verdict.ts'
import { betterFix, type TimedFix } from './fix.rules.ts'

export type FixState = 'idle' | 'asking' | 'known' | 'denied' | 'failed'

export interface Positioning {
  readonly state: FixState
  readonly fix: Fix | undefined
  /** Since when it is being looked for. */
  readonly sinceMs: number
  readonly restart: () => void
}

/** Says where positions come from; other shells of the phone have other sources. */
const provider = 'h5'
const accuracyMaxM = 100_000
const timeoutMs = 20_000

function fixOf({ coords }: GeolocationPosition): Fix {
  return {
    lon: coords.longitude,
    lat: coords.latitude,
    accuracyM: Math.min(coords.accuracy, accuracyMaxM),
    provider,
  }
}

const isDenied = (fault: GeolocationPositionError): boolean =>
  fault.code === fault.PERMISSION_DENIED

/**
 * Looks for the position while `active` and while the screen is seen; never otherwise. The fix may
 * get better by itself while it is looked at.
 */
export function usePositioning(active: boolean): Positioning {
  const [run, setRun] = useState(0)
  const [found, setFound] = useState<{ state: FixState; best?: TimedFix; sinceMs: number }>({
    state: 'idle',
    sinceMs: 0,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new run starts anew
  useEffect(() => {
    if (!active) {
      setFound({ state: 'idle', sinceMs: 0 })
      return
    }
    setFound({ state: 'asking', sinceMs: nowMs() })
    return watchWhileSeen(
      (position) =>
        setFound(({ best, sinceMs }) => ({
          state: 'known',
          best: betterFix(best, { fix: fixOf(position), atMs: nowMs() }),
          sinceMs,
        })),
      (fault) =>
        setFound((present) =>
          // A fix that is there stays good when the next one is late.
          present.best && !isDenied(fault)
            ? present
            : { state: isDenied(fault) ? 'denied' : 'failed', sinceMs: present.sinceMs },
        ),
    )
  }, [active, run])
  const restart = useCallback(() => setRun((count) => count + 1), [])
  return { state: found.state, fix: found.best?.fix, sinceMs: found.sinceMs, restart }
}

const options: PositionOptions = { enableHighAccuracy: true, maximumAge: 0, timeout: timeoutMs }

function watchWhileSeen(
  onFix: (position: GeolocationPosition) => void,
  onFault: (fault: GeolocationPositionError) => void,
): () => void {
  let watching: number | undefined
  const stop = () => {
    if (watching !== undefined) navigator.geolocation.clearWatch(watching)
    watching = undefined
  }
  const follow = () => {
    stop()
    if (document.visibilityState === 'visible') {
      watching = navigator.geolocation.watchPosition(onFix, onFault, options)
    }
  }
  follow()
  document.addEventListener('visibilitychange', follow)
  return () => {
    document.removeEventListener('visibilitychange', follow)
    stop()
  }
}

const onceMs = 8_000

/** One fix, as for leaving; undefined when none comes in time. */
export function fixOnce(): Promise<Fix | undefined> {
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      (position) => resolve(fixOf(position)),
      () => resolve(undefined),
      { enableHighAccuracy: true, maximumAge: 10_000, timeout: onceMs },
    )
  })
}

/** Whether looking for the position would ask the person for permission first. */
export async function isPositionGranted(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'geolocation' })
    return state === 'granted'
  } catch {
    // This browser does not tell; the button will ask.
    return false
  }
}
