import { baseProblems } from '../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../platform/database/work.ts'
import { rootPath } from '../../../platform/ports/actor.ts'
import { type Area, areaLevels, NewArea } from '../contract/area.ts'
import { findAreas, insertAreas } from './area.queries.ts'

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
  const added: Area[] = []
  const all = wanted.map((area) => {
    const before = known.get(area.id)
    const made = placed(area, area.parentId === null ? null : known.get(area.parentId))
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

type ParsedArea = ReturnType<typeof NewArea.parse>

/** Path and home of a new area; the label of the path is made here once and never changes. */
function placed(area: ParsedArea, parent: Area | null | undefined): Area {
  const depth = areaLevels.indexOf(area.level)
  if (parent === undefined) throw baseProblems.notFound()
  if (parent ? areaLevels.indexOf(parent.level) >= depth : area.level !== 'country') {
    throw baseProblems.violated({ constraint: 'identity.area.level' })
  }
  const label = area.code ? `a${area.code}` : `${area.level[0]}${area.id.replaceAll('-', '')}`
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
