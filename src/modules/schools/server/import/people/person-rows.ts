import type { TableRow } from '../../../../../platform/spreadsheet/index.ts'
import type { DutyRole } from '../../../../identity/contract/person.ts'
import { dutyRoleOfStaff, type StaffFields } from '../../../contract/staff.ts'
import type { FoundProblem } from '../row-problem.ts'
import type { KnownUnit } from './person.queries.ts'
import type { partWords } from './person-table.catalogue.ts'
import { readSkills, type SkillCell } from './skill-cell.ts'

export type Part = keyof typeof partWords

/** What one row says about a person and about the place at a school, if it is one. */
export interface PersonRowRead {
  readonly row: number
  readonly name: string
  readonly part: Part
  readonly unit: string
  readonly code: string | null
  readonly badge: string | null
  readonly source: StaffFields['source']
  readonly fullTime: boolean | null
  readonly certificateNo: string | null
  readonly certificateExpiresOn: string | null
  readonly startsOn: string | null
  readonly skills: SkillCell
  readonly dutiesPerWeek: number | null
}

export function personRow({ row, values }: TableRow): PersonRowRead {
  const given = (key: string): unknown => values[key] ?? null
  const time = given('time')
  return {
    row,
    name: String(values['name'] ?? ''),
    part: given('part') as Part,
    unit: String(values['unit'] ?? ''),
    code: given('code') as string | null,
    badge: given('badge') as string | null,
    source: given('source') as StaffFields['source'],
    fullTime: time === null ? null : time === 'full',
    certificateNo: given('certificateNo') as string | null,
    certificateExpiresOn: given('certificateExpiresOn') as string | null,
    startsOn: given('startsOn') as string | null,
    skills: readSkills(String(values['skills'] ?? '')),
    dutiesPerWeek: given('dutiesPerWeek') as number | null,
  }
}

/** The kind of place at a school; null for those who hold none there. */
export const staffKindOf = (part: Part): StaffFields['kind'] | null =>
  part in dutyRoleOfStaff ? (part as StaffFields['kind']) : null

/** The part that a person plays at a gate. */
export function dutyRoleOf(part: Part): DutyRole {
  if (part === 'police' || part === 'auxiliary') return part
  const kind = staffKindOf(part)
  return kind ? dutyRoleOfStaff[kind] : 'none'
}

/** What the rules say about a row whose unit is known. */
export function personRowProblem(row: PersonRowRead, unit: KnownUnit): FoundProblem | null {
  const refused = (key: string, rule: FoundProblem['rule']): FoundProblem => ({
    row: row.row,
    key,
    rule,
    severity: 'refused',
    details: { unit: unit.name },
  })
  const isSchool = unit.kind === 'school'
  const isPolice = row.part === 'police' || row.part === 'auxiliary'
  if (isPolice && unit.kind !== 'police') return refused('unit', 'policeElsewhere')
  // A guard company lists its guards before they are sent to a school.
  const needsSchool = staffKindOf(row.part) !== null && unit.kind !== 'guardCompany'
  if (needsSchool && !isSchool) return refused('unit', 'schoolNeeded')
  if (row.part === 'guard' && isSchool && row.source === null) {
    return refused('source', 'guardSourceMissing')
  }
  return null
}
