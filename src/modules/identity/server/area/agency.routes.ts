import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import {
  type Agency,
  addAgency,
  listAgencies,
  removeAgency,
  renameAgency,
} from '../../contract/agency.ts'
import { changeAgency, enterAgency, removeAgency as remove } from './agency.actions.ts'
import { findShownAgency, listAgencyRows } from './agency.queries.ts'

export function agencyRoutes(): Route[] {
  return [
    route(listAgencies, ({ work, query }) => listAgencyRows(work, query)),
    route(addAgency, async ({ work, body }) => {
      await enterAgency(work, body)
      return shown(work, body.id)
    }),
    route(renameAgency, async ({ work, params, body }) => {
      await changeAgency(work, params.id, body)
      return shown(work, params.id)
    }),
    route(removeAgency, async ({ work, params }) => {
      await remove(work, params.id)
      return undefined
    }),
  ]
}

async function shown(work: Work, id: string): Promise<Agency> {
  const agency = await findShownAgency(work, id)
  if (!agency) throw baseProblems.notFound()
  return agency
}
