import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import {
  addArea,
  getArea,
  listAreas,
  listTerritory,
  removeArea,
  renameArea,
} from '../../contract/area.ts'
import { changeArea, enterArea } from './area.actions.ts'
import { findAreas, listAreaRows, listTerritoryRows } from './area.queries.ts'
import { removeStation } from './area-removal.actions.ts'

export function areaRoutes(): Route[] {
  return [
    route(listAreas, ({ work, query }) => listAreaRows(work, query)),
    route(listTerritory, ({ work, query }) => listTerritoryRows(work, query)),
    route(getArea, async ({ work, params }) => {
      const area = (await findAreas(work, [params.id])).get(params.id)
      if (!area) throw baseProblems.notFound()
      return area
    }),
    route(addArea, ({ work, body }) => {
      const { code, agency, ...area } = body
      return enterArea(work, { ...area, ...(code ? { code } : {}) }, agency)
    }),
    route(renameArea, ({ work, params, body }) => changeArea(work, params.id, body)),
    route(removeArea, async ({ work, params }) => {
      await removeStation(work, params.id)
      return undefined
    }),
  ]
}
