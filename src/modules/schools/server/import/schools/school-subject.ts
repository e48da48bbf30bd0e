import type { SchoolStage } from '../../../contract/school.ts'
import type { ImportSubject } from '../import-subject.ts'
import { listOf, stationsOfCounty, townsOfCounty } from '../register.queries.ts'
import { withPosition } from '../said-change.ts'
import { planSchools } from './school-plan.ts'
import { schoolTable } from './school-table.ts'
import { undoSchools } from './school-undo.ts'
import { saidStages } from './stage-cell.ts'

/** Tables of schools: register lists of bureaus, and lists of programmes that share schools. */
export const schoolImport: ImportSubject = {
  name: 'schools',
  permission: 'schools.import',
  spec: schoolTable,
  choices: async (work, { countyId }) => ({
    town: listOf(await townsOfCounty(work, countyId)),
    station: listOf((await stationsOfCounty(work, countyId)).map(({ name }) => name)),
  }),
  cellsOf: ({ sessions, sourceIds, stages = [], ...values }, locale) => {
    const stage = saidStages(stages as SchoolStage[], locale)
    return withPosition({ ...values, stage, session: sessions, sourceId: sourceIds })
  },
  plan: planSchools,
  undo: undoSchools,
}
