import { useId, useState } from 'react'
import { BigButton } from '../../../../platform/ui/phone/controls.tsx'
import { Sheet } from '../../../../platform/ui/phone/Sheet.tsx'
import { gateCodeLength, parseGateCode } from '../../../schools/contract/gate-code.ts'
import { dutyText } from '../text.ts'
import { placeOf } from '../today/check-in.ts'
import type { GateShift } from '../today/focus.rules.ts'
import { Viewfinder } from './Viewfinder.tsx'

/**
 * Checks in by the rotating code that the gate shows. No position is needed, but of who may show
 * such a code themselves.
 */
export function ScanGateSheet({
  shift,
  open,
  onClose,
  onCode,
}: {
  shift: GateShift
  open: boolean
  onClose: () => void
  onCode: (code: string) => void
}) {
  const t = dutyText.useText()
  const [fault, setFault] = useState<'notGate' | 'otherGate'>()
  const take = (code: string) => {
    setFault(undefined)
    onClose()
    onCode(code)
  }
  const heard = (text: string) => {
    const found = parseGateCode(text)
    if (!found) setFault('notGate')
    else if (found.gateId !== shift.gateId) setFault('otherGate')
    else take(found.code)
  }
  return (
    <Sheet title={t('scan.title')} open={open} onClose={onClose}>
      <p className="ph-caption">{t('scan.note', { place: placeOf(shift) })}</p>
      {shift.mayShowCode ? <p className="ph-caption">{t('scan.own')}</p> : null}
      <Viewfinder onText={heard} />
      <div role="alert">{fault ? <p className="ay-gap">{t(`scan.${fault}`)}</p> : null}</div>
      <TypedCode onCode={take} />
    </Sheet>
  )
}

const typed = (text: string): string =>
  // Crockford's alphabet has no I, L, O or U: what is read as one of them is a digit.
  text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')

/** For a lens that is broken: the same code stands in letters under the picture. */
function TypedCode({ onCode }: { onCode: (code: string) => void }) {
  const t = dutyText.useText()
  const id = useId()
  const [text, setText] = useState('')
  const code = typed(text)
  return (
    <details>
      <summary className="du-summary">{t('scan.typed')}</summary>
      <div className="ph-field">
        <label htmlFor={id}>{t('scan.typedLabel', { count: gateCodeLength })}</label>
        <input
          id={id}
          value={text}
          maxLength={2 * gateCodeLength}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <BigButton quiet disabled={code.length !== gateCodeLength} onPress={() => onCode(code)}>
        {t('scan.typedUse')}
      </BigButton>
    </details>
  )
}
