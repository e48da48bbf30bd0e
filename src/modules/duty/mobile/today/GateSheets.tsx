import { ConfirmMeSheet } from '../confirm/ConfirmMeSheet.tsx'
import { ScanGateSheet } from '../scan/ScanGateSheet.tsx'
import { EarlyLeaveSheet } from './EarlyLeaveSheet.tsx'
import type { GateShift } from './focus.rules.ts'
import type { GateSheet } from './gate-sheet.ts'
import { ReasonSheet } from './ReasonSheet.tsx'
import type { CheckIn } from './use-check-in.ts'

/** The second steps of a gate, loaded when one is opened for the first time. */
export default function GateSheets({
  shift,
  checkIn,
  sheet,
  onClose,
  onLeave,
}: {
  shift: GateShift
  checkIn: CheckIn
  sheet: GateSheet | undefined
  onClose: () => void
  onLeave: () => void
}) {
  return (
    <>
      <ScanGateSheet
        shift={shift}
        open={sheet === 'scan'}
        onClose={onClose}
        onCode={checkIn.byCode}
      />
      <ConfirmMeSheet shift={shift} open={sheet === 'confirm'} onClose={onClose} />
      <ReasonSheet shift={shift} open={sheet === 'reason'} onClose={onClose} checkIn={checkIn} />
      <EarlyLeaveSheet shift={shift} open={sheet === 'early'} onClose={onClose} onLeave={onLeave} />
    </>
  )
}
