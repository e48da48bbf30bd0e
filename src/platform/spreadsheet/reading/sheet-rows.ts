import type { RawCell } from '../raw-workbook.ts'
import type { ReadingLimits } from './limits.ts'
import { UnreadableWorkbook } from './unreadable-workbook.ts'

const noCells: RawCell[] = []

/** What all sheets of one file have used up of the limits. */
export type CellBudget = { cells: number }

/**
 * Gathers the rows of one sheet within the limits. Rows without content cost nothing, so a sheet
 * that is formatted down to row 1,048,576 is no long sheet.
 */
export class SheetRows {
  readonly rows: RawCell[][] = []
  private readonly limits: ReadingLimits
  private readonly sheet: string
  private readonly budget: CellBudget

  constructor(sheet: string, limits: ReadingLimits, budget: CellBudget) {
    this.sheet = sheet
    this.limits = limits
    this.budget = budget
  }

  /** Puts the cells of one row; empty ones at the end have been left out by the caller. */
  put(row: number, cells: RawCell[]): void {
    if (cells.length === 0) return
    const { rowsMax, columnsMax, cellsMax, cellCharactersMax } = this.limits
    const at = { sheet: this.sheet, row: row + 1 }
    if (row >= rowsMax) throw new UnreadableWorkbook('too-many-rows', { ...at, max: rowsMax })
    if (cells.length > columnsMax) {
      throw new UnreadableWorkbook('too-many-columns', { ...at, max: columnsMax })
    }
    this.budget.cells += cells.length
    if (this.budget.cells > cellsMax) {
      throw new UnreadableWorkbook('too-many-cells', { ...at, max: cellsMax })
    }
    for (const cell of cells) {
      if (cell.text.length > cellCharactersMax) {
        throw new UnreadableWorkbook('cell-too-long', { ...at, max: cellCharactersMax })
      }
    }
    while (this.rows.length < row) this.rows.push(noCells)
    this.rows[row] = cells
  }
}
