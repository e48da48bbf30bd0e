import type { ImportSubject as SubjectName } from '../../contract/import.ts'
import { gateImport } from './gates/gate-subject.ts'
import type { ImportSubject } from './import-subject.ts'
import { peopleImport } from './people/person-subject.ts'
import { schoolImport } from './schools/school-subject.ts'

const offered = new Map<SubjectName, ImportSubject>([
  [schoolImport.name, schoolImport],
  [gateImport.name, gateImport],
  [peopleImport.name, peopleImport],
])

/** Makes a kind of table known; a module above the register offers its own when it is loaded. */
export function offerImport(subject: ImportSubject): void {
  offered.set(subject.name, subject)
}

export const offeredImport = (name: SubjectName): ImportSubject | undefined => offered.get(name)
