import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Area } from '../../contract/area.ts'
import { NewAgency } from '../../contract/person.ts'
import { type AgencyRow, findAgencies, insertAgencies } from './agency.queries.ts'
import { findAreas } from './area.queries.ts'

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
  }
  return all
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
    code: agency.code ?? null,
  }
}

const same = (a: AgencyRow, b: AgencyRow) =>
  a.areaId === b.areaId && a.name === b.name && a.kind === b.kind && a.code === b.code
