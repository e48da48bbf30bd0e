import type { KnownSchool } from '../register.queries.ts'
import type { FoundProblem } from '../row-problem.ts'
import { comparableText, placeKey, type SchoolGroup } from './school-rows.ts'

/** The register, ready for being asked which school is meant. */
export interface SchoolIndex {
  readonly byCode: ReadonlyMap<string, readonly KnownSchool[]>
  readonly bySourceId: ReadonlyMap<string, readonly KnownSchool[]>
  readonly byPlace: ReadonlyMap<string, readonly KnownSchool[]>
  readonly byName: ReadonlyMap<string, readonly KnownSchool[]>
}

function indexed(
  schools: readonly KnownSchool[],
  keysOf: (school: KnownSchool) => readonly (string | null)[],
): Map<string, KnownSchool[]> {
  const index = new Map<string, KnownSchool[]>()
  for (const school of schools) {
    for (const key of new Set(keysOf(school))) {
      if (!key) continue
      const list = index.get(key)
      if (list) list.push(school)
      else index.set(key, [school])
    }
  }
  return index
}

export const indexSchools = (schools: readonly KnownSchool[]): SchoolIndex => ({
  byCode: indexed(schools, ({ code, temporaryCode }) => [code, temporaryCode]),
  bySourceId: indexed(schools, ({ sourceIds }) => sourceIds),
  byPlace: indexed(schools, (school) => [placeKey(school), placeKey({ ...school, address: null })]),
  byName: indexed(schools, ({ name }) => [comparableText(name)]),
})

export interface Match {
  readonly school: KnownSchool | null
  readonly problem: FoundProblem | null
}

/**
 * The school of the register that a group of rows means: by its code, by the number of another
 * register, by name and address, by name and town, and by the name alone when the file gives no
 * place. Several that fit are never guessed between.
 */
export function matchSchool(group: SchoolGroup, index: SchoolIndex): Match {
  const [head] = group.rows
  if (!head) return { school: null, problem: null }
  const codes = [group.code, group.temporaryCode].flatMap((code) => code ?? [])
  const byCode = distinct(codes.flatMap((code) => index.byCode.get(code) ?? []))
  const byNumber = distinct(group.sourceIds.flatMap((id) => index.bySourceId.get(id) ?? []))
  const hasPlace = Boolean(head.address || head.town)
  const byPlace = hasPlace ? (index.byPlace.get(placeKey(head)) ?? []) : []
  const byName = index.byName.get(comparableText(group.name)) ?? []
  const candidates = [byCode, byNumber, byPlace, hasPlace ? [] : byName]
  const found = candidates.find((list) => list.length > 0) ?? []
  const [school = null] = found
  const refused = (rule: FoundProblem['rule'], details: FoundProblem['details']): Match => ({
    school: null,
    problem: { row: head.row, key: 'name', rule, severity: 'refused', details },
  })
  if (found.length > 1) {
    return refused('recordsAmbiguous', { count: found.length, name: school?.name ?? '' })
  }
  // A school is renamed at its old place: then one of the two still fits.
  if (school && found === byCode && !alike(head, school) && codeOfOther(byPlace, school)) {
    return refused('codeOfOther', { code: codes[0] ?? '', name: school.name })
  }
  return { school, problem: null }
}

const distinct = (schools: readonly KnownSchool[]): KnownSchool[] => [...new Set(schools)]

const alike = (head: { name: string }, school: KnownSchool): boolean =>
  comparableText(head.name) === comparableText(school.name)

/** The name and place of the row are those of another school of the register. */
const codeOfOther = (byPlace: readonly KnownSchool[], school: KnownSchool): boolean =>
  byPlace.length > 0 && !byPlace.includes(school)
