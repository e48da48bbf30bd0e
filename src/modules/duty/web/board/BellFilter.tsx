import { Select } from 'antd'
import { dutyText } from '../text.ts'
import { type Bell, bellName } from './board-view.ts'

interface BellFilterProps {
  readonly bells: readonly Bell[]
  readonly chosen: string | undefined
  readonly onChoose: (bell: string | undefined) => void
}

/** One bell's posts in list and map. It always has its place: nothing moves when it is chosen. */
export function BellFilter({ bells, chosen, onChoose }: BellFilterProps) {
  const t = dutyText.useText()
  const said = bells.map(({ at, rows }) => ({ time: bellName(at), posts: rows.length }))
  // What an address names may have no post by now.
  const gone =
    chosen && !said.some(({ time }) => time === chosen) ? [{ time: chosen, posts: 0 }] : []
  return (
    <Select
      className="bd-bell-filter"
      value={chosen ?? ''}
      aria-label={t('today.bell')}
      allowClear={chosen !== undefined}
      options={[
        { value: '', label: t('today.allBells') },
        ...[...said, ...gone].map((one) => ({
          value: one.time,
          label: t('today.bellPosts', one),
        })),
      ]}
      onChange={(next: string | undefined) => onChoose(next === '' ? undefined : next)}
    />
  )
}
