import { useEffect, useRef, useState } from 'react'
import { now } from '../../../../platform/ui/clock.ts'
import { sayFailure } from '../../../../platform/ui/phone/say.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type Judgement, judgePosition } from '../../contract/position-verdict.ts'
import type { KitItem, Sight } from '../../contract/post.ts'
import { photoOf } from '../photo/take-photo.ts'
import { isPositionGranted, type Positioning, usePositioning } from '../position/use-fix.ts'
import { dutyText } from '../text.ts'
import { type Proof, placeOf, writeCheckIn } from './check-in.ts'
import type { GateShift } from './focus.rules.ts'

export interface CheckIn {
  readonly positioning: Positioning
  readonly judgement: Judgement | undefined
  readonly gateKnown: boolean
  /** The button was pressed before the position was there. */
  readonly wanted: boolean
  readonly busy: boolean
  readonly kit: readonly KitItem[]
  readonly setKit: (kit: readonly KitItem[]) => void
  readonly sights: readonly Sight[]
  readonly setSights: (sights: readonly Sight[]) => void
  /** The one large button: looks for the position if need be, and checks in when it is good. */
  readonly press: () => void
  readonly byPhoto: (file: File, reason?: string) => void
  readonly byCode: (code: string) => void
  readonly byReason: (reason: string) => void
}

/** Ticks of this start of the pages, so that another screen in between loses none. */
const ticked = new Map<string, { kit: readonly KitItem[]; sights: readonly Sight[] }>()
const noTicks = { kit: [], sights: [] }

/** Everything that coming to one shift needs. `open` while it may be done and was not. */
export function useCheckIn(shift: GateShift, open: boolean, onWritten: () => void): CheckIn {
  const { looking, wanted, want, forget } = useWish(open)
  const [busy, setBusy] = useState(false)
  const [ticks, setTicks] = useState(ticked.get(shift.shiftId) ?? noTicks)
  const positioning = usePositioning(looking)
  const { fix } = positioning
  const gateKnown = shift.lon !== null && shift.lat !== null
  const judgement =
    fix && shift.lon !== null && shift.lat !== null
      ? judgePosition(fix, { lon: shift.lon, lat: shift.lat }, shift.radiusM)
      : undefined
  const write = (proof: Omit<Proof, 'direction' | 'kit' | 'sanjian'>) => {
    if (busy) return
    setBusy(true)
    forget()
    const full: Proof = {
      direction: 'in',
      ...copied(ticks),
      ...(fix ? { position: fix } : {}),
      ...proof,
    }
    writeCheckIn(shift, full)
      .then(onWritten)
      .catch(tellUnsaved)
      .finally(() => setBusy(false))
  }
  useWantedPress(wanted, positioning, judgement, {
    done: () => write({ method: 'position' }),
    stop: forget,
  })
  const change = (next: Partial<typeof ticks>) => {
    const changed = { ...ticks, ...next }
    ticked.set(shift.shiftId, changed)
    setTicks(changed)
  }
  return {
    positioning,
    judgement,
    gateKnown,
    wanted,
    busy,
    ...ticks,
    setKit: (kit) => change({ kit }),
    setSights: (sights) => change({ sights }),
    press: () => {
      want()
      if (positioning.state === 'denied' || positioning.state === 'failed') positioning.restart()
    },
    byPhoto: (file, reason) =>
      void photoOf(file, captionOf(shift, fix?.accuracyM))
        .then((photo) =>
          write(
            reason === undefined && fix
              ? { method: 'position', photo }
              : { method: 'reason', photo, reason: reason ?? dutyText.text('reason.noPosition') },
          ),
        )
        .catch(sayFailure),
    byCode: (gateCode) => write({ method: 'gateCode', gateCode }),
    byReason: (reason) => write({ method: 'reason', reason }),
  }
}

const copied = ({ kit, sights }: { kit: readonly KitItem[]; sights: readonly Sight[] }) => ({
  kit: [...kit],
  sanjian: [...sights],
})

/** Time, gate and accuracy, as they stand in the picture. */
function captionOf(shift: GateShift, accuracyM: number | undefined): string {
  const { text } = dutyText
  const accuracy =
    accuracyM === undefined ? [] : [text('position.accuracy', { accuracy: Math.round(accuracyM) })]
  const at = now()
  return [`${shown(at, 'isoDay')} ${shown(at, 'seconds')}`, placeOf(shift), ...accuracy].join('  ')
}

function tellUnsaved(error: Error): void {
  sayFailure(new Error(dutyText.text('saved.failed', { reason: error.message })))
}

/** What was pressed for. It ends with the screen's being open: later somebody may only look. */
function useWish(open: boolean) {
  const [looking, setLooking] = useState(false)
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    // Without asking for anything: only where the person has agreed before.
    if (open) void isPositionGranted().then((granted) => granted && setLooking(true))
    return () => {
      setLooking(false)
      setWanted(false)
    }
  }, [open])
  return {
    looking: open && looking,
    wanted: open && wanted,
    want: () => {
      setLooking(true)
      setWanted(true)
    },
    forget: () => setWanted(false),
  }
}

interface Wanted {
  readonly done: () => void
  readonly stop: () => void
}

/** A press that came before the position is fulfilled by it, or ends with what to do instead. */
function useWantedPress(
  wanted: boolean,
  positioning: Positioning,
  judgement: Judgement | undefined,
  actions: Wanted,
): void {
  const latest = useRef(actions)
  latest.current = actions
  const { state } = positioning
  const verdict = judgement?.verdict
  useEffect(() => {
    if (!wanted) return
    if (verdict === 'inside') latest.current.done()
    else if (verdict || state === 'denied' || state === 'failed') latest.current.stop()
    else if (state === 'known') latest.current.stop()
  }, [wanted, verdict, state])
}
