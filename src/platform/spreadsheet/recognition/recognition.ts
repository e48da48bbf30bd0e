/**
 * What was taken for what in a sent workbook. Plain data, so that it can be stored and shown; rows
 * and columns are 0-based as in RawSheet.
 */
export type Recognition = {
  readonly table: string
  /** Null when no sheet looks like the table; then `problems` says so. */
  readonly sheet: { readonly index: number; readonly name: string } | null
  /** The file is our own template; `version` is the one that it was made with. */
  readonly template: { readonly name: string; readonly version: number } | null
  readonly above: readonly RowAbove[]
  readonly header: { readonly first: number; readonly last: number } | null
  readonly columns: readonly ColumnTaken[]
  readonly ignoredColumns: readonly ColumnIgnored[]
  readonly skipped: readonly RowsSkipped[]
  /** Last row of the sheet that was looked at. */
  readonly lastRow: number
  readonly dataRowCount: number
  /** Merged cells whose value counts for every row that they span. */
  readonly fills: readonly Fill[]
  readonly hiddenRowCount: number
  readonly ignoredSheets: readonly SheetIgnored[]
  readonly problems: readonly TableProblem[]
}

export type RowAbove = {
  readonly row: number
  readonly as: 'title' | 'unit-line' | 'remark'
  readonly text: string
}

export type Because =
  | 'same-heading'
  | 'synonym'
  | 'without-brackets'
  | 'under-group'
  | 'similar'
  | 'chosen'

export type ColumnTaken = {
  readonly key: string
  readonly column: number
  /** The heading in the file, group and column joined by ` / `. */
  readonly heading: string
  readonly because: Because
  /** The known heading that it was recognised by. */
  readonly label: string
}

export type ColumnIgnored = {
  readonly column: number
  readonly heading: string
  readonly reason:
    | 'unknown'
    | 'row-number'
    | 'no-heading'
    | 'taken-elsewhere'
    | 'content-does-not-fit'
    | 'template-guide'
    | 'chosen'
}

export type RowsSkipped = {
  readonly row: number
  readonly lastRow: number
  readonly reason:
    | 'blank'
    | 'total'
    | 'signature'
    | 'note'
    | 'section-heading'
    | 'repeated-heading'
    | 'column-numbers'
    | 'example'
    | 'below-table'
    | 'outside-columns'
    | 'chosen'
  readonly text: string
}

export type Fill = {
  readonly key: string
  readonly column: number
  readonly row: number
  readonly lastRow: number
  readonly text: string
}

export type SheetIgnored = {
  readonly index: number
  readonly name: string
  readonly reason:
    | 'empty'
    | 'hidden'
    | 'no-table'
    | 'same-table'
    | 'less-fitting'
    | 'template-codes'
}

export type TableProblem = {
  readonly code:
    | 'no-table'
    | 'no-data-rows'
    | 'column-missing'
    | 'heading-similar'
    | 'heading-twice'
    | 'unit-scaled'
    | 'rows-hidden'
    | 'more-sheets'
    | 'template-other'
    | 'template-old'
  readonly severity: 'refused' | 'warning' | 'note'
  readonly details: Readonly<Record<string, string | number>>
}

/** What the user decides instead of the clerk; whatever is absent is recognised. */
export type RecognitionChoice = {
  readonly sheet?: number
  readonly header?: { readonly first: number; readonly last: number }
  /** By key: the column, or null for "not in this file". */
  readonly columns?: Readonly<Record<string, number | null>>
  readonly skipRows?: readonly number[]
  /** Rows that are data although they look otherwise. */
  readonly keepRows?: readonly number[]
}
