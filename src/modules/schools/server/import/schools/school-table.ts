import type { Locale } from '../../../../../platform/contract/problem.ts'
import type { TableSpec } from '../../../../../platform/spreadsheet/index.ts'
import { type BareColumns, tableSpec } from '../table-columns.ts'
import { headUnits, kindWords, ownershipWords, schoolTableWords } from './school-table.catalogue.ts'

const columns: BareColumns<keyof typeof schoolTableWords.columns> = {
  code: { kind: 'identifier', lengths: [10], pattern: /^[0-9]{10}$/ },
  name: { kind: 'text', required: true, lengthMax: 120 },
  kind: { kind: 'choice', choices: kindWords },
  stage: { kind: 'text', lengthMax: 60 },
  town: { kind: 'text', lengthMax: 60, fillFromAbove: true },
  station: { kind: 'text', lengthMax: 60, fillFromAbove: true },
  address: { kind: 'text', lengthMax: 240 },
  lon: { kind: 'longitude', min: 73, max: 136 },
  lat: { kind: 'latitude', min: 3, max: 54 },
  ownership: { kind: 'choice', choices: ownershipWords },
  boarding: { kind: 'boolean' },
  enrolment: { kind: 'integer', min: 0, max: 100_000, units: headUnits },
  boarders: { kind: 'integer', min: 0, max: 100_000, units: headUnits },
  staffCount: { kind: 'integer', min: 0, max: 20_000, units: headUnits },
  classes: { kind: 'integer', min: 0, max: 2_000 },
  nameEn: { kind: 'text', lengthMax: 240 },
  session: { kind: 'text', lengthMax: 40 },
  category: { kind: 'text', lengthMax: 80 },
  sourceId: { kind: 'identifier', lengthMax: 60 },
  temporaryCode: { kind: 'identifier', lengthMax: 30 },
}

export const schoolTable = (locale: Locale): TableSpec =>
  tableSpec(
    {
      name: 'anyuan-schools',
      version: 1,
      unique: [['code'], ['sourceId'], ['temporaryCode']],
      coordinates: [{ longitude: 'lon', latitude: 'lat' }],
    },
    columns,
    schoolTableWords,
    locale,
  )
