import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { nowMs, useNow } from '../../../../platform/ui/clock.ts'
import { Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { sayFailure } from '../../../../platform/ui/phone/say.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { PhotoInput } from '../photo/PhotoInput.tsx'
import { Converging, PositionCard } from '../position/PositionCard.tsx'
import { dutyText } from '../text.ts'
import { ArrivalActions } from './ArrivalActions.tsx'
import { placeOf } from './check-in.ts'
import type { GateShift } from './focus.rules.ts'
import type { GateSheet } from './gate-sheet.ts'
import { KitCard } from './KitCard.tsx'
import { LeavingActions, writeLeaving } from './LeavingActions.tsx'
import { PresenceCard } from './PresenceCard.tsx'
import { ProofCard } from './ProofCard.tsx'
import { mayComeAgain, type ShiftPresence } from './presence.rules.ts'
import { remaining, span } from './remaining.ts'
import { useCheckIn } from './use-check-in.ts'

const GateSheets = lazy(() => import('./GateSheets.tsx'))

interface GatePanelProps {
  readonly shift: GateShift
  readonly presence: ShiftPresence
  readonly above: ReactNode
  readonly below: ReactNode
}

/** One shift at its gate: coming, being there, leaving. */
export function GatePanel({ shift, presence, above, below }: GatePanelProps) {
  const t = dutyText.useText()
  const { sheet, opened, setSheet, close } = useSheet()
  const over = nowMs() > Date.parse(shift.endsAt)
  const { isComing, again, comeAgain, stay } = useComing(presence, over)
  const open = isComing && !over
  const checkIn = useCheckIn(shift, open, stay)
  const verdict = checkIn.judgement?.verdict
  const { isLeaving, leave } = useLeaving(shift, () => {
    close()
    stay()
  })
  const opener = useRef<(() => void) | null>(null)
  const onPhoto = () => opener.current?.()
  return (
    <Screen
      title={t('today.title')}
      actions={
        isComing ? (
          <ArrivalActions
            shift={shift}
            checkIn={checkIn}
            over={over}
            onPhoto={onPhoto}
            onSheet={setSheet}
            onStay={presence.step === 'none' ? undefined : stay}
          />
        ) : (
          <LeavingActions
            shift={shift}
            presence={presence}
            busy={isLeaving}
            onAgain={again ? comeAgain : undefined}
            onLeave={leave}
            onEarly={() => setSheet('early')}
          />
        )
      }
    >
      {above}
      <PlaceCard shift={shift} />
      {presence.in ? <PresenceCard presence={presence} shift={shift} /> : null}
      {open ? (
        <>
          <PositionCard
            positioning={checkIn.positioning}
            judgement={checkIn.judgement}
            radiusM={shift.radiusM}
            gateKnown={checkIn.gateKnown}
          />
          {verdict === 'uncertain' ? (
            <ProofCard shift={shift} checkIn={checkIn} onPhoto={onPhoto} onSheet={setSheet} />
          ) : null}
          {verdict && verdict !== 'inside' ? (
            <Converging positioning={checkIn.positioning} />
          ) : (
            <KitCard shift={shift} checkIn={checkIn} />
          )}
        </>
      ) : null}
      {below}
      {/* Stays while the phone takes the picture, whatever the position does meanwhile. */}
      <PhotoInput opener={opener} onFile={(file) => checkIn.byPhoto(file)} />
      {opened ? (
        <Suspense>
          <GateSheets
            shift={shift}
            checkIn={checkIn}
            sheet={sheet}
            onClose={close}
            onLeave={leave}
          />
        </Suspense>
      ) : null}
    </Screen>
  )
}

/** Whether the screen is about coming: for the first time, or once more where that is offered. */
function useComing(presence: ShiftPresence, over: boolean) {
  const [wanted, setWanted] = useState(false)
  const again = mayComeAgain(presence) && !over
  return {
    again,
    isComing: presence.step === 'none' || (again && wanted),
    comeAgain: () => setWanted(true),
    stay: () => setWanted(false),
  }
}

function useLeaving(shift: GateShift, onPress: () => void) {
  const [isLeaving, setLeaving] = useState(false)
  return {
    isLeaving,
    leave: () => {
      onPress()
      setLeaving(true)
      void writeLeaving(shift)
        .catch(sayFailure)
        .finally(() => setLeaving(false))
    },
  }
}

/** Which second step is open; their code is wanted from the first one on. */
function useSheet() {
  const [sheet, setSheet] = useState<GateSheet>()
  const [opened, setOpened] = useState(false)
  return {
    sheet,
    opened,
    setSheet: (next: GateSheet) => {
      setOpened(true)
      setSheet(next)
    },
    close: () => setSheet(undefined),
  }
}

/** Place, bell and the minutes that are left. */
function PlaceCard({ shift }: { shift: GateShift }) {
  const t = dutyText.useText()
  useNow()
  const left = remaining(shift.bellAt, nowMs())
  return (
    <section className="ph-card">
      <h2 className="ph-lead">{placeOf(shift)}</h2>
      <div className="ph-split">
        <span>{t('today.bell', { time: shown(shift.bellAt, 'time') })}</span>
        <strong className={left.late ? 'ay-gap' : 'ay-warn'}>{left.text}</strong>
      </div>
      <p className="ph-caption">{t('today.window', { span: span(shift) })}</p>
    </section>
  )
}
