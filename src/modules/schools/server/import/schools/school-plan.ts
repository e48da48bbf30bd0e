import { newId } from '../../../../../platform/database/new-id.ts'
import type { Work } from '../../../../../platform/database/work.ts'
import { difference } from '../../change.rules.ts'
import { contentWith, type SchoolToSave, saveSchools } from '../../school/school.actions.ts'
import { contentOf, findSchools, type StoredSchool } from '../../school/school.queries.ts'
import type {
  FilePosition,
  ImportPlan,
  PlannedRow,
  RowsToPlan,
  WrittenChange,
} from '../import-subject.ts'
import { movedFarM, movedPosition } from '../moved-position.ts'
import { type KnownSchool, schoolsOfCounty, stationsOfCounty } from '../register.queries.ts'
import type { FoundProblem } from '../row-problem.ts'
import { homeOf, type Stations, stationFinder } from '../stations.ts'
import { givenFields, isBoardingByBoarders, isKindGuessed, schoolRow } from './school-fields.ts'
import { indexSchools, matchSchool } from './school-match.ts'
import {
  first,
  groupRows,
  kindName,
  rowProblems,
  type SchoolGroup,
  type SchoolRow,
} from './school-rows.ts'

interface PlannedSchool {
  readonly group: SchoolGroup
  readonly outcome: 'new' | 'changed' | 'unchanged'
  readonly save: SchoolToSave
  readonly movedM: number | null
  readonly changes: PlannedRow['changes']
}

interface MatchedGroup {
  readonly group: SchoolGroup
  readonly school: KnownSchool | null
}

/** Compares the rows of a table of schools with the register of the county. */
export async function planSchools(work: Work, asked: RowsToPlan): Promise<ImportPlan> {
  const { countyId } = asked.area
  const rows = asked.rows.map(schoolRow)
  const stations = stationFinder(await stationsOfCounty(work, countyId))
  const register = await schoolsOfCounty(work, countyId)
  const held = new Set(register.map(({ code }) => code))
  const problems = rows.flatMap((row) => [...rowProblems(row, held), ...stations.problems(row)])
  const refused = new Set(problems.flatMap((one) => (one.severity === 'refused' ? [one.row] : [])))
  const grouped = groupRows(rows.filter(({ row }) => !refused.has(row)))
  problems.push(...grouped.problems)
  const matched = matchGroups(grouped.groups, register, problems)
  const known = await findSchools(
    work,
    matched.flatMap(({ school }) => school?.id ?? []),
  )
  const planned = matched.map(({ group, school }) =>
    planSchool(work, asked, { group, present: school && known.get(school.id), stations, problems }),
  )
  return {
    rows: rowsOf(rows, planned),
    problems,
    positions: matched.flatMap(({ group, school }) => filePosition(group, school)),
    write: (writing) => writeSchools(writing, planned),
  }
}

function matchGroups(
  groups: readonly SchoolGroup[],
  register: readonly KnownSchool[],
  problems: FoundProblem[],
): MatchedGroup[] {
  const index = indexSchools(register)
  const taken = new Map<string, number>()
  return groups.flatMap((group): MatchedGroup[] => {
    const { school, problem } = matchSchool(group, index)
    const earlier = school && taken.get(school.id)
    const refusal: Omit<FoundProblem, 'row'> | null =
      school && earlier
        ? {
            key: 'name',
            rule: 'recordTwice',
            severity: 'refused',
            details: { row: earlier, name: school.name },
          }
        : problem
    if (refusal) {
      problems.push(...group.rows.map(({ row }) => ({ ...refusal, row })))
      return []
    }
    if (school) taken.set(school.id, group.rows[0]?.row ?? 0)
    return [{ group, school }]
  })
}

interface Circumstances {
  readonly group: SchoolGroup
  readonly present: StoredSchool | null | undefined
  readonly stations: Stations
  readonly problems: FoundProblem[]
}

function planSchool(work: Work, asked: RowsToPlan, about: Circumstances): PlannedSchool {
  const { group, present } = about
  const before = present ? contentOf(present) : undefined
  const moved = movedPosition(group.position, asked.coordinates, before?.position ?? null)
  const given = { ...givenFields(group, before), ...moved.given }
  const station = about.stations.named(first(group.rows, 'station'))
  about.problems.push(...groupProblems(about, moved.movedM, station?.id ?? null))
  if (!present || !before) {
    const withinAreaId = homeOf(asked.area, station)
    const save = { ...given, id: newId(work.now), withinAreaId }
    return { group, outcome: 'new', save, movedM: null, changes: [] }
  }
  const told = difference({ ...before }, { ...contentWith(before, given) })
  const changes = told.fields.map((field) => ({
    field,
    before: told.before?.[field] ?? null,
    after: told.after?.[field] ?? null,
  }))
  return {
    group,
    outcome: changes.length === 0 ? 'unchanged' : 'changed',
    save: { ...given, id: present.id, version: present.version },
    movedM: moved.movedM,
    changes,
  }
}

function groupProblems(
  { group, present, stations }: Circumstances,
  movedM: number | null,
  stationId: string | null,
): FoundProblem[] {
  const row = group.rows[0]?.row ?? 0
  const problems: FoundProblem[] = []
  if (!present && group.kind === null) {
    problems.push({ row, key: 'kind', rule: 'kindUnknown', severity: 'warning', details: {} })
  } else if (!present && group.kind && isKindGuessed(group)) {
    const details = { kind: kindName(group.kind) }
    // What is taken for a university stands in no figure of schools.
    const severity = group.kind === 'university' ? 'warning' : 'note'
    problems.push({ row, key: 'kind', rule: 'kindGuessed', severity, details })
  }
  if (!present?.boarding && isBoardingByBoarders(group)) {
    const at = group.rows.find(({ boarders }) => boarders)
    const details = { boarders: at?.boarders ?? 0 }
    const told = { key: 'boarders', rule: 'boardingByBoarders', severity: 'note', details } as const
    problems.push({ row: at?.row ?? row, ...told })
  }
  if (movedM !== null && movedM > movedFarM) {
    const details = { metres: movedM }
    problems.push({ row, key: 'lon', rule: 'movedFar', severity: 'warning', details })
  }
  if (present && stationId && stationId !== present.stationAreaId) {
    const details = { present: stations.nameOf(present.stationAreaId) }
    problems.push({ row, key: 'station', rule: 'stationDiffers', severity: 'warning', details })
  }
  return problems
}

/** One line for each row of the file, in its order. */
function rowsOf(rows: readonly SchoolRow[], planned: readonly PlannedSchool[]): PlannedRow[] {
  const byRow = new Map<number, PlannedRow>()
  for (const { group, outcome, save, movedM, changes } of planned) {
    group.rows.forEach((row, index) => {
      const isHead = index === 0
      byRow.set(row.row, {
        row: row.row,
        outcome: isHead || outcome === 'unchanged' ? outcome : 'merged',
        name: row.name,
        recordId: outcome === 'new' ? null : save.id,
        intoRow: isHead ? null : (group.rows[0]?.row ?? null),
        movedM: isHead ? movedM : null,
        changes: isHead ? changes : [],
      })
    })
  }
  return rows.map((row) => byRow.get(row.row) ?? erroneous(row))
}

const erroneous = ({ row, name }: SchoolRow): PlannedRow => ({
  row,
  outcome: 'error',
  name,
  recordId: null,
  intoRow: null,
  movedM: null,
  changes: [],
})

function filePosition(group: SchoolGroup, school: KnownSchool | null): FilePosition[] {
  if (!group.position) return []
  const isKnown = school && school.lon !== null && school.lat !== null
  const known = isKnown ? { lon: school.lon ?? 0, lat: school.lat ?? 0 } : null
  return [{ ...group.position, known }]
}

async function writeSchools(
  work: Work,
  planned: readonly PlannedSchool[],
): Promise<WrittenChange[]> {
  const toWrite = planned.filter(({ outcome }) => outcome !== 'unchanged')
  const saved = await saveSchools(
    work,
    toWrite.map(({ save }) => save),
  )
  return saved.flatMap(({ id, change, before, version }): WrittenChange[] =>
    change === 'unchanged'
      ? []
      : [{ subjectKind: 'school', subjectId: id, change, before, versionAfter: version }],
  )
}
