import {
  emptyCell,
  type Merge,
  parseAddress,
  parseRange,
  type RawCell,
  type RawSheet,
} from '../raw-workbook.ts'
import { dateToSerial, days1904, serialToText } from '../serial-date.ts'
import type { ReadingLimits } from './limits.ts'
import { numberText } from './number-format.ts'
import { type CellBudget, SheetRows } from './sheet-rows.ts'
import type { SheetPart, XlsxParts } from './xlsx-parts.ts'
import { attribute, decodeCellEscapes, type XmlHandler } from './xml-scanner.ts'

type OpenCell = {
  column: number
  type: string
  style: number
  value: string
  hasValue: boolean
  formula: string
  hasFormula: boolean
}

/** Turns the XML of one worksheet into raw rows; feed it as the handler of a scan. */
export class SheetHandler implements XmlHandler {
  private readonly part: SheetPart
  private readonly parts: XlsxParts
  private readonly rows: SheetRows
  private readonly merges: Merge[] = []
  private readonly hiddenRows: number[] = []
  private readonly sharedFormulas = new Map<string, string>()
  private row = -1
  private hidden = false
  private cells: RawCell[] = []
  private cell: OpenCell | null = null
  private collecting: 'value' | 'formula' | null = null
  private sharedFormula: string | null = null
  private inPhonetic = false

  constructor(part: SheetPart, parts: XlsxParts, limits: ReadingLimits, budget: CellBudget) {
    this.part = part
    this.parts = parts
    this.rows = new SheetRows(part.name, limits, budget)
  }

  sheet(): RawSheet {
    return {
      name: this.part.name,
      hidden: this.part.hidden,
      rows: this.rows.rows,
      merges: this.merges,
      hiddenRows: this.hiddenRows,
    }
  }

  open(name: string, attributes: string): void {
    if (name === 'c') this.openCell(attributes)
    else if (name === 'row') this.openRow(attributes)
    else if (name === 'mergeCell') {
      const merge = parseRange(attribute(attributes, 'ref') ?? '')
      if (merge) this.merges.push(merge)
    } else if (this.cell) this.openInCell(this.cell, name, attributes)
  }

  text(text: string): void {
    if (!this.cell || !this.collecting) return
    if (this.collecting === 'value') this.cell.value += text
    else this.cell.formula += text
  }

  close(name: string): void {
    if (name === 'v' || name === 't' || name === 'f') {
      if (name === 'f') this.closeFormula()
      this.collecting = null
    } else if (name === 'rPh') this.inPhonetic = false
    else if (name === 'c') this.closeCell()
    else if (name === 'row') this.closeRow()
  }

  private openRow(attributes: string): void {
    const number = Number(attribute(attributes, 'r'))
    this.row = number > 0 ? number - 1 : this.row + 1
    this.hidden = /^(1|true)$/.test(attribute(attributes, 'hidden') ?? '')
    this.cells = []
  }

  private openCell(attributes: string): void {
    const address = parseAddress(attribute(attributes, 'r') ?? '')
    this.cell = {
      column: address ? address.column : this.cells.length,
      type: attribute(attributes, 't') ?? 'n',
      style: Number(attribute(attributes, 's') ?? 0),
      value: '',
      hasValue: false,
      formula: '',
      hasFormula: false,
    }
  }

  private openInCell(cell: OpenCell, name: string, attributes: string): void {
    if (name === 'v' || (name === 't' && !this.inPhonetic)) {
      this.collecting = 'value'
      cell.hasValue = true
    } else if (name === 'rPh') this.inPhonetic = true
    else if (name === 'f') {
      this.collecting = 'formula'
      cell.hasFormula = true
      this.sharedFormula =
        attribute(attributes, 't') === 'shared' ? attribute(attributes, 'si') : null
    }
  }

  /** Of a shared formula only the first cell carries the words. */
  private closeFormula(): void {
    if (!this.cell || this.sharedFormula === null) return
    if (this.cell.formula) this.sharedFormulas.set(this.sharedFormula, this.cell.formula)
    else this.cell.formula = this.sharedFormulas.get(this.sharedFormula) ?? ''
    this.sharedFormula = null
  }

  private closeCell(): void {
    const cell = this.cell
    this.cell = null
    if (!cell) return
    const value = cell.hasValue ? this.valueOf(cell) : emptyCell
    const raw: RawCell = cell.hasFormula
      ? { ...value, kind: 'formula', formula: cell.formula, result: plainKind(value) }
      : value
    if (raw.kind === 'empty') return
    while (this.cells.length < cell.column) this.cells.push(emptyCell)
    this.cells[cell.column] = raw
  }

  private closeRow(): void {
    if (this.hidden && this.cells.length > 0) this.hiddenRows.push(this.row)
    this.rows.put(this.row, this.cells)
    this.cells = []
  }

  private valueOf({ type, value, style }: OpenCell): RawCell {
    if (type === 's') return textCell(this.parts.sharedStrings[Number(value)] ?? '')
    if (type === 'str' || type === 'inlineStr') return textCell(decodeCellEscapes(value))
    if (type === 'b') {
      const number = value.trim() === '1' || value.trim() === 'true' ? 1 : 0
      return { text: number ? 'TRUE' : 'FALSE', kind: 'boolean', number }
    }
    if (type === 'e') return { text: value, kind: 'error' }
    if (type === 'd') return isoDateCell(value)
    const number = Number(value)
    if (value.trim() === '' || Number.isNaN(number)) return textCell(value)
    const format = this.parts.formats[style]
    if (format?.date) return dateCell(number + (this.parts.date1904 ? days1904 : 0))
    return { text: numberText(number, format?.code), kind: 'number', number }
  }
}

const plainKind = (cell: RawCell): Exclude<RawCell['kind'], 'formula'> =>
  cell.kind === 'formula' ? 'text' : cell.kind

const textCell = (text: string): RawCell => (text === '' ? emptyCell : { text, kind: 'text' })

export const dateCell = (serial: number): RawCell => ({
  text: serialToText(serial),
  kind: 'date',
  number: serial,
})

/** Strict OOXML writes dates as ISO 8601 text. */
function isoDateCell(value: string): RawCell {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?/.exec(value.trim())
  if (!match) return textCell(value)
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0))
  const time = (hour * 3600 + minute * 60 + second) / 86_400
  return dateCell(dateToSerial(year, month, day) + time)
}
