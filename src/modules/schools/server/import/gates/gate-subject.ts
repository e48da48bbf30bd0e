import type { ImportSubject } from '../import-subject.ts'
import { listOf, schoolNamesOfCounty, townsOfCounty } from '../register.queries.ts'
import { withPosition } from '../said-change.ts'
import { planGates } from './gate-plan.ts'
import { gateTable } from './gate-table.ts'
import { undoGates } from './gate-undo.ts'

/** Tables of gates and of the bells that ring there. */
export const gateImport: ImportSubject = {
  name: 'gates',
  permission: 'schools.import',
  spec: gateTable,
  choices: async (work, { countyId }) => ({
    school: listOf(await schoolNamesOfCounty(work, countyId)),
    town: listOf(await townsOfCounty(work, countyId)),
  }),
  cellsOf: withPosition,
  plan: planGates,
  undo: undoGates,
}
