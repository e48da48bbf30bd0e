import { addDays } from '../../../../platform/clock/zoned.ts'

/** From when to when an officer holds a school, both ends included; null for no end yet. */
export interface Tenure {
  readonly startsOn: string
  readonly endsOn: string | null
}

/** How one tenure makes way for the next. */
export interface GivenWay<T> {
  readonly link: T
  /** Before its start for one that never holds a day. */
  readonly endsOn: string
}

const overlaps = (a: Tenure, b: Tenure): boolean =>
  (a.endsOn === null || b.startsOn <= a.endsOn) && (b.endsOn === null || a.startsOn <= b.endsOn)

/** Whether a tenure has any day; a withdrawn one has none. */
const holdsAnyDay = ({ startsOn, endsOn }: Tenure): boolean => endsOn === null || startsOn <= endsOn

const later = (a: string, b: string): string => (a < b ? b : a)

/**
 * When the next officer begins: as proposed, or on the day after the last that somebody else has
 * held by now. An approval that comes late takes no day from whoever served meanwhile.
 */
export function beginningOf(held: readonly Tenure[], next: Tenure, today: string): string {
  return held
    .filter((link) => holdsAnyDay(link) && link.startsOn < today && overlaps(link, next))
    .map(({ endsOn }) => (endsOn !== null && endsOn < today ? addDays(endsOn, 1) : today))
    .reduce(later, next.startsOn)
}

/**
 * One school, one officer: what shares a day with the next officer's time ends the day before it,
 * and what would only begin within it never begins.
 */
export function givingWay<T extends Tenure>(held: readonly T[], next: Tenure): GivenWay<T>[] {
  return held
    .filter((link) => holdsAnyDay(link) && overlaps(link, next))
    .map((link) => {
      const isWithdrawn = link.startsOn >= next.startsOn
      const endsOn = isWithdrawn ? endOfWithdrawn(link.startsOn) : addDays(next.startsOn, -1)
      return { link, endsOn }
    })
}

/** The end of a link that is given up before it held a day: it lies before the start. */
export const endOfWithdrawn = (startsOn: string): string => addDays(startsOn, -1)
