import type { KnownSchool } from '../register.queries.ts'
import type { FoundProblem } from '../row-problem.ts'
import { schoolFinder } from '../school-finder.ts'
import { comparableText } from '../schools/school-rows.ts'
import { withoutEnding } from '../stations.ts'
import type { KnownUnit } from './person.queries.ts'
import type { PersonRowRead } from './person-rows.ts'

export type UnitFound =
  | { readonly unit: KnownUnit; readonly schoolId: string | null; readonly problem: null }
  | { readonly unit: null; readonly schoolId: null; readonly problem: FoundProblem }

/**
 * Finds the school, station or agency that a row means. A school is the agency of its own area;
 * other units are known by their name, with or without what all stations end in, or by their
 * area's.
 */
export function unitFinder(
  schools: readonly KnownSchool[],
  units: readonly KnownUnit[],
): (row: PersonRowRead) => UnitFound {
  const findSchool = schoolFinder(schools)
  const ofSchools = units.filter(({ kind }) => kind === 'school')
  const byArea = new Map(ofSchools.map((unit) => [unit.areaId, unit]))
  const byName = new Map<string, KnownUnit[]>()
  for (const unit of units) {
    if (unit.kind === 'school') continue
    for (const key of new Set([unit.name, unit.areaName].map(withoutEnding))) {
      byName.set(key, [...(byName.get(key) ?? []), unit])
    }
  }
  return (row) => {
    const refused = (rule: FoundProblem['rule'], count: number): UnitFound => ({
      unit: null,
      schoolId: null,
      problem: {
        row: row.row,
        key: 'unit',
        rule,
        severity: 'refused',
        details: { unit: row.unit, count },
      },
    })
    const { row: at, code, unit: school } = row
    const { school: found, problem } = findSchool({ row: at, code, school, town: null })
    const own = found && byArea.get(found.areaId)
    if (own) return { unit: own, schoolId: found.id, problem: null }
    const named = byName.get(withoutEnding(row.unit)) ?? []
    const exact = named.filter(({ name }) => comparableText(name) === comparableText(row.unit))
    const candidates = exact.length > 0 ? exact : named
    const [unit] = candidates
    if (unit && candidates.length === 1) return { unit, schoolId: null, problem: null }
    if (problem?.rule === 'schoolAmbiguous') {
      return refused('unitAmbiguous', Number(problem.details['count'] ?? 0))
    }
    return candidates.length > 1
      ? refused('unitAmbiguous', candidates.length)
      : refused('unitUnknown', 0)
  }
}
