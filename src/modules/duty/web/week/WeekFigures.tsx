import { useChangeSearch } from '../../../../platform/ui/address.ts'
import { grouped } from '../../../../platform/ui/text.ts'
import type { WeekFigures as Figures } from '../../contract/plan.ts'
import { weekAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'
import type { Only } from './week-view.ts'

const shownFigures = [
  { key: 'filled', only: 'all', tone: '' },
  { key: 'unmanned', only: 'gaps', tone: 'ay-gap' },
  { key: 'short', only: 'gaps', tone: 'ay-warn' },
  { key: 'conflicts', only: 'all', tone: 'ay-warn' },
  { key: 'changes', only: 'changes', tone: 'ay-wait' },
] as const satisfies { key: keyof Figures; only: Only; tone: string }[]

/** How good the week is; each figure opens its gates. */
export function WeekFigures({ figures }: { figures: Figures }) {
  const t = dutyText.useText()
  const change = useChangeSearch(weekAddress)
  return (
    <div className="wk-figures">
      {shownFigures.map(({ key, only, tone }) => (
        <button key={key} type="button" onClick={() => void change({ only })}>
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
