import type { Locale } from '../../../../platform/contract/problem.ts'
import type { TableSpec } from '../../../../platform/spreadsheet/index.ts'
import { tableSpec } from '../../../schools/index.ts'
import { headUnits, mustAttendWords, postTableWords } from './post-table.catalogue.ts'

const heads = { kind: 'integer', min: 0, max: 50, units: headUnits } as const

export const postTable = (locale: Locale): TableSpec =>
  tableSpec(
    { name: 'anyuan-posts', version: 1 },
    {
      code: { kind: 'identifier', lengths: [10], fillFromAbove: true },
      school: { kind: 'text', required: true, lengthMax: 120, fillFromAbove: true },
      town: { kind: 'text', lengthMax: 60, fillFromAbove: true },
      gate: { kind: 'text', lengthMax: 60 },
      name: { kind: 'text', lengthMax: 80 },
      police: heads,
      auxiliary: heads,
      cadre: heads,
      guard: heads,
      staff: heads,
      volunteer: heads,
      radiusM: { kind: 'integer', min: 10, max: 500 },
      mustAttend: { kind: 'choice', choices: mustAttendWords },
      sanjian: { kind: 'boolean' },
      activeFrom: { kind: 'date' },
      activeUntil: { kind: 'date' },
    },
    postTableWords,
    locale,
  )
