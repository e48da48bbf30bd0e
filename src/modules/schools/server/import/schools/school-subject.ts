import type { ImportSubject } from '../import-subject.ts'
import { listOf, stationsOfCounty, townsOfCounty } from '../register.queries.ts'
import { planSchools } from './school-plan.ts'
import { schoolTable } from './school-table.ts'
import { undoSchools } from './school-undo.ts'

/** Tables of schools: register lists of bureaus, and lists of programmes that share schools. */
export const schoolImport: ImportSubject = {
  name: 'schools',
  permission: 'schools.import',
  spec: schoolTable,
  choices: async (work, { countyId }) => ({
    town: listOf(await townsOfCounty(work, countyId)),
    station: listOf((await stationsOfCounty(work, countyId)).map(({ name }) => name)),
  }),
  plan: planSchools,
  undo: undoSchools,
}
