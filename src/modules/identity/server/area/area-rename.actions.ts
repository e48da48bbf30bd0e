import type { Work } from '../../../../platform/database/work.ts'
import type { Area } from '../../contract/area.ts'
import { tellAgencyChanged } from './agency.actions.ts'
import { type AgencyRow, lockAgenciesOfAreas, saveAgencyNames } from './agency.queries.ts'
import { tellAreaChanged } from './area.actions.ts'
import { lockAreas, saveAreaNames } from './area.queries.ts'

export interface AreaName {
  readonly id: string
  readonly name: string
  readonly nameEn: string
}

/**
 * Areas whose names another register keeps (schools) follow it, and so do the agencies that were
 * called as they were: four statements for any number. That register judges what may be called
 * alike; siblings of one name are not refused here.
 */
export async function renameAreas(work: Work, names: readonly AreaName[]): Promise<void> {
  if (names.length === 0) return
  const wanted = new Map(names.map((name) => [name.id, name]))
  const before = (await lockAreas(work, [...wanted.keys()])).filter((area) => {
    const to = wanted.get(area.id)
    return to && (to.name !== area.name || to.nameEn !== area.nameEn)
  })
  const agencies = await agenciesToRename(work, before, wanted)
  const after = before.map((area) => ({ ...area, ...wanted.get(area.id) }))
  await saveAreaNames(work, after)
  await saveAgencyNames(
    work,
    agencies.map(({ to }) => to),
  )
  before.forEach((area, at) => {
    const renamed = after[at]
    if (renamed) tellAreaChanged(work, area, renamed)
  })
  for (const { from, to } of agencies) tellAgencyChanged(work, from, to)
}

interface AgencyRename {
  readonly from: AgencyRow
  readonly to: AgencyRow
}

async function agenciesToRename(
  work: Work,
  areas: readonly Area[],
  wanted: ReadonlyMap<string, AreaName>,
): Promise<AgencyRename[]> {
  const names = new Map(areas.map(({ id, name }) => [id, name]))
  const agencies = await lockAgenciesOfAreas(work, [...names.keys()])
  return agencies.flatMap((from) => {
    const name = wanted.get(from.areaId)?.name
    const isCalledAlike = from.name === names.get(from.areaId)
    return isCalledAlike && name && name !== from.name ? [{ from, to: { ...from, name } }] : []
  })
}
