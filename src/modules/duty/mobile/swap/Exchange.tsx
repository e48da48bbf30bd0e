import { useAsked } from '../../../../platform/ui/phone/asked.ts'
import { Card, Failed, Opening } from '../../../../platform/ui/phone/controls.tsx'
import { listSwapExchanges, type SwapPerson } from '../../contract/swap.ts'
import { dutyText } from '../text.ts'
import { placeWords } from './swap-words.ts'

/** What is taken from the other in exchange, if anything. */
export function Exchange({
  assignmentId,
  person: { personId, onlyInExchange },
  chosen,
  onChoose,
}: {
  assignmentId: string
  person: SwapPerson
  chosen: string | null
  onChoose: (assignmentId: string | null) => void
}) {
  const t = dutyText.useText()
  const { value, failure, refresh } = useAsked(listSwapExchanges, {
    query: { assignmentId, personId },
  })
  if (failure) return <Failed error={failure} retry={refresh} />
  if (!value) return <Opening />
  const choices = [
    ...(onlyInExchange ? [] : [{ id: null, words: t('swap.noExchange') }]),
    ...value.rows.map((place) => ({ id: place.assignmentId, words: placeWords(place) })),
  ]
  return (
    <Card title={t('swap.exchange')}>
      {choices.map(({ id, words }) => (
        <label key={id ?? ''} className="du-check">
          <input type="radio" name="takes" checked={id === chosen} onChange={() => onChoose(id)} />
          <span>{words}</span>
        </label>
      ))}
    </Card>
  )
}
