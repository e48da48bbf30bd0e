import type { CalendarDayKind } from '../../contract/calendar.ts'

/** What an entry of the calendar says about its day. */
export interface DayRule {
  readonly kind: CalendarDayKind
  readonly followsWeekday: number | null
  readonly arrival: string | null
  readonly dismissal: string | null
}

export interface Period {
  readonly startsOn: string
  readonly endsOn: string
}

/** The calendar as it holds for one area. */
export interface AreaCalendar {
  /** What the nearest area that says anything entered for the day. */
  enteredRule(day: string): DayRule | undefined
  /** What the State Council announced for the day; it counts where nobody entered anything. */
  nationalRule(day: string): DayRule | undefined
  /** After this day only explicit entries are believed. */
  readonly knownUntil: string
  /** In order of time; empty when nobody entered terms. */
  readonly terms: readonly Period[]
}

export interface CalendarLayers {
  readonly days: readonly (DayRule & { readonly areaPath: string; readonly day: string })[]
  readonly horizons: readonly { readonly areaPath: string; readonly knownUntil: string }[]
  readonly terms: readonly (Period & { readonly areaPath: string })[]
  /** The national calendar that the product carries: it lies under every area. */
  readonly national: {
    dayRule(day: string): DayRule | undefined
    readonly knownUntil: string
  }
}

/** The area's own path and those above it, nearest first. */
export function pathsUpward(areaPath: string): string[] {
  const labels = areaPath.split('.')
  return labels.map((_, index) => labels.slice(0, labels.length - index).join('.'))
}

/**
 * Gives the calendar of any area: for each day the nearest area with an entry decides, and so for
 * the horizon; terms are taken as a whole from the nearest area that has any.
 */
export function layeredCalendar(layers: CalendarLayers): (areaPath: string) => AreaCalendar {
  const days = new Map<string, Map<string, DayRule>>()
  for (const { areaPath, day, ...rule } of layers.days) {
    days.set(areaPath, (days.get(areaPath) ?? new Map()).set(day, rule))
  }
  const horizons = new Map(layers.horizons.map((row) => [row.areaPath, row.knownUntil]))
  const terms = new Map<string, Period[]>()
  for (const { areaPath, ...term } of layers.terms) {
    terms.set(areaPath, [...(terms.get(areaPath) ?? []), term])
  }
  for (const list of terms.values()) list.sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))

  // Most schools have no entry of their own: they get the very calendar of the area above.
  const made = new Map<string, AreaCalendar>()
  const { national } = layers
  const country: AreaCalendar = {
    enteredRule: () => undefined,
    nationalRule: (day) => national.dayRule(day),
    knownUntil: national.knownUntil,
    terms: [],
  }
  const calendarOf = (areaPath: string): AreaCalendar => {
    const known = made.get(areaPath)
    if (known) return known
    const cut = areaPath.lastIndexOf('.')
    const above = cut < 0 ? country : calendarOf(areaPath.slice(0, cut))
    const own = days.get(areaPath)
    const knownUntil = horizons.get(areaPath)
    const ownTerms = terms.get(areaPath)
    const calendar =
      own || knownUntil || ownTerms
        ? {
            ...above,
            enteredRule: (day: string) => own?.get(day) ?? above.enteredRule(day),
            knownUntil: knownUntil ?? above.knownUntil,
            terms: ownTerms ?? above.terms,
          }
        : above
    made.set(areaPath, calendar)
    return calendar
  }
  return calendarOf
}
