import { useAsked } from '../../../../platform/ui/phone/asked.ts'
import { Card, Failed, Nothing, Opening } from '../../../../platform/ui/phone/controls.tsx'
import { useTypedWords } from '../../../../platform/ui/typed-words.ts'
import { listSwapPeople, type SwapPerson } from '../../contract/swap.ts'
import { EffectCard } from '../leave/Effects.tsx'
import { dutyText } from '../text.ts'

/**
 * What the gate would lack, and who could take the shift, with what each choice costs. Each
 * question weighs everybody of the role: it is asked when the name stands.
 */
export function PeopleToAsk({
  assignmentId,
  chosen,
  onChoose,
}: {
  assignmentId: string
  chosen: string | undefined
  onChoose: (person: SwapPerson) => void
}) {
  const t = dutyText.useText()
  const [search, type, typed] = useTypedWords()
  const { value, failure, refresh } = useAsked(listSwapPeople, {
    query: search === '' ? { assignmentId } : { assignmentId, text: search },
  })
  if (failure) return <Failed error={failure} retry={refresh} />
  if (!value) return <Opening />
  const effect = value.effect ? <EffectCard row={value.effect} /> : null
  if (value.free === 0) {
    return (
      <>
        {effect}
        <Nothing tone="warn">{t('swap.nobody')}</Nothing>
      </>
    )
  }
  return (
    <>
      {effect}
      <Card
        title={t('swap.whom')}
        aside={t('swap.count', { free: value.free, total: value.total })}
      >
        <input
          type="search"
          className="du-find"
          value={typed}
          placeholder={t('swap.find')}
          aria-label={t('swap.find')}
          onChange={({ target }) => type(target.value)}
        />
        {value.rows.length === 0 && <p className="ph-caption">{t('swap.noName')}</p>}
        {value.rows.map((person) => (
          <label key={person.personId} className="du-check">
            <input
              type="radio"
              name="whom"
              checked={person.personId === chosen}
              onChange={() => onChoose(person)}
            />
            <span>
              <strong>{person.personName}</strong>
              <span className="ph-caption">
                {[person.agencyName, t('swap.load', loadOf(person)), ...reasonsOf(person)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </label>
        ))}
      </Card>
    </>
  )
}

const loadOf = ({ duties, dutiesMax }: SwapPerson) => ({ duties, max: dutiesMax })

/** Why this one stands where they do. */
function reasonsOf({ conflicts, onlyInExchange }: SwapPerson): string[] {
  const { text } = dutyText
  const costs = (['otherStation', 'twoGates', 'overNeed'] as const).filter((kind) =>
    conflicts.includes(kind),
  )
  const words = costs.map((kind) => text(`swap.conflict.${kind}`))
  if (onlyInExchange) words.push(text('swap.onlyInExchange'))
  return costs.includes('otherStation') ? words : [text('swap.sameStation'), ...words]
}
