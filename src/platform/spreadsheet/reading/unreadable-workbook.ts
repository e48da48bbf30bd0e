/** Why a whole file was refused. The words are in `locales/`, group `file`. */
export type UnreadableCode =
  | 'file-empty'
  | 'file-too-large'
  | 'archive-too-many-entries'
  | 'archive-too-large'
  | 'archive-bomb'
  | 'archive-broken'
  | 'password-protected'
  | 'not-a-workbook'
  | 'web-page'
  | 'other-format'
  | 'encoding-unknown'
  | 'text-broken'
  | 'cell-too-long'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'too-many-cells'
  | 'no-content'
  | 'needs-too-much-memory'
  | 'takes-too-long'
  | 'reading-cancelled'
  | 'too-many-at-once'

export type Details = Readonly<Record<string, string | number>>

/** The file as a whole cannot be read; `code` is stable, `details` fill the catalogue's text. */
export class UnreadableWorkbook extends Error {
  readonly code: UnreadableCode
  readonly details: Details

  constructor(code: UnreadableCode, details: Details = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(details)}`, { cause })
    this.name = 'UnreadableWorkbook'
    this.code = code
    this.details = details
  }
}
