import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import {
  addSecondment,
  endSecondment,
  listSecondments,
  type Secondment,
} from '../../contract/secondment.ts'
import { sessionsOf } from '../session/session-cache.ts'
import { secondPerson, setSecondmentEnd } from './secondment.actions.ts'
import { findShownSecondment, listSecondmentRows } from './secondment.queries.ts'

export function secondmentRoutes(ground: Ground): Route[] {
  return [
    route(listSecondments, ({ work, query }) => listSecondmentRows(work, query)),
    route(addSecondment, async ({ work, body }) => {
      await secondPerson(work, ground, body)
      return shown(work, body.id)
    }),
    route(endSecondment, async ({ work, params, body }) => {
      await setSecondmentEnd(work, sessionsOf(ground), { ...params, ...body })
      return shown(work, params.id)
    }),
  ]
}

async function shown(work: Work, id: string): Promise<Secondment> {
  const secondment = await findShownSecondment(work, id)
  if (!secondment) throw baseProblems.notFound()
  return secondment
}
