import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { rootPath } from '../../../../platform/ports/actor.ts'
import type { NewAgency } from '../../contract/agency.ts'
import { type Area, areaLevels, NewArea } from '../../contract/area.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import { createAgency, renameWithArea } from './agency.actions.ts'
import {
  findAreas,
  findLabelled,
  findSiblings,
  insertAreas,
  lockArea,
  saveArea,
} from './area.queries.ts'

/** Makes one area below another. A repeat with the same id and content gives the same area. */
export async function createArea(work: Work, area: NewArea): Promise<Area> {
  const [made] = await createAreas(work, [area])
  if (!made) throw baseProblems.notFound()
  return made
}

/** Makes areas in the given order: a parent may come before its children in the same list. */
export async function createAreas(work: Work, news: readonly NewArea[]): Promise<Area[]> {
  const wanted = news.map((area) => NewArea.parse(area))
  const parents = wanted.flatMap(({ parentId }) => parentId ?? [])
  const known = await findAreas(work, [...wanted.map(({ id }) => id), ...parents])
  const codes = wanted.flatMap(({ code }) => code ?? [])
  const labelled = await findLabelled(work, codes.map(labelOfCode))
  const added: Area[] = []
  const all = wanted.map((area) => {
    const before = known.get(area.id)
    const parent = area.parentId === null ? null : known.get(area.parentId)
    const byCode = placed(area, parent, area.code && labelOfCode(area.code))
    const made = labelled.has(byCode.path) && !before ? placed(area, parent) : byCode
    if (before && !same(before, made)) throw baseProblems.conflict()
    if (!before) {
      known.set(made.id, made)
      added.push(made)
    }
    return before ?? made
  })
  await insertAreas(work, added)
  for (const area of added) {
    work.audit({
      action: 'identity.area.create',
      subjectKind: 'area',
      subjectId: area.id,
      countyId: area.countyId,
      areaPath: area.path,
      detail: { level: area.level, code: area.code, name: area.name },
    })
    work.touch({ topic: 'identity.area', areaPath: area.path, rowClass: 'joint', keys: [area.id] })
  }
  return all
}

/**
 * Enters an area by hand, with its agency if one is given. Imports know a station by its name, so
 * two of one name below one area are refused.
 */
export async function enterArea(
  work: Work,
  area: NewArea & { readonly parentId: string },
  agency: Omit<NewAgency, 'areaId'> | undefined,
): Promise<Area> {
  // Locked, so that two entries cannot each see only what was there before both.
  const parent = await lockArea(work, area.parentId)
  if (!parent) throw baseProblems.notFound()
  await refuseNameTwice(work, area, parent.name)
  const made = await createArea(work, area)
  if (agency) await createAgency(work, { ...agency, areaId: made.id })
  return made
}

type Named = Pick<Area, 'id' | 'parentId' | 'level' | 'name'>

async function refuseNameTwice(work: Work, area: Named, parent: string): Promise<void> {
  const siblings = await findSiblings(work, area)
  if (siblings.some(({ name }) => name === area.name)) {
    throw identityProblems.areaNamed({ parent, name: area.name })
  }
}

type ParsedArea = ReturnType<typeof NewArea.parse>

const labelOfCode = (code: string): string => `a${code}`

/**
 * Path and home of a new area; the label of the path is made here once and never changes. It is the
 * code, unless an area beside was entered with it that was corrected to another since.
 */
function placed(
  area: ParsedArea,
  parent: Area | null | undefined,
  label = `${area.level[0]}${area.id.replaceAll('-', '')}`,
): Area {
  const depth = areaLevels.indexOf(area.level)
  if (parent === undefined) throw baseProblems.notFound()
  if (parent ? areaLevels.indexOf(parent.level) >= depth : area.level !== 'country') {
    throw baseProblems.violated({ constraint: 'identity.area.level' })
  }
  const belowCounty = area.level === 'station' || area.level === 'school'
  return {
    id: area.id,
    parentId: area.parentId,
    level: area.level,
    code: area.code ?? null,
    name: area.name,
    nameEn: area.nameEn,
    path: parent ? `${parent.path}.${label}` : rootPath,
    countyId: belowCounty && parent ? parent.countyId : area.id,
    version: 1,
  }
}

const same = (a: Area, b: Area) =>
  a.parentId === b.parentId && a.level === b.level && a.code === b.code && a.name === b.name

export interface AreaChange {
  readonly version: number
  readonly name?: string | undefined
  readonly nameEn?: string | undefined
  readonly code?: string | null | undefined
  /** Agencies of the old name are renamed as well. */
  readonly withAgencies?: boolean | undefined
}

/** Gives an area another name or code; the path, which every row below carries, stays. */
export async function changeArea(work: Work, id: string, change: AreaChange): Promise<Area> {
  const before = await lockArea(work, id)
  if (!before) throw baseProblems.notFound()
  if (before.version !== change.version) throw baseProblems.stale({ version: before.version })
  const isRenamed = change.name !== undefined || change.nameEn !== undefined
  // Entered once, in the register of schools; the area follows it.
  if (before.level === 'school' && isRenamed) throw identityProblems.schoolNamed()
  const after: Area = {
    ...before,
    name: change.name ?? before.name,
    nameEn: change.nameEn ?? before.nameEn,
    code: change.code === undefined ? before.code : change.code,
    version: before.version + 1,
  }
  if (after.name !== before.name) await refuseOtherOfName(work, after)
  await saveArea(work, after)
  if (change.withAgencies) await renameWithArea(work, before, after.name)
  tellAreaChanged(work, before, after)
  return after
}

export function tellAreaChanged(work: Work, before: Area, after: Area): void {
  work.audit({
    action: 'identity.area.change',
    subjectKind: 'area',
    subjectId: after.id,
    countyId: after.countyId,
    areaPath: after.path,
    detail: { from: [before.code, before.name], to: [after.code, after.name] },
  })
  work.touch({ topic: 'identity.area', areaPath: after.path, rowClass: 'joint', keys: [after.id] })
}

async function refuseOtherOfName(work: Work, area: Area): Promise<void> {
  const { parentId } = area
  // Locked as by a new entry; nobody of a county may lock what lies above it.
  const parent = parentId ? await lockArea(work, parentId) : undefined
  await refuseNameTwice(work, area, parent?.name ?? '')
}
