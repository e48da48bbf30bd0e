import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type AgencyChange, NewAgency } from '../../contract/agency.ts'
import type { Area } from '../../contract/area.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import {
  type AgencyRow,
  countPeopleOfAgency,
  deleteAgency,
  findAgencies,
  findAgenciesOfArea,
  insertAgencies,
  lockAgency,
  saveAgency,
} from './agency.queries.ts'
import { findAreas, lockArea } from './area.queries.ts'

/** Makes an agency at an area. A repeat with the same id and content gives the same agency. */
export async function createAgency(work: Work, agency: NewAgency): Promise<AgencyRow> {
  const [made] = await createAgencies(work, [agency])
  if (!made) throw baseProblems.notFound()
  return made
}

/** Makes agencies at their areas, many in three statements. */
export async function createAgencies(work: Work, news: readonly NewAgency[]): Promise<AgencyRow[]> {
  const wanted = news.map((agency) => NewAgency.parse(agency))
  const areas = await findAreas(
    work,
    wanted.map(({ areaId }) => areaId),
  )
  const known = await findAgencies(
    work,
    wanted.map(({ id }) => id),
  )
  const added: AgencyRow[] = []
  const all = wanted.map((agency) => {
    const row = agencyRowOf(agency, areas.get(agency.areaId))
    const before = known.get(row.id)
    if (before && !same(before, row)) throw baseProblems.conflict()
    if (before) return before
    known.set(row.id, row)
    added.push(row)
    return row
  })
  await insertAgencies(work, added)
  for (const row of added) {
    work.audit({
      action: 'identity.agency.create',
      subjectKind: 'agency',
      subjectId: row.id,
      countyId: row.countyId,
      areaPath: row.areaPath,
      detail: { kind: row.kind, name: row.name, code: row.code },
    })
    touchArea(work, row)
  }
  return all
}

/** Screens show agencies with the area that they lie at. */
const touchArea = (work: Work, { areaPath, rowClass, areaId }: AgencyRow): void =>
  work.touch({ topic: 'identity.area', areaPath, rowClass, keys: [areaId] })

/**
 * Enters an agency by hand: two of one name at one place could not be told apart. Who names one
 * locks its area first, so that two entries cannot each see only what was there before both.
 */
export async function enterAgency(work: Work, agency: NewAgency): Promise<AgencyRow> {
  await lockArea(work, agency.areaId)
  await refuseNameTwice(work, agency)
  return createAgency(work, agency)
}

async function refuseNameTwice(
  work: Work,
  { id, areaId, name }: Pick<AgencyRow, 'id' | 'areaId' | 'name'>,
): Promise<void> {
  const others = await findAgenciesOfArea(work, areaId)
  if (!others.some((other) => other.id !== id && other.name === name)) return
  const area = (await findAreas(work, [areaId])).get(areaId)
  throw identityProblems.agencyNamed({ area: area?.name ?? '', name })
}

/** Gives an agency another name or code; people, accounts and records name it by its id. */
export async function changeAgency(
  work: Work,
  id: string,
  { version, name, code }: AgencyChange,
): Promise<void> {
  const found = (await findAgencies(work, [id])).get(id)
  if (found && name !== undefined) await lockArea(work, found.areaId)
  const before = await lockAgency(work, id)
  if (!before) throw baseProblems.notFound()
  if (before.version !== version) throw baseProblems.stale({ version: before.version })
  if (before.kind === 'school' && name !== undefined) throw identityProblems.schoolNamed()
  const after = {
    ...before,
    name: name ?? before.name,
    code: code === undefined ? before.code : code || null,
  }
  await refuseNameTwice(work, after)
  await saveAgency(work, after)
  tellAgencyChanged(work, before, after)
}

export function tellAgencyChanged(work: Work, before: AgencyRow, after: AgencyRow): void {
  work.audit({
    action: 'identity.agency.change',
    subjectKind: 'agency',
    subjectId: after.id,
    countyId: after.countyId,
    areaPath: after.areaPath,
    detail: { from: [before.code, before.name], to: [after.code, after.name] },
  })
  touchArea(work, after)
}

/** Agencies that are called as their area was go on being called as it is. */
export async function renameWithArea(work: Work, before: Area, name: string): Promise<void> {
  for (const agency of await findAgenciesOfArea(work, before.id)) {
    if (agency.name !== before.name || agency.name === name) continue
    await changeAgency(work, agency.id, { version: agency.version, name })
  }
}

/** Takes out an agency that was entered by mistake and has nobody. */
export async function removeAgency(work: Work, id: string): Promise<void> {
  const agency = await lockAgency(work, id)
  if (!agency) throw baseProblems.notFound()
  const { kind, name, countyId, areaPath } = agency
  // The school's own is entered and taken out with the school.
  if (kind === 'school') throw identityProblems.areaStays()
  const count = await countPeopleOfAgency(work, agency)
  if (count > 0) throw identityProblems.agencyInUse({ name, count })
  await deleteAgency(work, agency)
  work.audit({
    action: 'identity.agency.remove',
    subjectKind: 'agency',
    subjectId: id,
    countyId,
    areaPath,
    detail: { kind, name },
  })
  touchArea(work, agency)
}

function agencyRowOf(agency: NewAgency, area: Area | undefined): AgencyRow {
  if (!area) throw baseProblems.notFound()
  return {
    id: agency.id,
    countyId: area.countyId,
    areaId: area.id,
    areaPath: area.path,
    rowClass: 'joint',
    kind: agency.kind,
    name: agency.name,
    code: agency.code || null,
    version: 1,
  }
}

const same = (a: AgencyRow, b: AgencyRow) =>
  a.areaId === b.areaId && a.name === b.name && a.kind === b.kind && a.code === b.code
