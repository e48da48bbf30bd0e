import type { Choice } from '../../../../../platform/spreadsheet/index.ts'
import type { ImportSubject } from '../import-subject.ts'
import { stationsOfCounty, townsOfCounty } from '../register.queries.ts'
import { planSchools } from './school-plan.ts'
import { schoolTable } from './school-table.ts'
import { undoSchools } from './school-undo.ts'

const choice = (name: string): Choice => ({ value: name, labels: [name] })

/** Tables of schools: register lists of bureaus, and lists of programmes that share schools. */
export const schoolImport: ImportSubject = {
  name: 'schools',
  permission: 'schools.import',
  spec: schoolTable,
  choices: async (work, { countyId }) => ({
    town: (await townsOfCounty(work, countyId)).map(choice),
    station: (await stationsOfCounty(work, countyId)).map(({ name }) => choice(name)),
  }),
  plan: planSchools,
  undo: undoSchools,
}
