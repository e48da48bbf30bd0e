import type { Locale } from '../../../../../platform/contract/problem.ts'
import type { TableSpec } from '../../../../../platform/spreadsheet/index.ts'
import { type BareColumns, tableSpec } from '../table-columns.ts'
import { gateTableWords, gateUseWords } from './gate-table.catalogue.ts'

const columns: BareColumns<keyof typeof gateTableWords.columns> = {
  code: { kind: 'identifier', lengths: [10], fillFromAbove: true },
  school: { kind: 'text', required: true, lengthMax: 120, fillFromAbove: true },
  town: { kind: 'text', lengthMax: 60, fillFromAbove: true },
  name: { kind: 'text', lengthMax: 60 },
  use: { kind: 'choice', choices: gateUseWords },
  opened: { kind: 'boolean' },
  lon: { kind: 'longitude', min: 73, max: 136 },
  lat: { kind: 'latitude', min: 3, max: 54 },
  gradeBand: { kind: 'text', lengthMax: 40 },
  weekdays: { kind: 'text', lengthMax: 40 },
  arrival: { kind: 'time' },
  dismissal: { kind: 'time' },
  startsOn: { kind: 'date' },
  endsOn: { kind: 'date' },
}

export const gateTable = (locale: Locale): TableSpec =>
  tableSpec(
    {
      name: 'anyuan-gates',
      version: 1,
      coordinates: [{ longitude: 'lon', latitude: 'lat' }],
    },
    columns,
    gateTableWords,
    locale,
  )
