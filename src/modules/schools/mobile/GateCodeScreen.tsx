import { useEffect } from 'react'
import { nowMs, useNow } from '../../../platform/ui/clock.ts'
import { Failed, Nothing, Opening } from '../../../platform/ui/phone/controls.tsx'
import { useKept } from '../../../platform/ui/phone/kept.ts'
import { Screen } from '../../../platform/ui/phone/Screen.tsx'
import { SquareCode } from '../../../platform/ui/phone/SquareCode.tsx'
import type { ScreenParams } from '../../../platform/ui/phone/screens.ts'
import { type GateCodes, parseGateCode, showGateCodes } from '../contract/gate-code.ts'
import { schoolsPhoneText } from './text.ts'
import './gate-code.css'

const refreshMs = 60_000

/** Shown at the gate: the code turns by itself, for some minutes also without a network. */
export default function GateCodeScreen({ params }: { params: ScreenParams }) {
  const t = schoolsPhoneText.useText()
  const codes = useKept(
    showGateCodes,
    { params: { gateId: params['gateId'] ?? '' } },
    { everyMs: refreshMs },
  )
  useStayAwake()
  return (
    <Screen title={t('gateCode.title')} up="/gate-code">
      {codes.opening ? <Opening rows={1} /> : null}
      {codes.failure && !codes.value ? (
        <Failed error={codes.failure} retry={() => void codes.refresh()} />
      ) : null}
      {codes.value ? <Turning codes={codes.value} /> : null}
    </Screen>
  )
}

function Turning({ codes }: { codes: GateCodes }) {
  const t = schoolsPhoneText.useText()
  useNow()
  const stepMs = codes.stepS * 1000
  const present = codes.codes.find(({ startsAt }) => {
    const sinceMs = nowMs() - Date.parse(startsAt)
    return sinceMs >= 0 && sinceMs < stepMs
  })
  if (!present) return <Nothing tone="warn">{t('gateCode.out')}</Nothing>
  const leftS = Math.ceil((Date.parse(present.startsAt) + stepMs - nowMs()) / 1000)
  const letters = parseGateCode(present.text)?.code ?? ''
  return (
    <section className="ph-card sc-display">
      <h2 className="ph-lead">{`${codes.schoolName} ${codes.gateName}`}</h2>
      <SquareCode text={present.text} label={t('gateCode.code')} />
      <p className="sc-letters">{letters.replace(/(.{5})/, '$1 ')}</p>
      <progress max={codes.stepS} value={leftS} aria-label={t('gateCode.left')} />
      <p className="ph-caption">{t('gateCode.turns', { count: leftS })}</p>
      <p>{t('gateCode.how')}</p>
    </section>
  )
}

/** A display that goes dark is no display. */
function useStayAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let ended = false
    const hold = async () => {
      if (document.visibilityState !== 'visible' || !navigator.wakeLock) return
      try {
        lock = await navigator.wakeLock.request('screen')
        if (ended) await lock.release()
      } catch {
        // The battery is low or the system says no: the person keeps the screen on.
      }
    }
    void hold()
    const again = () => void hold()
    document.addEventListener('visibilitychange', again)
    return () => {
      ended = true
      document.removeEventListener('visibilitychange', again)
      void lock?.release()
    }
  }, [])
}
