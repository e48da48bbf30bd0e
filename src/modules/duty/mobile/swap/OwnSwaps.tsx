import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { useConnection } from '../../../../platform/ui/phone/connection.ts'
import { LinkButton, PlainButton } from '../../../../platform/ui/phone/controls.tsx'
import { callHeard } from '../../../../platform/ui/phone/kept.ts'
import { useOwner } from '../../../../platform/ui/phone/owner.ts'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { answerSwap, type Swap, swapCan, withdrawSwap } from '../../contract/swap.ts'
import { dutyText } from '../text.ts'
import { placeWords, swapTones } from './swap-words.ts'

interface OwnSwapsProps {
  readonly rows: readonly Swap[]
  readonly refresh: () => Promise<void>
}

const asksMe = ({ state, otherPersonId }: Swap, me: string): boolean =>
  state === 'asked' && otherPersonId === me

/** What waits for my answer. */
export function AsksOfMe({ rows, refresh }: OwnSwapsProps) {
  const me = useOwner()
  return rows
    .filter((swap) => asksMe(swap, me))
    .map((swap) => <AskedOfMe key={swap.id} swap={swap} refresh={refresh} />)
}

/** What both give and take, in words. */
export function SwapWords({ swap, mine }: { swap: Swap; mine?: boolean }) {
  const t = dutyText.useText()
  const { gives, takes, personName } = swap
  return (
    <>
      <p>{t('swap.gives', { name: personName, place: placeWords(gives) })}</p>
      <p className="ph-caption">
        {takes
          ? t(mine ? 'swap.takesMine' : 'swap.takes', { place: placeWords(takes) })
          : t('swap.forNothing')}
      </p>
    </>
  )
}

function AskedOfMe({ swap, refresh }: { swap: Swap; refresh: () => Promise<void> }) {
  const t = dutyText.useText()
  const { reachable } = useConnection()
  const answer = async (given: 'agreed' | 'declined') => {
    await callHeard(answerSwap, { params: { id: swap.id }, body: { answer: given } })
    say(t(`swap.${given}`))
    await refresh()
  }
  return (
    <section className="ph-card">
      <div className="ph-card-head">
        <h2>{t('swap.toMe')}</h2>
        <span className="ph-caption">{swap.personName}</span>
      </div>
      <SwapWords swap={swap} mine />
      <div className="ph-pair">
        <PlainButton
          disabled={!reachable}
          onPress={() => void answer('declined').catch(sayFailure)}
        >
          {t('swap.decline')}
        </PlainButton>
        <PlainButton disabled={!reachable} onPress={() => void answer('agreed').catch(sayFailure)}>
          {t('swap.agree')}
        </PlainButton>
      </div>
    </section>
  )
}

/** What I asked for, or was asked for, and what became of it. */
export function PastSwaps({ rows, refresh }: OwnSwapsProps) {
  const t = dutyText.useText()
  const me = useOwner()
  const past = rows.filter((swap) => !asksMe(swap, me))
  const withdraw = async (id: string) => {
    await callHeard(withdrawSwap, { params: { id } })
    say(t('swap.withdrawn'))
    await refresh()
  }
  if (past.length === 0) return null
  return (
    <section className="ph-card ph-list">
      <h2 className="du-list-head">{t('swap.own')}</h2>
      {past.map((swap) => {
        const isMine = swap.personId === me
        const open = (swapCan.withdraw as readonly string[]).includes(swap.state)
        return (
          <div key={swap.id} className="ph-split du-line">
            <span>
              {placeWords(swap.gives)}
              <br />
              <span className="ph-caption">
                {t('swap.with', { name: isMine ? swap.otherPersonName : swap.personName })}
              </span>
            </span>
            <span className="ph-ways">
              {isMine && open ? (
                <LinkButton onPress={() => void withdraw(swap.id).catch(sayFailure)}>
                  {t('swap.withdraw')}
                </LinkButton>
              ) : null}
              <StateTag tone={swapTones[swap.state]}>{t(`swap.state.${swap.state}`)}</StateTag>
            </span>
          </div>
        )
      })}
    </section>
  )
}
