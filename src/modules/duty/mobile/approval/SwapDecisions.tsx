import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { useConnection } from '../../../../platform/ui/phone/connection.ts'
import { Failed, PlainButton } from '../../../../platform/ui/phone/controls.tsx'
import { callHeard, useKept } from '../../../../platform/ui/phone/kept.ts'
import { useOwner } from '../../../../platform/ui/phone/owner.ts'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { decideSwap, listSwaps, type Swap, swapTopic } from '../../contract/swap.ts'
import { SwapWords } from '../swap/OwnSwaps.tsx'
import { dutyText } from '../text.ts'

/** Swaps that both have agreed on. Nobody decides about their own. */
export function SwapDecisions() {
  const t = dutyText.useText()
  const swaps = useKept(listSwaps, { query: { state: 'agreed' } }, { topics: [swapTopic] })
  const me = useOwner()
  const rows = (swaps.value?.rows ?? []).filter(
    ({ personId, otherPersonId }) => personId !== me && otherPersonId !== me,
  )
  const decide = async (id: string, decision: 'approved' | 'refused') => {
    await callHeard(decideSwap, { params: { id }, body: { decision } })
    say(t(decision === 'approved' ? 'approval.swapApproved' : 'approval.swapRefused'))
    await swaps.refresh()
  }
  const failure = swaps.value ? undefined : swaps.failure
  if (rows.length === 0 && !failure) return null
  return (
    <>
      <h2 className="ph-section">{t('approval.swaps')}</h2>
      {failure ? <Failed error={failure} retry={() => void swaps.refresh()} /> : null}
      {rows.map((swap) => (
        <SwapCard
          key={swap.id}
          swap={swap}
          onDecide={(decision) => void decide(swap.id, decision).catch(sayFailure)}
        />
      ))}
    </>
  )
}

function SwapCard({
  swap,
  onDecide,
}: {
  swap: Swap
  onDecide: (decision: 'approved' | 'refused') => void
}) {
  const t = dutyText.useText()
  const { reachable } = useConnection()
  return (
    <section className="ph-card">
      <div className="ph-split">
        <h2>{`${swap.personName} → ${swap.otherPersonName}`}</h2>
        <span className="ph-caption">{t(`role.${swap.role}`)}</span>
      </div>
      <SwapWords swap={swap} />
      <StateWord tone="ok">{t('approval.swapHeads')}</StateWord>
      <div className="ph-pair">
        <PlainButton disabled={!reachable} onPress={() => onDecide('refused')}>
          {t('approval.swapRefuse')}
        </PlainButton>
        <PlainButton disabled={!reachable} onPress={() => onDecide('approved')}>
          {t('approval.swapApprove')}
        </PlainButton>
      </div>
    </section>
  )
}
