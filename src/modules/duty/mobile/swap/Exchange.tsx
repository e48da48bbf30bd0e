import { Card } from '../../../../platform/ui/phone/controls.tsx'
import { useKept } from '../../../../platform/ui/phone/kept.ts'
import { listSwapExchanges } from '../../contract/swap.ts'
import { dutyText } from '../text.ts'
import { placeWords } from './swap-words.ts'

/** What is taken from the other in exchange, if anything. */
export function Exchange({
  assignmentId,
  personId,
  chosen,
  onChoose,
}: {
  assignmentId: string
  personId: string
  chosen: string | null
  onChoose: (assignmentId: string | null) => void
}) {
  const t = dutyText.useText()
  const { value } = useKept(listSwapExchanges, { query: { assignmentId, personId } })
  const choices = [
    { id: null, words: t('swap.noExchange') },
    ...(value?.rows ?? []).map((place) => ({ id: place.assignmentId, words: placeWords(place) })),
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
