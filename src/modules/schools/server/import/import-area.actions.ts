import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { createAgency, createArea, ensureArea } from '../../../identity/index.ts'
import { importProblems } from '../../contract/import-problems.catalogue.ts'
import { type Area, findAreas } from '../area.queries.ts'
import { educationAgencyName } from './import-area.catalogue.ts'
import { areaIdByCode, countiesOf, hasEducationAgency } from './import-area.queries.ts'

export interface AreaNamed {
  /** GB/T 2260, six digits. */
  readonly code: string
  /** Needed where no area has the code yet. */
  readonly name?: string | undefined
}

/**
 * The county into which a table named by an area code goes. An area that is not known yet is made
 * with the name given, and with an education bureau, so that its schools have a home.
 */
export async function areaForImport(work: Work, { code, name }: AreaNamed): Promise<Area> {
  const known = await areaIdByCode(work, code)
  if (!known && !name) throw importProblems.importAreaUnknown({ code })
  const id = known ?? (await ensureArea(work, code, name ?? code)).id
  const named = (await findAreas(work, [id])).get(id)
  if (!named) throw importProblems.importAreaUnknown({ code })
  const area = await countyWithin(work, named)
  if (area.level === 'county' && !(await hasEducationAgency(work, area.id))) {
    await createAgency(work, {
      id: newId(work.now),
      areaId: area.id,
      kind: 'education',
      name: educationAgencyName(area.name),
    })
  }
  return area
}

/**
 * Schools lie in counties. A region without counties of its own (Hong Kong, a city that counts as
 * one county) has one of the same name, without a code, because the code is the region's.
 */
async function countyWithin(work: Work, area: Area): Promise<Area> {
  if (area.level === 'county' || area.level === 'station') return area
  const counties = await countiesOf(work, area.id)
  const [only] = counties
  if (counties.length > 1 || (only && only.code !== null)) {
    throw importProblems.importAreaTooWide({ name: area.name })
  }
  const id = newId(work.now)
  if (!only) await createArea(work, { id, parentId: area.id, level: 'county', name: area.name })
  const countyId = only?.id ?? id
  const county = (await findAreas(work, [countyId])).get(countyId)
  if (!county) throw importProblems.importAreaTooWide({ name: area.name })
  return county
}
