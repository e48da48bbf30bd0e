import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { NewAgency } from '../../contract/person.ts'
import { type AgencyRow, findAgencies, insertAgency } from './agency.queries.ts'
import { findAreas } from './area.queries.ts'

/** Makes an agency at an area. A repeat with the same id and content gives the same agency. */
export async function createAgency(work: Work, agency: NewAgency): Promise<AgencyRow> {
  const wanted = NewAgency.parse(agency)
  const area = (await findAreas(work, [wanted.areaId])).get(wanted.areaId)
  if (!area) throw baseProblems.notFound()
  const row: AgencyRow = {
    id: wanted.id,
    countyId: area.countyId,
    areaId: area.id,
    areaPath: area.path,
    rowClass: 'joint',
    kind: wanted.kind,
    name: wanted.name,
    code: wanted.code ?? null,
  }
  const before = (await findAgencies(work, [row.id])).get(row.id)
  if (before) {
    const same = before.areaId === row.areaId && before.name === row.name
    if (!same || before.kind !== row.kind || before.code !== row.code) throw baseProblems.conflict()
    return before
  }
  await insertAgency(work, row)
  work.audit({
    action: 'identity.agency.create',
    subjectKind: 'agency',
    subjectId: row.id,
    countyId: row.countyId,
    areaPath: row.areaPath,
    detail: { kind: row.kind, name: row.name, code: row.code },
  })
  return row
}
