import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { type AreaLevel, areaLevels } from '../../contract/area.ts'

/** Areas and their agencies announce their changes under one topic. */
export const topics = ['identity.area'] as const

export const readAgain = (): void => refresh(queryClient, topics)

/** Schools are entered with their register, not as bare areas. */
const enteredLevels = areaLevels.filter((level) => level !== 'school')

/** The levels that may be entered below one, the next one first. */
export const levelsBelow = (level: AreaLevel): AreaLevel[] =>
  enteredLevels.filter((one) => areaLevels.indexOf(one) > areaLevels.indexOf(level))

export const knownLevel = (level: string): AreaLevel =>
  areaLevels.find((one) => one === level) ?? 'country'

/** How many levels an area stands below where the tree begins. */
export const depthOf = (from: AreaLevel, level: AreaLevel): number =>
  Math.max(0, areaLevels.indexOf(level) - areaLevels.indexOf(from))
