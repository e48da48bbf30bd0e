import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import { addArea, getArea, listAreas, renameArea } from '../../contract/area.ts'
import { changeArea, createArea } from './area.actions.ts'
import { findAreas, listAreaRows } from './area.queries.ts'

export function areaRoutes(): Route[] {
  return [
    route(listAreas, ({ work, query }) => listAreaRows(work, query)),
    route(getArea, async ({ work, params }) => {
      const area = (await findAreas(work, [params.id])).get(params.id)
      if (!area) throw baseProblems.notFound()
      return area
    }),
    route(addArea, ({ work, body }) => {
      const { code, ...area } = body
      return createArea(work, { ...area, ...(code ? { code } : {}) })
    }),
    route(renameArea, ({ work, params, body }) => changeArea(work, params.id, body)),
  ]
}
