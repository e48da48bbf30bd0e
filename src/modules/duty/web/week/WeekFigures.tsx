import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { grouped } from '../../../../platform/ui/text.ts'
import type { WeekFigures as Figures } from '../../contract/plan.ts'
import { weekAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'
import type { Only } from './week-view.ts'

const shownFigures = [
  { key: 'filled', tone: '' },
  { key: 'unmanned', tone: 'ay-gap' },
  { key: 'short', tone: 'ay-warn' },
  { key: 'conflicts', tone: 'ay-warn' },
  { key: 'changes', tone: 'ay-wait' },
] as const satisfies { key: keyof Figures & Only; tone: string }[]

/** How good the week is; each figure opens its gates, and pressed again all of them. */
export function WeekFigures({ figures }: { figures: Figures }) {
  const t = dutyText.useText()
  const { only } = useSearchOf(weekAddress)
  const change = useChangeSearch(weekAddress)
  const open = (key: keyof Figures & Only) =>
    void change({
      only: only === key ? 'all' : key,
      // Changes are told, and counted, for the whole county.
      ...(key === 'changes' ? { station: undefined } : {}),
    })
  return (
    <div className="wk-figures">
      {shownFigures.map(({ key, tone }) => (
        <button key={key} type="button" aria-pressed={only === key} onClick={() => open(key)}>
          <span>{t(`week.figures.${key}`)}</span>
          <strong className={figures[key] > 0 ? tone : ''}>{grouped(figures[key])}</strong>
          <span className="ay-note">
            {key === 'filled' ? t('week.of', { total: grouped(figures.shifts) }) : ' '}
          </span>
        </button>
      ))}
    </div>
  )
}
