import type { Work } from '../../../../platform/database/work.ts'
import { type KnownSchool, schoolsOfCounty } from './register.queries.ts'
import type { FoundProblem } from './row-problem.ts'
import { comparableText } from './schools/school-rows.ts'

/** Reads the register of a county and finds schools in it. */
export async function schoolsNamed(
  work: Work,
  countyId: string,
): Promise<(row: SchoolNamed) => SchoolFound> {
  return schoolFinder(await schoolsOfCounty(work, countyId))
}

/** The cells by which a row of another table names a school. */
export interface SchoolNamed {
  readonly row: number
  readonly code: string | null
  readonly school: string
  readonly town: string | null
}

export type SchoolFound =
  | { readonly school: KnownSchool; readonly problem: null }
  | { readonly school: null; readonly problem: FoundProblem }

/**
 * Finds the school of the register that a row means: by its code, by the number of another
 * register, else by its name, with the town where a county has two of that name.
 */
export function schoolFinder(register: readonly KnownSchool[]): (row: SchoolNamed) => SchoolFound {
  const byCode = new Map<string, KnownSchool>()
  const byName = new Map<string, KnownSchool[]>()
  for (const school of register) {
    const { code, temporaryCode, sourceIds, name } = school
    for (const number of [code, temporaryCode, ...sourceIds]) {
      if (number) byCode.set(number, school)
    }
    const key = comparableText(name)
    byName.set(key, [...(byName.get(key) ?? []), school])
  }
  return (row) => {
    const coded = row.code === null ? undefined : byCode.get(row.code)
    const named = byName.get(comparableText(row.school)) ?? []
    const here = named.filter(({ town }) => comparableText(town) === comparableText(row.town ?? ''))
    const found = coded ? [coded] : here.length > 0 ? here : named
    const [school] = found
    const refused = (
      rule: FoundProblem['rule'],
      details: FoundProblem['details'],
    ): SchoolFound => ({
      school: null,
      problem: { row: row.row, key: 'school', rule, severity: 'refused', details },
    })
    if (!school) return refused('schoolUnknown', { school: row.school })
    if (found.length > 1)
      return refused('schoolAmbiguous', { school: row.school, count: found.length })
    return { school, problem: null }
  }
}
