import type { RawCell, RawSheet, RawWorkbook } from '../raw-workbook.ts'
import type { LocatedProblem } from '../table-spec.ts'
import type { Locale } from '../text.ts'
import type { ReadingLimits } from './limits.ts'
import type { Details, UnreadableCode } from './unreadable-workbook.ts'

type Source = { bytes: Uint8Array; fileName: string; limits: ReadingLimits }

/** What the worker is started with. */
export type WorkerTask =
  | ({ do: 'read' } & Source)
  | ({ do: 'mark'; problems: LocatedProblem[]; locale: Locale } & Source)

/** What it says, in this order: a sheet, its rows in pieces, …, the end. */
export type WorkerMessage =
  | { say: 'sheet'; sheet: Omit<RawSheet, 'rows'> }
  | { say: 'rows'; rows: RawCell[][] }
  | { say: 'read'; workbook: Omit<RawWorkbook, 'sheets'> }
  | { say: 'marked'; bytes: Uint8Array }
  | { say: 'refused'; code: UnreadableCode; details: Details }
