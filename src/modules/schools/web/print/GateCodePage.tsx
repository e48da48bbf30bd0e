import { useParamsOf } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { useNow } from '../../../../platform/ui/clock.ts'
import { QrCode } from '../../../../platform/ui/kit/QrCode.tsx'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { useFreshness } from '../../../../platform/ui/live.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type GateCodes, showGateCodes } from '../../contract/gate-code.ts'
import { gateCodeAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import './print.css'

/** Long before the codes in hand run out, so that a short break of the line does not show. */
const renewMs = 60_000
const codeSizePx = 420

/** The rotating code that stands at the gate during a shift. */
export default function GateCodePage() {
  const { gateId } = useParamsOf(gateCodeAddress)
  const query = useRead(showGateCodes, { params: { gateId } }, { refetchMs: renewMs })
  return (
    <div className="sp-code" data-theme="light">
      <Read query={query}>{(codes) => <Code codes={codes} />}</Read>
    </div>
  )
}

function Code({ codes }: { codes: GateCodes }) {
  const t = schoolsText.useText()
  const nowMs = useNow().getTime()
  const cut = useFreshness().state === 'cut'
  const at = codes.codes.findIndex(
    ({ startsAt }) => Date.parse(startsAt) + codes.stepS * 1000 > nowMs,
  )
  const code = codes.codes[Math.max(0, at)]
  const last = codes.codes[codes.codes.length - 1]
  if (!code || !last) return null
  const nextS = Math.ceil((Date.parse(code.startsAt) + codes.stepS * 1000 - nowMs) / 1000)
  return (
    <>
      <h1>{t('code.gate', { school: codes.schoolName, gate: codes.gateName })}</h1>
      <QrCode text={code.text} label={t('code.title')} sizePx={codeSizePx} />
      <p>{t('code.hint')}</p>
      <p>{t('code.next', { seconds: Math.max(0, nextS) })}</p>
      {cut ? (
        <p className="ay-gap">{t('code.stale', { time: shown(last.startsAt, 'time') })}</p>
      ) : null}
    </>
  )
}
