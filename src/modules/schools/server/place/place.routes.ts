import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import {
  type Campus,
  type CampusFields,
  createCampus,
  createGate,
  listCampuses,
  listGates,
  renewGateKey,
  updateCampus,
  updateGate,
} from '../../contract/gate.ts'
import { gateCodeStepS, gateCodeText, showGateCodes } from '../../contract/gate-code.ts'
import { recordChanges } from '../change.queries.ts'
import { patched, refuseOtherContent, refuseStale } from '../change.rules.ts'
import { schoolOr404 } from '../school/school.queries.ts'
import { gateContentWith, giveGateNewKey, saveGates } from './gate.actions.ts'
import {
  campusesOfSchool,
  findCampus,
  findGates,
  gateContentOf,
  gateKey,
  gateOr404,
  gatesOfSchool,
  insertCampus,
  type StoredCampus,
  updateCampusRow,
} from './gate.queries.ts'
import { gateCodesFrom } from './gate-code.ts'

/** Ten minutes: long enough for a line to come back, short enough to be worth nothing tomorrow. */
const codesAhead = 20

export function placeRoutes(): Route[] {
  return [...campusRoutes(), ...gateRoutes()]
}

function gateRoutes(): Route[] {
  return [
    route(listGates, async ({ work, params }) => {
      await schoolOr404(work, params.schoolId)
      return gatesOfSchool(work, params.schoolId)
    }),
    route(createGate, async ({ work, params, body }) => {
      await schoolOr404(work, params.schoolId)
      const present = (await findGates(work, [body.id])).get(body.id)
      if (present) {
        const wanted = { schoolId: params.schoolId, ...gateContentWith(undefined, body) }
        refuseOtherContent({ schoolId: present.schoolId, ...gateContentOf(present) }, wanted)
      } else await saveGates(work, [{ ...body, schoolId: params.schoolId }])
      return gateOr404(work, body.id)
    }),
    route(updateGate, async ({ work, params, body }) => {
      const gate = await gateOr404(work, params.gateId)
      await saveGates(work, [{ ...body, id: gate.id, schoolId: gate.schoolId }])
      return gateOr404(work, gate.id)
    }),
    route(renewGateKey, async ({ work, params, body }) => {
      const gate = await gateOr404(work, params.gateId)
      refuseStale(gate.version, body.version)
      await giveGateNewKey(work, gate)
      return gateOr404(work, gate.id)
    }),
    route(showGateCodes, async ({ work, params }) => {
      const { secret, ...names } = await gateKey(work, params.gateId)
      return {
        ...names,
        gateId: params.gateId,
        stepS: gateCodeStepS,
        now: work.now.toISOString(),
        codes: gateCodesFrom(secret, work.now, codesAhead).map(({ startsAt, code }) => ({
          startsAt: startsAt.toISOString(),
          text: gateCodeText(params.gateId, code),
        })),
      }
    }),
  ]
}

const campusOf = ({ id, schoolId, name, address, version }: StoredCampus): Campus => ({
  id,
  schoolId,
  name,
  address,
  version,
})

function campusRoutes(): Route[] {
  return [
    route(listCampuses, async ({ work, params }) => {
      await schoolOr404(work, params.schoolId)
      return (await campusesOfSchool(work, params.schoolId)).map(campusOf)
    }),
    route(createCampus, async ({ work, params, body }) => {
      const school = await schoolOr404(work, params.schoolId)
      const wanted = { ...body, schoolId: school.id }
      const present = await findCampus(work, body.id)
      if (present) {
        const { version: _, ...content } = campusOf(present)
        refuseOtherContent(content, wanted)
        return campusOf(present)
      }
      const campus = {
        ...wanted,
        countyId: school.countyId,
        areaPath: school.areaPath,
        version: 1,
      }
      await insertCampus(work, campus)
      await tellOfCampus(work, campus, null)
      return campusOf(campus)
    }),
    route(updateCampus, async ({ work, params, body: { version, ...fields } }) => {
      const present = await findCampus(work, params.campusId)
      if (!present) throw baseProblems.notFound()
      refuseStale(present.version, version)
      const campus = patched(present, fields)
      await updateCampusRow(work, campus)
      await tellOfCampus(work, campus, present)
      return campusOf({ ...campus, version: version + 1 })
    }),
  ]
}

async function tellOfCampus(work: Work, campus: StoredCampus, before: StoredCampus | null) {
  const content = ({ name, address }: CampusFields) => ({ name, address })
  await recordChanges(work, [
    {
      subjectKind: 'campus',
      subjectId: campus.id,
      schoolId: campus.schoolId,
      countyId: campus.countyId,
      areaPath: campus.areaPath,
      change: before ? 'updated' : 'created',
      before: before && content(before),
      after: content(campus),
    },
  ])
}
