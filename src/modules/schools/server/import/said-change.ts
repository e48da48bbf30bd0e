import type { Position } from '../../../../platform/contract/id.ts'
import type { Locale } from '../../../../platform/contract/problem.ts'
import { type ColumnSpec, shownValue } from '../../../../platform/spreadsheet/index.ts'
import type { ImportRow } from '../../contract/import.ts'
import type { Values } from '../change.rules.ts'
import type { ImportSubject, PlannedRow } from './import-subject.ts'

/** What would change, in the columns and the words of the table that asks for it. */
export function saidChanges(
  subject: ImportSubject,
  changes: PlannedRow['changes'],
  locale: Locale,
): ImportRow['changes'] {
  const columns = new Map(subject.spec(locale).columns.map((column) => [column.key, column]))
  const cells = (side: 'before' | 'after'): Values => {
    const values = Object.fromEntries(changes.map((change) => [change.field, change[side]]))
    return subject.cellsOf?.(values, locale) ?? values
  }
  const [before, after] = [cells('before'), cells('after')]
  return Object.keys({ ...before, ...after }).flatMap((field) => {
    const column = columns.get(field)
    const said = (values: Values) => saidValue(values[field], column, locale)
    const change = {
      field,
      label: column?.labels[0] ?? field,
      before: said(before),
      after: said(after),
    }
    return change.before === change.after ? [] : [change]
  })
}

/** A value as a cell of its column would hold it; nothing is the empty text. */
function saidValue(value: unknown, column: ColumnSpec | undefined, locale: Locale): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) {
    return value.map((one) => saidValue(one, column, locale)).join(locale === 'en' ? ', ' : '、')
  }
  if (typeof value === 'object') return JSON.stringify(value)
  if (typeof value === 'boolean' || (column && typeof value === 'string')) {
    return String(shownValue(column ?? noColumn, value, locale))
  }
  return String(value)
}

const noColumn = { key: '', labels: [], kind: 'boolean' } as const

/** A position stands in two columns. */
export function withPosition({ position, ...values }: Values): Values {
  if (position === undefined) return values
  const { lon = null, lat = null } = (position ?? {}) as Partial<Position>
  return { ...values, lon, lat }
}
