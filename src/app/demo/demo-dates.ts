import { addDays } from '../../platform/clock/zoned.ts'

/** The days that the demo county is furnished with, counted from the day it is built on. */
export interface DemoDates {
  readonly builtOn: string
  /** A year back: most people and bells. */
  readonly longAgo: string
  readonly term: { readonly name: string; readonly startsOn: string; readonly endsOn: string }
  /** A few days after the building, inside the month that is played. */
  readonly soon: string
  readonly inAYear: string
}

/** `2027年春季学期`. */
export function termName(startsOn: string): string {
  const [year, month] = startsOn.split('-')
  return `${year}年${Number(month) >= 7 ? '秋季' : '春季'}学期`
}

export function demoDatesOf(builtOn: string): DemoDates {
  const startsOn = addDays(builtOn, -50)
  return {
    builtOn,
    longAgo: addDays(builtOn, -420),
    term: { name: termName(startsOn), startsOn, endsOn: addDays(builtOn, 150) },
    soon: addDays(builtOn, 5),
    inAYear: addDays(builtOn, 330),
  }
}
