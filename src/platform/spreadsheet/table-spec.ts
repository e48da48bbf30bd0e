import type { Details } from './reading/unreadable-workbook.ts'

export type ColumnKind =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'date'
  | 'time'
  | 'boolean'
  | 'choice'
  | 'longitude'
  | 'latitude'
  | 'identifier'

export type Choice = {
  readonly value: string
  /** The first is what a template offers, the others are understood as well. */
  readonly labels: readonly string[]
}

/** One column that a table should have, whatever the sender calls it. */
export type ColumnSpec = {
  readonly key: string
  /** The heading in a template, then every other heading that means the same, in any language. */
  readonly labels: readonly string[]
  readonly kind: ColumnKind
  readonly required?: boolean
  /** Holds something about a person: its content is never repeated in a problem's details. */
  readonly personal?: boolean
  /** `同上` and blanks under a filled cell may be answered from the row above, if the user agrees. */
  readonly fillFromAbove?: boolean
  /** Shown in the example row and in the notes of a template. */
  readonly example?: string
  readonly hint?: string
  /** text, identifier */
  readonly lengthMax?: number
  /** identifier: the lengths that it may have. */
  readonly lengths?: readonly number[]
  readonly pattern?: RegExp
  /** integer, decimal, longitude, latitude (degrees) */
  readonly min?: number
  readonly max?: number
  /** Words that may stand behind a number, as `人` in `500人`. */
  readonly units?: readonly string[]
  /** date: `YYYY-MM-DD`; without them 1950-01-01 to 2100-12-31. */
  readonly earliest?: string
  readonly latest?: string
  readonly choices?: readonly Choice[]
}

export type TableSpec = {
  /** Stable name, stamped into templates. */
  readonly name: string
  /** The name of the sheet in a template. */
  readonly title: string
  readonly version: number
  readonly columns: readonly ColumnSpec[]
  /** Each entry: keys that together may occur once in a file. */
  readonly unique?: readonly (readonly string[])[]
  /** Longitude and latitude that belong together, to notice when they are swapped. */
  readonly coordinates?: readonly { readonly longitude: string; readonly latitude: string }[]
}

/** Dates are `YYYY-MM-DD`, times `HH:MM`, choices their `value`; null is an empty cell. */
export type CellValue = string | number | boolean | null

export type CellProblemCode =
  | 'required-empty'
  | 'formula-cached'
  | 'formula-without-value'
  | 'error-value'
  | 'ditto-mark'
  | 'dash-as-empty'
  | 'full-width'
  | 'spaces-trimmed'
  | 'control-characters'
  | 'text-too-long'
  | 'digits-lost'
  | 'leading-zeros-lost'
  | 'identifier-length'
  | 'identifier-shape'
  | 'not-a-number'
  | 'not-whole'
  | 'approximate'
  | 'number-range'
  | 'number-in-words'
  | 'number-with-unit'
  | 'thousands-separator'
  | 'unit-removed'
  | 'below-min'
  | 'above-max'
  | 'not-a-date'
  | 'date-not-real'
  | 'date-incomplete'
  | 'date-year-short'
  | 'date-ambiguous'
  | 'date-implausible'
  | 'date-from-number'
  | 'not-a-time'
  | 'time-range'
  | 'time-like-number'
  | 'not-yes-or-no'
  | 'choice-unknown'
  | 'not-a-coordinate'
  | 'coordinate-pair'
  | 'coordinate-out-of-range'
  | 'coordinates-swapped'
  | 'degrees-converted'
  | 'duplicate-row'
  | 'repeated-row'
  | 'corrected'
  /** A rule of the table's owner; its words stand in the details as `zh-CN` and `en`. */
  | 'rule'

/** `refused`: the cell has no value. `warning`: taken, look at it. `note`: taken and tidied. */
export type Severity = 'refused' | 'warning' | 'note'

export type CellProblem = {
  readonly code: CellProblemCode
  readonly severity: Severity
  readonly details: Details
  /** What the cell should perhaps say, as text that parses without a refusal. */
  readonly suggestion?: string
}

/** A problem and its place; row and column are 1-based as in the user's own file. */
export type LocatedProblem = CellProblem & {
  readonly sheet: string
  readonly row: number
  readonly column: number
  readonly key: string
}

export type ParsedCell = { readonly value: CellValue; readonly problems: readonly CellProblem[] }
