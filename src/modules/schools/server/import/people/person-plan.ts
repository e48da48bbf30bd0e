import { localDay } from '../../../../../platform/clock/zoned.ts'
import { newId } from '../../../../../platform/database/new-id.ts'
import type { Work } from '../../../../../platform/database/work.ts'
import { difference } from '../../change.rules.ts'
import { type StaffToSave, staffFieldsOf, staffFieldsWith } from '../../people/staff.actions.ts'
import type { ImportPlan, PlannedRow, RowsToPlan } from '../import-subject.ts'
import { schoolsOfCounty } from '../register.queries.ts'
import type { FoundProblem } from '../row-problem.ts'
import { comparableText } from '../schools/school-rows.ts'
import {
  type KnownPerson,
  type KnownUnit,
  type OpenStaff,
  openStaffOf,
  peopleOfCounty,
  unitsOfCounty,
} from './person.queries.ts'
import {
  dutyRoleOf,
  type PersonRowRead,
  personRow,
  personRowProblem,
  staffKindOf,
} from './person-rows.ts'
import { type PersonToWrite, writePeople } from './person-write.ts'
import { unitFinder } from './unit-finder.ts'

interface PlannedPerson {
  readonly row: PersonRowRead
  readonly person: PersonToWrite
  readonly staff: StaffToSave | null
  readonly outcome: PlannedRow['outcome']
  readonly changes: PlannedRow['changes']
}

/** What the register knows of the people that a file names. */
interface Known {
  readonly people: ReadonlyMap<string, readonly KnownPerson[]>
  readonly byBadge: ReadonlyMap<string, KnownPerson>
  readonly staff: readonly OpenStaff[]
  readonly today: string
  readonly now: Date
}

/** Compares a table of people and of their places at schools with the register of the county. */
export async function planPeople(work: Work, asked: RowsToPlan): Promise<ImportPlan> {
  const { countyId } = asked.area
  const rows = asked.rows.map(personRow)
  const units = await unitsOfCounty(work, countyId)
  const find = unitFinder(await schoolsOfCounty(work, countyId), units)
  const problems: FoundProblem[] = []
  const placed = rows.flatMap((row) => {
    const found = find(row)
    const problem = found.unit ? personRowProblem(row, found.unit) : found.problem
    if (problem) problems.push(problem)
    return found.unit && !problem ? [{ row, unit: found.unit, schoolId: found.schoolId }] : []
  })
  const schoolIds = [...new Set(placed.flatMap(({ schoolId }) => schoolId ?? []))]
  const everybody = await peopleOfCounty(work, countyId)
  const known: Known = {
    people: Map.groupBy(everybody, (person) =>
      keyOf(person.agencyId, person.name, person.dutyRole),
    ),
    byBadge: new Map(everybody.flatMap((one) => (one.badge ? [[one.badge, one] as const] : []))),
    staff: await openStaffOf(work, countyId, schoolIds),
    today: localDay(work.now),
    now: work.now,
  }
  const planned = planRows(placed, known, problems)
  const byRow = new Map(planned.map((one) => [one.row.row, one]))
  return {
    rows: rows.map((row) => rowOf(row, byRow.get(row.row))),
    problems,
    positions: [],
    write: (writing) =>
      writePeople(
        writing,
        planned.map(({ person }) => person),
        planned.flatMap(({ staff }) => staff ?? []),
      ),
  }
}

const keyOf = (agencyId: string, name: string, dutyRole: string): string =>
  `${agencyId} ${comparableText(name)} ${dutyRole}`

interface PlacedRow {
  readonly row: PersonRowRead
  readonly unit: KnownUnit
  readonly schoolId: string | null
}

/** One person may hold two places at a school (principal and cadre), but each of them once. */
function planRows(
  placed: readonly PlacedRow[],
  known: Known,
  problems: FoundProblem[],
): PlannedPerson[] {
  const inFile = new Map<string, PersonToWrite>()
  const places = new Map<string, number>()
  return placed.flatMap((one): PlannedPerson[] => {
    const { row, unit } = one
    const key = `${keyOf(unit.id, row.name, dutyRoleOf(row.part))} ${row.badge ?? ''}`
    const place = `${key} ${row.part}`
    const earlier = places.get(place)
    const match = matchPerson(row, unit, known)
    const refusal = earlier ? twice(row, earlier) : match.problem
    if (refusal) {
      problems.push(refusal)
      return []
    }
    places.set(place, row.row)
    const planned = planPerson({ ...one, present: match.person, earlier: inFile.get(key) }, known)
    inFile.set(key, planned.person)
    warnOfCertificate(row, known, problems)
    warnOfSkills(row, problems)
    return [planned]
  })
}

const twice = ({ row }: PersonRowRead, earlier: number): FoundProblem => ({
  row,
  key: 'name',
  rule: 'samePersonTwice',
  severity: 'refused',
  details: { row: earlier },
})

function warnOfCertificate(row: PersonRowRead, known: Known, problems: FoundProblem[]): void {
  const day = row.certificateExpiresOn
  if (day === null || day >= known.today) return
  const key = 'certificateExpiresOn'
  problems.push({
    row: row.row,
    key,
    rule: 'certificateExpired',
    severity: 'warning',
    details: { day },
  })
}

/** Words that are not on the list are left out, and said, never kept as remarks on a person. */
function warnOfSkills({ row, skills: { unknown } }: PersonRowRead, problems: FoundProblem[]): void {
  if (unknown.length === 0) return
  const details = { words: unknown.join('、') }
  problems.push({ row, key: 'skills', rule: 'skillUnknown', severity: 'warning', details })
}

/** The person meant: by the badge within the unit, else by unit, name and part. */
function matchPerson(
  row: PersonRowRead,
  unit: KnownUnit,
  known: Known,
): { person: KnownPerson | null; problem: FoundProblem | null } {
  const refused = (key: string, rule: FoundProblem['rule'], count: number) => ({
    person: null,
    problem: { row: row.row, key, rule, severity: 'refused' as const, details: { count } },
  })
  const badged = row.badge === null ? undefined : known.byBadge.get(row.badge)
  if (badged) {
    const isSame =
      badged.agencyId === unit.id && comparableText(badged.name) === comparableText(row.name)
    return isSame ? { person: badged, problem: null } : refused('badge', 'badgeOfOther', 1)
  }
  const named = known.people.get(keyOf(unit.id, row.name, dutyRoleOf(row.part))) ?? []
  // Somebody with another badge is somebody else.
  const found = named.filter(({ badge }) => badge === null || row.badge === null)
  const [person = null] = found
  if (found.length > 1) return refused('name', 'personAmbiguous', found.length)
  return { person, problem: null }
}

interface PersonMeant extends PlacedRow {
  readonly present: KnownPerson | null
  /** What an earlier row said about the same person, which counts. */
  readonly earlier: PersonToWrite | undefined
}

function planPerson(
  { row, unit, schoolId, present, earlier }: PersonMeant,
  known: Known,
): PlannedPerson {
  const skills = [...new Set([...(present?.skills ?? []), ...row.skills.skills])]
  const fields = {
    badge: row.badge ?? present?.badge ?? null,
    skills,
    maxDutiesPerWeek: row.dutiesPerWeek ?? present?.maxDutiesPerWeek ?? null,
  }
  const personChanges = present && !earlier ? changesOf(fieldsOf(present), fields) : []
  const person: PersonToWrite = earlier ?? {
    id: present?.id ?? newId(known.now),
    agencyId: unit.id,
    name: row.name,
    dutyRole: dutyRoleOf(row.part),
    fields,
    present: present && { version: present.version, fields: fieldsOf(present) },
    isChanged: personChanges.length > 0,
  }
  const place = schoolId === null ? null : planStaff(row, { schoolId, personId: person.id }, known)
  const changes = [...personChanges, ...(place?.changes ?? [])]
  const isNew = !present || place?.isNew === true
  const outcome = isNew ? 'new' : changes.length > 0 ? 'changed' : 'unchanged'
  return { row, person, staff: place?.save ?? null, outcome, changes }
}

const fieldsOf = ({ badge, skills, maxDutiesPerWeek }: KnownPerson) => ({
  badge,
  skills: [...skills],
  maxDutiesPerWeek,
})

function changesOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): PlannedRow['changes'] {
  const told = difference(before, after)
  return told.fields.map((field) => ({
    field,
    before: told.before?.[field] ?? null,
    after: told.after?.[field] ?? null,
  }))
}

/** The place at the school: a new one, or what the row changes about the present one. */
function planStaff(
  row: PersonRowRead,
  place: { readonly schoolId: string; readonly personId: string },
  known: Known,
) {
  const kind = staffKindOf(row.part)
  if (!kind) return null
  const present = known.staff.find(
    (one) =>
      one.schoolId === place.schoolId && one.personId === place.personId && one.kind === kind,
  )
  const told = {
    source: row.source,
    fullTime: row.fullTime,
    certificateNo: row.certificateNo,
    certificateExpiresOn: row.certificateExpiresOn,
    startsOn: row.startsOn,
  }
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null))
  if (!present) {
    const save = { startsOn: known.today, ...given, ...place, kind, id: newId(known.now) }
    return { save, isNew: true, changes: [] }
  }
  const before = staffFieldsOf(present)
  const changes = changesOf({ ...before }, { ...staffFieldsWith(before, given) })
  const save = { ...given, ...place, id: present.id, version: present.version }
  return { save: changes.length > 0 ? save : null, isNew: false, changes }
}

function rowOf(row: PersonRowRead, planned: PlannedPerson | undefined): PlannedRow {
  return {
    row: row.row,
    outcome: planned?.outcome ?? 'error',
    name: row.name,
    recordId: planned?.person.present ? planned.person.id : null,
    intoRow: null,
    movedM: null,
    changes: planned?.changes ?? [],
  }
}
