import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/id.ts'
import { PlacedPosition, PositionInput } from './position.ts'
import { SchoolKey } from './school.ts'

const Version = z.number().int().min(1)

export const CampusFields = z.object({
  name: z.string().trim().min(1).max(80),
  address: z.string().trim().max(240),
})
export type CampusFields = z.infer<typeof CampusFields>

export const Campus = CampusFields.extend({ id: Id, schoolId: Id, version: z.number().int() })
export type Campus = z.infer<typeof Campus>

export const listCampuses = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/campuses',
  access: 'schools.read',
  summary: 'Campuses of a school',
  params: SchoolKey,
  reply: z.array(Campus),
})

export const createCampus = endpoint({
  method: 'POST',
  path: '/api/schools/:schoolId/campuses',
  access: 'schools.place.edit',
  summary: 'Add a campus',
  params: SchoolKey,
  body: CampusFields.extend({ id: Id }),
  reply: Campus,
})

export const CampusKey = z.object({ campusId: Id })

export const updateCampus = endpoint({
  method: 'PATCH',
  path: '/api/schools/campuses/:campusId',
  access: 'schools.place.edit',
  summary: 'Change a campus',
  params: CampusKey,
  body: CampusFields.partial().extend({ version: Version }),
  reply: Campus,
})

export const gateUses = ['pedestrian', 'vehicle', 'both', 'emergency'] as const
export const GateUse = z.enum(gateUses)
export type GateUse = z.infer<typeof GateUse>

export const GateFields = z.object({
  campusId: Id.nullable(),
  name: z.string().trim().min(1).max(60),
  use: GateUse,
  /** A gate that stays shut needs nobody. */
  opened: z.boolean(),
  position: PositionInput.nullable(),
})
export type GateFields = z.infer<typeof GateFields>

export const NewGate = GateFields.partial().required({ name: true }).extend({ id: Id })

export const Gate = GateFields.omit({ position: true }).extend({
  id: Id,
  schoolId: Id,
  position: PlacedPosition.nullable(),
  version: z.number().int(),
})
export type Gate = z.infer<typeof Gate>

export const listGates = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/gates',
  access: 'schools.read',
  summary: 'Gates of a school',
  params: SchoolKey,
  reply: z.array(Gate),
})

export const createGate = endpoint({
  method: 'POST',
  path: '/api/schools/:schoolId/gates',
  access: 'schools.place.edit',
  summary: 'Add a gate',
  params: SchoolKey,
  body: NewGate,
  reply: Gate,
})

export const GateKey = z.object({ gateId: Id })

export const updateGate = endpoint({
  method: 'PATCH',
  path: '/api/schools/gates/:gateId',
  access: 'schools.place.edit',
  summary: 'Change a gate; fields left out stay as they are',
  params: GateKey,
  body: GateFields.partial().extend({ version: Version }),
  reply: Gate,
})

/** Gives the gate a new key: codes photographed before it no longer count. */
export const renewGateKey = endpoint({
  method: 'POST',
  path: '/api/schools/gates/:gateId/renew-key',
  access: 'schools.place.edit',
  summary: 'Give the rotating code of a gate a new key',
  params: GateKey,
  body: z.object({ version: Version }),
  reply: Gate,
})
