import type { TableRow } from '../../../../../platform/spreadsheet/index.ts'
import type { SchoolFields, SchoolKind } from '../../../contract/school.ts'
import type { SchoolContent } from '../../school/school.queries.ts'
import { comparableText, first, kindOf, type SchoolGroup, type SchoolRow } from './school-rows.ts'
import { readStages } from './stage-cell.ts'

/** The values of a row under the names that the register uses. */
export function schoolRow({ row, values }: TableRow): SchoolRow {
  const given = (key: keyof SchoolRow): unknown => values[key] ?? null
  return {
    row,
    code: given('code') as string | null,
    temporaryCode: given('temporaryCode') as string | null,
    sourceId: given('sourceId') as string | null,
    name: String(values['name'] ?? ''),
    nameEn: given('nameEn') as string | null,
    kind: given('kind') as SchoolRow['kind'],
    stage: readStages(String(values['stage'] ?? '')),
    category: given('category') as string | null,
    ownership: given('ownership') as SchoolRow['ownership'],
    boarding: given('boarding') as boolean | null,
    enrolment: given('enrolment') as number | null,
    boarders: given('boarders') as number | null,
    staffCount: given('staffCount') as number | null,
    classes: given('classes') as number | null,
    town: given('town') as string | null,
    station: given('station') as string | null,
    address: given('address') as string | null,
    lon: given('lon') as number | null,
    lat: given('lat') as number | null,
    session: given('session') as string | null,
  }
}

/**
 * What a group of rows says about its school. A cell that is empty leaves the register as it is,
 * lists only grow, and a name that is only written otherwise is no change.
 */
export function givenFields(
  group: SchoolGroup,
  present: SchoolContent | undefined,
): Partial<Omit<SchoolFields, 'position'>> {
  const { rows } = group
  const told = {
    code: group.code,
    temporaryCode: group.temporaryCode,
    name: reworded(group.name, present?.name),
    nameEn: reworded(first(rows, 'nameEn'), present?.nameEn),
    kind: kindGiven(group, present),
    stages: group.stages.length > 0 ? group.stages : null,
    ownership: first(rows, 'ownership'),
    boarding: first(rows, 'boarding') ?? (isBoardingByBoarders(group) || null),
    enrolment: total(rows, 'enrolment'),
    boarders: total(rows, 'boarders'),
    staffCount: first(rows, 'staffCount'),
    classes: total(rows, 'classes'),
    town: reworded(first(rows, 'town'), present?.town),
    address: reworded(first(rows, 'address'), present?.address),
  }
  const lists = {
    sourceIds: grown(present?.sourceIds, group.sourceIds),
    sessions: grown(present?.sessions, group.sessions),
    tags: grown(present?.tags, group.tags),
  }
  const filled = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null))
  return { ...(filled as Partial<SchoolFields>), ...lists }
}

/** The kind by name and code alone is good enough for a new school, not against the register. */
function kindGiven(group: SchoolGroup, present: SchoolContent | undefined) {
  const isTold = group.rows.some(({ kind, category }) => kind !== null || category !== null)
  if (present) return isTold || stagesTellKind(group, present) ? group.kind : null
  return group.kind ?? 'other'
}

/** Of a school that is called after its stages, other stages say another kind. */
const stagesTellKind = ({ rows }: SchoolGroup, { kind }: SchoolContent): boolean =>
  kindsByStage.has(kind) && rows.some(({ stage }) => stage.kind !== null)

const kindsByStage: ReadonlySet<SchoolKind> = new Set([
  'kindergarten',
  'primary',
  'junior',
  'senior',
  'complete',
  'nineYear',
])

const reworded = (given: string | null, present: string | undefined): string | null =>
  given !== null && present && comparableText(given) === comparableText(present) ? null : given

const grown = (present: readonly string[] = [], given: readonly string[]): string[] => [
  ...new Set([...present, ...given]),
]

/** Pupils and classes of the sessions of a school add up. */
function total(rows: readonly SchoolRow[], key: 'enrolment' | 'boarders' | 'classes') {
  const given = rows.flatMap((row) => row[key] ?? [])
  return given.length === 0 ? null : given.reduce((sum, one) => sum + one, 0)
}

/** Whether nobody said that it is a boarding school, and its boarders do. */
export const isBoardingByBoarders = ({ rows }: SchoolGroup): boolean =>
  first(rows, 'boarding') === null && (total(rows, 'boarders') ?? 0) > 0

/** Whether nobody said what kind of school it is, so that its name had to. */
export const isKindGuessed = ({ rows }: SchoolGroup): boolean =>
  rows.every((row) => isKindUntold(row) && kindOf(row) !== null)

const isKindUntold = ({ kind, category, stage }: SchoolRow): boolean =>
  kind === null && category === null && stage.kind === null
