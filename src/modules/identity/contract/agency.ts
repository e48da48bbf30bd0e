import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'

export const agencyKinds = ['police', 'education', 'school', 'department', 'guardCompany'] as const
export const AgencyKind = z.enum(agencyKinds)
export type AgencyKind = z.infer<typeof AgencyKind>

export const NewAgency = z.object({
  id: Id,
  areaId: Id,
  kind: AgencyKind,
  name: z.string().trim().min(1).max(120),
  code: z.string().trim().max(20).optional(),
})
export type NewAgency = z.infer<typeof NewAgency>

export const Agency = z.object({
  id: Id,
  areaId: Id,
  areaName: z.string(),
  kind: AgencyKind,
  name: z.string(),
  code: z.string().nullable(),
  version: z.number().int(),
})
export type Agency = z.infer<typeof Agency>

export const AgencyChange = z.object({
  version: z.number().int(),
  name: NewAgency.shape.name.optional(),
  code: z.string().trim().max(20).nullable().optional(),
})
export type AgencyChange = z.infer<typeof AgencyChange>

const byId = z.object({ id: Id })

export const listAgencies = endpoint({
  method: 'GET',
  path: '/api/identity/agencies',
  access: 'identity.person.read',
  summary: 'Agencies of the scope and of the areas above it',
  query: PageQuery.extend({ kind: AgencyKind.optional() }),
  reply: pageOf(Agency),
})

export const addAgency = endpoint({
  method: 'POST',
  path: '/api/identity/agencies',
  access: 'identity.area.manage',
  summary: 'Enters an agency at an area',
  body: NewAgency,
  reply: Agency,
})

export const renameAgency = endpoint({
  method: 'PATCH',
  path: '/api/identity/agencies/:id',
  access: 'identity.area.manage',
  summary: 'Gives an agency another name or code; its people stay',
  params: byId,
  body: AgencyChange,
  reply: Agency,
})

export const removeAgency = endpoint({
  method: 'DELETE',
  path: '/api/identity/agencies/:id',
  access: 'identity.area.manage',
  summary: 'Takes out an agency that was entered by mistake, as long as it has nobody',
  params: byId,
  stepUp: true,
})
