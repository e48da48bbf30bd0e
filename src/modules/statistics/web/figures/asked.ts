import type { Indicator } from '../../contract/values.ts'
import type { Period } from './period.ts'

/** One question about an indicator: of which area, which days, which half of the day. */
export interface Asked extends Period {
  readonly indicator: Indicator['id']
  readonly areaId?: string | undefined
  readonly half?: 'arrival' | 'dismissal' | undefined
  /** The instant of a paper: its rows are shown as they were known then. */
  readonly known?: string | undefined
}

/** What is sent of the question; the indicator stands in the path or beside it. */
export const queryOf = ({ areaId, half, known, firstDay, lastDay }: Asked) => ({
  firstDay,
  lastDay,
  ...(areaId ? { areaId } : {}),
  ...(half ? { half } : {}),
  ...(known ? { known } : {}),
})
