import { eventIndicators } from './indicators/events.catalogue.ts'
import { presenceIndicators } from './indicators/presence.catalogue.ts'
import { registerIndicators } from './indicators/register.catalogue.ts'

/** Every indicator by its id. The ids are those of the domain's catalogue where it has one. */
export const indicators = {
  ...presenceIndicators,
  ...eventIndicators,
  ...registerIndicators,
} as const

export type IndicatorName = keyof typeof indicators

/** Tags that say of a school that it tries the zone of police, school and family. */
export const pilotTags = ['pilot', '试点', '警校家', '警校家试点'] as const
