import type { Locale } from '../../../../../platform/contract/problem.ts'
import type { TableSpec } from '../../../../../platform/spreadsheet/index.ts'
import { type BareColumns, tableSpec } from '../table-columns.ts'
import { partWords, personTableWords, sourceWords, timeWords } from './person-table.catalogue.ts'

const columns: BareColumns<keyof typeof personTableWords.columns> = {
  name: { kind: 'text', required: true, lengthMax: 40, personal: true },
  part: { kind: 'choice', required: true, choices: partWords, fillFromAbove: true },
  unit: { kind: 'text', required: true, lengthMax: 120, fillFromAbove: true },
  code: { kind: 'identifier', lengths: [10], fillFromAbove: true },
  badge: { kind: 'identifier', lengthMax: 20, personal: true },
  source: { kind: 'choice', choices: sourceWords },
  time: { kind: 'choice', choices: timeWords },
  certificateNo: { kind: 'identifier', lengthMax: 40, personal: true },
  certificateExpiresOn: { kind: 'date' },
  startsOn: { kind: 'date' },
  skills: { kind: 'text', lengthMax: 200 },
  dutiesPerWeek: { kind: 'integer', min: 0, max: 21 },
}

export const personTable = (locale: Locale): TableSpec =>
  tableSpec(
    { name: 'anyuan-people', version: 1, unique: [['certificateNo']] },
    columns,
    personTableWords,
    locale,
  )
