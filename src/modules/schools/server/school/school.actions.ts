import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { createAgencies, createAreas, renameAreas } from '../../../identity/index.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { type SchoolFields, type SchoolState, schoolStateSteps } from '../../contract/school.ts'
import { announceTimetableChanged } from '../../events.ts'
import { type Area, findAreas } from '../area.queries.ts'
import { recordChanges } from '../change.queries.ts'
import { difference, patched, refuseStale } from '../change.rules.ts'
import { placed } from '../place/position.ts'
import {
  codesInUse,
  contentOf,
  findSchools,
  insertSchools,
  type NewSchoolRow,
  type SchoolContent,
  type StoredSchool,
  setSchoolState,
  updateSchools,
} from './school.queries.ts'
import { schoolSpelling } from './spelling.ts'
import { stagesWith } from './stages.rules.ts'

/** One school to be entered or changed; fields left out stay, or take their defaults. */
export interface SchoolToSave extends Partial<SchoolFields> {
  readonly id: string
  /** Station area or county in which a new school lies. */
  readonly withinAreaId?: string
  /** The version that was read; without one the present version is overwritten. */
  readonly version?: number
}

export interface SavedSchool {
  readonly id: string
  readonly change: 'created' | 'updated' | 'unchanged'
  /** Content before an update, to be written back by an undo. */
  readonly before: SchoolContent | null
  readonly version: number
}

const defaults: SchoolContent = {
  code: null,
  temporaryCode: null,
  sourceIds: [],
  name: '',
  nameEn: '',
  kind: 'other',
  stages: [],
  ownership: 'public',
  boarding: false,
  enrolment: null,
  boarders: null,
  staffCount: null,
  classes: null,
  town: '',
  address: '',
  position: null,
  sessions: [],
  tags: [],
}

/** The stored content that the given fields make out of the present one. */
export function contentWith(
  present: SchoolContent | undefined,
  given: Partial<SchoolFields>,
): SchoolContent {
  const { position, ...fields } = given
  const patch = { ...fields, stages: stagesWith(present, given) } as Partial<SchoolContent>
  const content = patched(present ?? defaults, patch)
  if (position === undefined) return content
  return { ...content, position: position === null ? null : placed(position) }
}

/**
 * Enters new schools, each with its area and agency, and changes known ones, whose area and agency
 * follow a new name: a handful of statements for any number of schools. Everything is told to
 * history, audit and screens.
 */
export async function saveSchools(
  work: Work,
  schools: readonly SchoolToSave[],
): Promise<SavedSchool[]> {
  const known = await findSchools(
    work,
    schools.map(({ id }) => id),
  )
  const news = schools.filter(({ id }) => !known.has(id))
  const created = await newRows(work, news)
  const updated: (NewSchoolRow & { version: number })[] = []
  const saved = schools.map((school): SavedSchool => {
    const present = known.get(school.id)
    if (!present) return { id: school.id, change: 'created', before: null, version: 1 }
    if (school.version !== undefined) refuseStale(present.version, school.version)
    const before = contentOf(present)
    const after = contentWith(before, school)
    if (difference(before, after).fields.length === 0) {
      return { id: school.id, change: 'unchanged', before, version: present.version }
    }
    refuseImpossible(after)
    updated.push({ ...present, ...after, ...schoolSpelling(after.name) })
    return { id: school.id, change: 'updated', before, version: present.version + 1 }
  })
  await refuseTakenCodes(work, [...created, ...updated])
  await insertSchools(work, created)
  await updateSchools(work, updated)
  await renameAreas(work, renamed(known, updated))
  await tell(work, known, [...created, ...updated])
  return saved
}

async function newRows(work: Work, news: readonly SchoolToSave[]): Promise<NewSchoolRow[]> {
  if (news.length === 0) return []
  const parents = await findAreas(
    work,
    news.flatMap(({ withinAreaId }) => withinAreaId ?? []),
  )
  const rows = news.map((school) => {
    const parent = parents.get(school.withinAreaId ?? '')
    const content = contentWith(undefined, school)
    refuseImpossible(content)
    return { school, content, parent: countyOrStation(parent) }
  })
  // A school is its own area and its own agency: the three records carry one id.
  const areas = await createAreas(
    work,
    rows.map(({ school, content, parent }) => ({
      id: school.id,
      parentId: parent.id,
      level: 'school' as const,
      name: content.name,
      nameEn: content.nameEn,
    })),
  )
  await createAgencies(
    work,
    rows.map(({ school: { id }, content: { name } }) => ({
      id,
      areaId: id,
      kind: 'school' as const,
      name,
    })),
  )
  const places = new Map(areas.map((area) => [area.id, area]))
  return rows.map(({ school, content, parent }) => ({
    ...content,
    ...schoolSpelling(content.name),
    id: school.id,
    countyId: parent.countyId,
    areaPath: places.get(school.id)?.path ?? '',
    areaId: school.id,
    stationAreaId: parent.level === 'station' ? parent.id : null,
  }))
}

/** The areas of schools that are called otherwise from now on. */
const renamed = (known: ReadonlyMap<string, StoredSchool>, updated: readonly NewSchoolRow[]) =>
  updated.flatMap(({ id, areaId, name, nameEn }) => {
    const before = known.get(id)
    return before?.name === name && before.nameEn === nameEn ? [] : [{ id: areaId, name, nameEn }]
  })

/** Refuses areas in which no school can lie. */
export function countyOrStation(area: Area | undefined): Area {
  if (!area) throw baseProblems.notFound()
  if (area.level !== 'county' && area.level !== 'station') {
    throw schoolsProblems.areaMustBeCountyOrStation()
  }
  return area
}

function refuseImpossible({ boarders, enrolment }: SchoolContent): void {
  if (boarders !== null && enrolment !== null && boarders > enrolment) {
    throw schoolsProblems.boardersExceedEnrolment({ boarders, enrolment })
  }
}

async function refuseTakenCodes(work: Work, rows: readonly NewSchoolRow[]): Promise<void> {
  const [taken] = await codesInUse(work, rows)
  if (taken) throw schoolsProblems.codeTaken({ code: taken.code, name: taken.name })
}

async function tell(
  work: Work,
  known: ReadonlyMap<string, StoredSchool>,
  rows: readonly NewSchoolRow[],
): Promise<void> {
  await recordChanges(
    work,
    rows.map((row) => {
      const present = known.get(row.id)
      const { id, countyId, areaPath, areaId, stationAreaId, pinyin, initials, ...content } = row
      return {
        subjectKind: 'school',
        subjectId: id,
        schoolId: id,
        countyId,
        areaPath,
        change: present ? 'updated' : 'created',
        before: present ? { ...contentOf(present) } : null,
        after: contentOnly(content),
      }
    }),
  )
}

/** Drops what an updated row carries beside its content. */
function contentOnly(row: SchoolContent): Record<string, unknown> {
  const names = Object.keys(defaults) as (keyof SchoolContent)[]
  return Object.fromEntries(names.map((name) => [name, row[name]]))
}

/** Suspends, reopens, merges or closes a school, along the steps of the contract. */
export async function stepSchoolState(
  work: Work,
  school: StoredSchool,
  state: SchoolState,
): Promise<void> {
  if (!schoolStateSteps[school.state].includes(state)) {
    throw schoolsProblems.stateStep({ from: school.state, to: state })
  }
  await setSchoolState(work, school, state)
  await recordChanges(work, [
    {
      subjectKind: 'school',
      subjectId: school.id,
      schoolId: school.id,
      countyId: school.countyId,
      areaPath: school.areaPath,
      change: 'updated',
      before: { state: school.state },
      after: { state },
    },
  ])
  announceTimetableChanged(work, school, { schoolIds: [school.id] })
}
