import type { Position } from '../../../../../platform/contract/id.ts'
import { distanceM } from '../../../contract/position.ts'
import type { SchoolKind, SchoolStage } from '../../../contract/school.ts'
import { codeCategories, codeFitsKind, schoolCodeFault } from '../../../contract/school-code.ts'
import { inOrderOfYears } from '../../school/stages.rules.ts'
import type { FoundProblem } from '../row-problem.ts'
import { categoryTags, kindSigns, kindWords, sessionWords } from './school-table.catalogue.ts'

/** What a cell says about the stages that a school teaches. */
export interface StageCell {
  readonly stages: readonly SchoolStage[]
  /** The kind of school that teaches these stages. */
  readonly kind: SchoolKind | null
  /** Words that name no stage, as they were written. */
  readonly unknown: readonly string[]
}

/** What one row says about a school; null where the file says nothing. */
export interface SchoolRow {
  readonly row: number
  readonly code: string | null
  readonly temporaryCode: string | null
  readonly sourceId: string | null
  readonly name: string
  readonly nameEn: string | null
  readonly kind: SchoolKind | null
  readonly stage: StageCell
  readonly category: string | null
  readonly ownership: 'public' | 'private' | 'other' | null
  readonly boarding: boolean | null
  readonly enrolment: number | null
  readonly boarders: number | null
  readonly staffCount: number | null
  readonly classes: number | null
  readonly town: string | null
  readonly station: string | null
  readonly address: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly session: string | null
}

/** The rows of one school: sessions and stages that a register counts one by one. */
export interface SchoolGroup {
  readonly rows: readonly SchoolRow[]
  readonly code: string | null
  readonly temporaryCode: string | null
  readonly sourceIds: readonly string[]
  readonly name: string
  readonly kind: SchoolKind | null
  readonly stages: readonly SchoolStage[]
  readonly sessions: readonly string[]
  readonly tags: readonly string[]
  /** The middle of the rows' positions, in the datum of the file. */
  readonly position: Position | null
}

/** Rows farther from the middle than this are named: they may be another campus. */
const farApartM = 100

/** For comparing: width, case, blanks and the shape of dashes do not count, digits do. */
export const comparableText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/gu, '')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/[\u3010\u3014]/g, '(')
    .replaceAll(/[\u3011\u3015]/g, ')')

/** What makes two rows one school: the name, and the address or else the town. */
export const placeKey = (of: {
  readonly name: string
  readonly address: string | null
  readonly town: string | null
}): string => `${comparableText(of.name)}|${comparableText(of.address || of.town || '')}`

export interface Grouped {
  readonly groups: readonly SchoolGroup[]
  readonly problems: readonly FoundProblem[]
}

/**
 * Puts the rows of one school together. Rows with the same name and address are one school when
 * each says which session or which number of another register it is; else one of them is a slip.
 */
export function groupRows(rows: readonly SchoolRow[]): Grouped {
  const byKey = new Map<string, SchoolRow[]>()
  const problems: FoundProblem[] = []
  for (const row of rows) {
    const key = placeKey(row)
    const group = byKey.get(key)
    if (!group) {
      byKey.set(key, [row])
      continue
    }
    const refusal = refusalToJoin(group, row)
    if (refusal) problems.push(refusal)
    else group.push(row)
  }
  const groups = [...byKey.values()].map((group) => joined(group, problems))
  return { groups, problems }
}

function refusalToJoin(group: readonly SchoolRow[], row: SchoolRow): FoundProblem | null {
  const otherCode = group.find(({ code }) => code && row.code && code !== row.code)
  const refused = (rule: FoundProblem['rule'], key: string, other: number): FoundProblem => ({
    row: row.row,
    key,
    rule,
    severity: 'refused',
    details: { row: other },
  })
  if (otherCode) return refused('otherCodeSameSchool', 'code', otherCode.row)
  const tellsItself = (one: SchoolRow): boolean => one.session !== null || one.sourceId !== null
  const other = group.find((one) => !tellsItself(one) || !tellsItself(row))
  return other ? refused('sameSchoolTwice', 'name', other.row) : null
}

function joined(rows: readonly SchoolRow[], problems: FoundProblem[]): SchoolGroup {
  const position = middle(rows)
  for (const row of rows) {
    if (!position || row.lon === null || row.lat === null) continue
    const metres = Math.round(distanceM(position, { lon: row.lon, lat: row.lat }))
    if (metres <= farApartM) continue
    const details = { metres }
    problems.push({ row: row.row, key: 'lon', rule: 'farApart', severity: 'warning', details })
  }
  const kinds = unique(rows.flatMap((row) => kindOf(row) ?? []))
  const kind = combinedKind(kinds)
  if (kinds.length > 1 && kind) {
    problems.push({
      row: rows[0]?.row ?? 0,
      key: 'kind',
      rule: 'kindsCombined',
      severity: 'warning',
      details: { kinds: kinds.map(kindName).join('、'), kind: kindName(kind) },
    })
  }
  return {
    rows,
    code: first(rows, 'code'),
    temporaryCode: first(rows, 'temporaryCode'),
    sourceIds: unique(rows.flatMap(({ sourceId }) => sourceId ?? [])),
    name: rows[0]?.name ?? '',
    kind,
    stages: inOrderOfYears(rows.flatMap(({ stage }) => stage.stages)),
    sessions: unique(rows.flatMap(({ session }) => (session ? sessionOf(session) : []))),
    tags: unique([
      ...rows.flatMap(({ category }) => tagsOf(category ?? '')),
      ...(kinds.length > 1 ? kinds.map(kindName) : []),
    ]),
    position,
  }
}

/** The first value that any row of a school gives. */
export function first<K extends keyof SchoolRow>(
  rows: readonly SchoolRow[],
  key: K,
): SchoolRow[K] | null {
  for (const row of rows) if (row[key] !== null) return row[key]
  return null
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** Median of longitudes and of latitudes: one wrong position of several moves nothing. */
export function middle(
  rows: readonly { lon: number | null; lat: number | null }[],
): Position | null {
  const placed = rows.filter((row) => row.lon !== null && row.lat !== null)
  if (placed.length === 0) return null
  return {
    lon: median(placed.map((row) => row.lon ?? 0)),
    lat: median(placed.map((row) => row.lat ?? 0)),
  }
}

const decimals = 7
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  return Number(((upper + lower) / 2).toFixed(decimals))
}

export const kindName = (kind: SchoolKind): string => kindWords[kind].zh[0]

/**
 * The kind that a row gives: its own word, refined by its category, else by its stages, else by
 * code and name. Stages do not say whether it is a special or a vocational school; those do.
 */
export function kindOf({ kind, category, stage, code, name }: SchoolRow): SchoolKind | null {
  const refined = category ? signedKind(category) : null
  if (hasStagesOfItsOwn(refined)) return refined
  if (kind) return kind
  const named = (code ? kindOfCode(code) : null) ?? signedKind(name)
  return refined ?? (hasStagesOfItsOwn(named) ? named : (stage.kind ?? named))
}

const hasStagesOfItsOwn = (kind: SchoolKind | null): boolean =>
  kind === 'special' || kind === 'vocational'

const signedKind = (text: string): SchoolKind | null =>
  kindSigns.find(([sign]) => sign.test(text))?.[1] ?? null

function kindOfCode(code: string): SchoolKind | null {
  const category = code.slice(0, 2)
  const kinds: readonly SchoolKind[] =
    category in codeCategories ? codeCategories[category as keyof typeof codeCategories] : []
  const [kind] = kinds
  return kinds.length === 1 && kind !== undefined && kind !== 'other' ? kind : null
}

/** One school that teaches several stages. */
export function combinedKind(kinds: readonly SchoolKind[]): SchoolKind | null {
  const [only] = kinds
  if (kinds.length <= 1) return only ?? null
  const has = (kind: SchoolKind): boolean => kinds.includes(kind)
  if (has('special')) return 'special'
  if (has('complete') || has('senior')) return 'complete'
  if (has('nineYear') || has('junior'))
    return has('primary') || has('nineYear') ? 'nineYear' : 'junior'
  if (has('primary')) return 'primary'
  return only ?? null
}

const sessions = new Map<string, string>(
  Object.entries(sessionWords).flatMap(([session, { zh, en }]) =>
    [...zh, ...en].map((word): [string, string] => [comparableText(word), session]),
  ),
)

/** `上午、下午` gives both; a session of another name stays as it is written. */
function sessionOf(text: string): string[] {
  return text
    .split(/[、,，/;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => sessions.get(comparableText(part)) ?? part)
}

const tagsOf = (category: string): string[] =>
  categoryTags.flatMap(([sign, tag]) => (sign.test(category) ? [tag] : []))

/** What the register's rules say about a row on its own; codes that it holds are settled. */
export function rowProblems(row: SchoolRow, held: ReadonlySet<string | null>): FoundProblem[] {
  const problems: FoundProblem[] = []
  const tell = (
    key: string,
    rule: FoundProblem['rule'],
    severity: FoundProblem['severity'],
    details: FoundProblem['details'] = {},
  ): void => {
    problems.push({ row: row.row, key, rule, severity, details })
  }
  const { enrolment, boarders } = row
  const code = held.has(row.code) ? null : row.code
  const fault = code === null ? undefined : schoolCodeFault(code)
  if (code && fault === 'unknownCategory') tell('code', 'codeUnknownCategory', 'refused', { code })
  if (code && fault === 'unknownProvince') tell('code', 'codeUnknownProvince', 'refused', { code })
  const kind = kindOf(row)
  if (code && !fault && kind && !codeFitsKind(code, kind)) {
    tell('code', 'codeOtherKind', 'warning', { code })
  }
  if (enrolment !== null && boarders !== null && boarders > enrolment) {
    tell('boarders', 'boardersExceedEnrolment', 'refused', { boarders, enrolment })
  }
  if (row.boarding === false && boarders !== null && boarders > 0) {
    tell('boarding', 'boardersAtDaySchool', 'warning', { boarders })
  }
  const { unknown } = row.stage
  if (unknown.length > 0) tell('stage', 'stageUnknown', 'warning', { words: unknown.join('、') })
  if ((row.lon === null) !== (row.lat === null)) {
    tell(row.lon === null ? 'lon' : 'lat', 'positionIncomplete', 'refused')
  }
  return problems
}
