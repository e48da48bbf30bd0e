import type { Skill } from '../../../../identity/contract/skill.ts'
import type { ImportSubject } from '../import-subject.ts'
import { listOf, schoolNamesOfCounty } from '../register.queries.ts'
import { unitsOfCounty } from './person.queries.ts'
import { planPeople } from './person-plan.ts'
import { personTable } from './person-table.ts'
import { undoPeople } from './person-undo.ts'
import { saidSkills } from './skill-cell.ts'

/** Tables of people: officers of stations, and all who work at schools. */
export const peopleImport: ImportSubject = {
  name: 'people',
  permission: 'identity.person.manage',
  spec: personTable,
  choices: async (work, { countyId }) => {
    const units = await unitsOfCounty(work, countyId)
    const others = units.filter(({ kind }) => kind !== 'school').map(({ name }) => name)
    return { unit: listOf([...others, ...(await schoolNamesOfCounty(work, countyId))]) }
  },
  cellsOf: ({ fullTime, maxDutiesPerWeek, skills, ...values }, locale) => ({
    ...values,
    time: typeof fullTime === 'boolean' ? (fullTime ? 'full' : 'part') : null,
    dutiesPerWeek: maxDutiesPerWeek,
    skills: saidSkills((skills ?? []) as Skill[], locale),
  }),
  plan: planPeople,
  undo: undoPeople,
}
