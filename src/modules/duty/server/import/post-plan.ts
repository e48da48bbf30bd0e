import { localDay } from '../../../../platform/clock/zoned.ts'
import { canonicalJson } from '../../../../platform/contract/content-hash.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { TableRow } from '../../../../platform/spreadsheet/index.ts'
import {
  type FoundProblem,
  type ImportPlan,
  type PlannedRow,
  type RowsToPlan,
  schoolsNamed,
  type WrittenChange,
} from '../../../schools/index.ts'
import { type DutyRole, dutyRoles } from '../../contract/duty-role.ts'
import {
  lacksMustPolice,
  NewPost,
  type PostChange,
  type Requirement,
  teamTemplate,
} from '../../contract/post.ts'
import { changePost, setUpPosts } from '../post/post.actions.ts'
import { findPost, type PlacedPost } from '../post/post.queries.ts'
import { gatesOfCounty, type KnownGate, postIdsOfCounty } from './post-import.queries.ts'
import { mustAttendWords, postName, postRules } from './post-table.catalogue.ts'

interface PostRow {
  readonly row: number
  readonly code: string | null
  readonly school: string
  readonly town: string | null
  readonly gate: string | null
  readonly name: string | null
  readonly heads: Readonly<Partial<Record<DutyRole, number>>>
  readonly radiusM: number | null
  readonly mustAttendLevel: PlacedPost['mustAttendLevel']
  readonly sanjian: boolean | null
  readonly activeFrom: string | null
  readonly activeUntil: string | null
}

interface PlannedPost {
  readonly row: PostRow
  readonly outcome: PlannedRow['outcome']
  readonly create: NewPost | null
  readonly change: { readonly id: string; readonly content: PostChange } | null
  readonly before: PostContent | null
  readonly changes: PlannedRow['changes']
}

/** What an import can change about a post. */
export type PostContent = Omit<PostChange, 'version'>

/** Compares a table of posts with those that stand at the gates of the county. */
export async function planPosts(work: Work, asked: RowsToPlan): Promise<ImportPlan> {
  const { countyId } = asked.area
  const today = localDay(work.now)
  const rows = asked.rows.map(postRow)
  const problems: FoundProblem[] = []
  const find = await schoolsNamed(work, countyId)
  const gates = Map.groupBy(await gatesOfCounty(work, countyId), ({ schoolId }) => schoolId)
  const posts = await postsAtGates(work, countyId, today)
  const taken = new Map<string, number>()
  const planned = rows.flatMap((row): PlannedPost[] => {
    const found = find(row)
    const place = found.school ? gateOf(row, gates.get(found.school.id) ?? []) : found
    const refusal = place.problem ?? twice(row, place.gate, taken)
    if (refusal || !('gate' in place) || !place.gate) {
      if (refusal) problems.push(refusal)
      return []
    }
    taken.set(place.gate.id, row.row)
    const post = planPost(work, row, place.gate, { present: posts.get(place.gate.id), today })
    const content = post.create ?? post.change?.content
    if (!content || !lacksMustPolice(content)) return [post]
    const level = mustAttendWords[content.mustAttendLevel ?? 'station'].zh[0]
    const { school } = row
    problems.push(refused(row, 'police', 'mustAttendWithoutPolice', { school, level }))
    return []
  })
  const byRow = new Map(planned.map((one) => [one.row.row, one]))
  return {
    rows: rows.map((row) => rowOf(row, byRow.get(row.row))),
    problems,
    positions: [],
    write: (writing) => writePosts(writing, planned),
  }
}

/** The post that stands at each gate; of several the one that began last. */
async function postsAtGates(
  work: Work,
  countyId: string,
  today: string,
): Promise<Map<string, PlacedPost>> {
  const posts = new Map<string, PlacedPost>()
  for (const id of await postIdsOfCounty(work, countyId, today)) {
    const post = await findPost(work, id)
    if (post) posts.set(post.gateId, post)
  }
  return posts
}

function postRow({ row, values }: TableRow): PostRow {
  const given = (key: string): unknown => values[key] ?? null
  const heads = dutyRoles.flatMap((role) => {
    const count = given(role)
    return count === null ? [] : [[role, count as number] as const]
  })
  return {
    row,
    code: given('code') as string | null,
    school: String(values['school'] ?? ''),
    town: given('town') as string | null,
    gate: given('gate') as string | null,
    name: given('name') as string | null,
    heads: Object.fromEntries(heads),
    radiusM: given('radiusM') as number | null,
    mustAttendLevel: given('mustAttend') as PlacedPost['mustAttendLevel'],
    sanjian: given('sanjian') as boolean | null,
    activeFrom: given('activeFrom') as string | null,
    activeUntil: given('activeUntil') as string | null,
  }
}

const refused = (
  { row }: PostRow,
  key: string,
  rule: keyof typeof postRules,
  details: FoundProblem['details'],
): FoundProblem => ({
  row,
  key,
  rule: { code: rule, ...postRules[rule] },
  severity: 'refused',
  details,
})

type GateFound =
  | { readonly gate: KnownGate; readonly problem: null }
  | { readonly gate: null; readonly problem: FoundProblem }

const comparable = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '')

function gateOf(row: PostRow, gates: readonly KnownGate[]): GateFound {
  const none = (problem: FoundProblem): GateFound => ({ gate: null, problem })
  const { school, gate: name, activeFrom: from, activeUntil: until } = row
  const named = name === null ? gates.filter(({ opened }) => opened) : gates
  const found = named.filter((gate) => name === null || comparable(gate.name) === comparable(name))
  const [gate] = found
  if (!gate && name !== null)
    return none(refused(row, 'gate', 'gateUnknown', { school, gate: name }))
  if (!gate || found.length > 1) {
    return none(refused(row, 'gate', 'gateNeeded', { school, count: found.length }))
  }
  if (!gate.stationAreaId) return none(refused(row, 'school', 'stationMissing', { school }))
  if (from && until && until < from) {
    return none(refused(row, 'activeUntil', 'endsBeforeStart', { from, until }))
  }
  return { gate, problem: null }
}

function twice(
  row: PostRow,
  gate: KnownGate | null | undefined,
  taken: ReadonlyMap<string, number>,
): FoundProblem | null {
  const earlier = gate && taken.get(gate.id)
  return earlier ? refused(row, 'gate', 'samePostTwice', { row: earlier }) : null
}

/** Empty cells leave a post as it is; a new one takes the team of the template. */
function planPost(
  work: Work,
  row: PostRow,
  gate: KnownGate,
  { present, today }: { present: PlacedPost | undefined; today: string },
): PlannedPost {
  const told = Object.fromEntries(
    Object.entries({
      name: row.name,
      radiusM: row.radiusM,
      mustAttendLevel: row.mustAttendLevel,
      sanjian: row.sanjian,
      activeFrom: row.activeFrom,
      activeUntil: row.activeUntil,
    }).filter(([, value]) => value !== null),
  )
  const team = teamWith(present?.team ?? teamTemplate, row.heads)
  if (!present) {
    const create = NewPost.parse({
      name: postName(gate.schoolName, gate.name),
      activeFrom: today,
      ...told,
      team,
      id: newId(work.now),
      gateId: gate.id,
    })
    return { row, outcome: 'new', create, change: null, before: null, changes: [] }
  }
  const before = contentOf(present)
  const after: PostContent = { ...before, ...told, team }
  const changes = changesOf(before, after)
  return {
    row,
    outcome: changes.length > 0 ? 'changed' : 'unchanged',
    create: null,
    change:
      changes.length > 0
        ? { id: present.id, content: { ...after, version: present.version } }
        : null,
    before,
    changes,
  }
}

const contentOf = (post: PlacedPost): PostContent => {
  const { name, radiusM, mustAttendLevel, sanjian, kit, activeFrom, activeUntil, team } = post
  return { name, radiusM, mustAttendLevel, sanjian, kit, activeFrom, activeUntil, team }
}

/** Heads by role over a team; who insists on which role stays as it was. */
function teamWith(team: readonly Requirement[], heads: PostRow['heads']): Requirement[] {
  return dutyRoles.flatMap((role): Requirement[] => {
    const present = team.find((one) => one.role === role)
    const count = heads[role]
    if (count === undefined) return present ? [present] : []
    const isMust = count > 0 && (role === 'police' || role === 'auxiliary')
    return [{ role, must: isMust, skills: [], ...present, heads: count }]
  })
}

function changesOf(before: PostContent, after: PostContent): PlannedRow['changes'] {
  const fields = Object.keys(before) as (keyof PostContent)[]
  return fields
    .filter((field) => canonicalJson(before[field]) !== canonicalJson(after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }))
}

function rowOf(row: PostRow, planned: PlannedPost | undefined): PlannedRow {
  return {
    row: row.row,
    outcome: planned?.outcome ?? 'error',
    name: [row.school, row.gate ?? ''].filter(Boolean).join(' '),
    recordId: planned?.change?.id ?? null,
    intoRow: null,
    movedM: null,
    changes: planned?.changes ?? [],
  }
}

async function writePosts(work: Work, planned: readonly PlannedPost[]): Promise<WrittenChange[]> {
  const creates = planned.flatMap(({ create }) => create ?? [])
  await setUpPosts(work, creates)
  const created = creates.map(({ id }) => written(id, 'created', null, 1))
  const changed: WrittenChange[] = []
  for (const { change, before } of planned) {
    if (!change) continue
    await changePost(work, change.id, change.content)
    changed.push(written(change.id, 'updated', before, change.content.version + 1))
  }
  return [...created, ...changed]
}

const written = (
  subjectId: string,
  change: WrittenChange['change'],
  before: PostContent | null,
  versionAfter: number,
): WrittenChange => ({ subjectKind: 'post', subjectId, change, before, versionAfter })
