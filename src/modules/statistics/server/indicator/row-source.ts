import type { RowSubject } from '../../contract/values.ts'

/** Columns that a row may show beside those that every row has. */
export type ShownColumn = 'half' | 'role' | 'school_id' | 'place_id' | 'person_id' | 'at' | 'detail'

/**
 * A set of records as SQL over published views. Parameters of every text: `$1` area path, `$2` and
 * `$3` first and last local day, `$4` the instant up to which records were known. Every row has
 * `row_key` (text, unique in its source), `record_id`, `county_id`, `area_path`, `class` and `day`;
 * formulas may also filter by columns of their own.
 *
 * The area is always named: tables with rows about people let a person see the own rows outside
 * the scope, and those belong to another area's figures.
 */
export interface RowSource {
  readonly subject: RowSubject
  /** Too many rows to be read for each question: summed by day and place beforehand. */
  readonly rolled: boolean
  /** Rows are entries of people: a figure counts each of their people once, wherever entered. */
  readonly ofPeople?: true
  readonly shows: readonly ShownColumn[]
  readonly sql: string
}

/** Records of a source that do not count, with the columns of the source and `reason`. */
export interface LeftOutSource {
  readonly subject: RowSubject
  readonly shows: readonly ShownColumn[]
  readonly sql: string
}

/** China has kept one zone without summer time since 1991. */
export const localDayOf = (instant: string): string =>
  `(${instant} at time zone 'Asia/Shanghai')::date`

/** The instant in which a local day begins. */
export const startOf = (day: string): string => `((${day})::timestamp at time zone 'Asia/Shanghai')`

/** The instants of the period, so that an index on time serves. */
export const withinPeriod = (instant: string): string =>
  `${instant} >= ${startOf('$2::date')} and ${instant} < ${startOf('$3::date + 1')}`

/** The end of the last day, for states as of that day. */
export const endOfLastDay = startOf('$3::date + 1')

/** What somebody corrected after the instant asked for was not known then. */
export const knownThen = (row: string): string =>
  `${row}.known_from <= $4::timestamptz and ${row}.known_until > $4::timestamptz`
