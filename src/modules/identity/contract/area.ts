import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { Agency, NewAgency } from './agency.ts'

/** From the country down to one school; each lies in exactly one of the level above or higher. */
export const areaLevels = ['country', 'province', 'city', 'county', 'station', 'school'] as const
export const AreaLevel = z.enum(areaLevels)
export type AreaLevel = z.infer<typeof AreaLevel>

export const Area = z.object({
  id: Id,
  parentId: Id.nullable(),
  level: AreaLevel,
  code: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
  path: z.string(),
  countyId: Id,
  version: z.number().int(),
})
export type Area = z.infer<typeof Area>

export const NewArea = z.object({
  id: Id,
  parentId: Id.nullable(),
  level: AreaLevel,
  /** GB/T 2260 (6 digits) or the longer statistical code; absent for stations and schools. */
  code: z
    .string()
    .regex(/^[0-9]{2,12}$/)
    .optional(),
  name: z.string().trim().min(1).max(120),
  nameEn: z.string().trim().max(240).default(''),
})
export type NewArea = z.input<typeof NewArea>

/** An area above schools, with the agencies that lie at it. */
export const TerritoryArea = Area.extend({
  /** Absent for the country; what the scope lies in may be named. */
  parentName: z.string().nullable(),
  agencies: z.array(Agency.omit({ areaId: true, areaName: true })),
})
export type TerritoryArea = z.infer<typeof TerritoryArea>

const byId = z.object({ id: Id })

export const listAreas = endpoint({
  method: 'GET',
  path: '/api/identity/areas',
  access: 'identity.area.read',
  summary: 'Areas of the scope and those above it, in the order of the tree',
  query: PageQuery.extend({
    parentId: Id.optional(),
    level: AreaLevel.optional(),
    search: z.string().trim().min(1).max(40).optional(),
  }),
  reply: pageOf(Area),
})

export const listTerritory = endpoint({
  method: 'GET',
  path: '/api/identity/territory',
  access: 'identity.area.manage',
  summary: 'Areas of the scope down to stations, each with its agencies, in the order of the tree',
  query: PageQuery.extend({
    id: Id.optional(),
    level: AreaLevel.optional(),
    search: z.string().trim().min(1).max(40).optional(),
  }),
  reply: pageOf(TerritoryArea),
})

export const getArea = endpoint({
  method: 'GET',
  path: '/api/identity/areas/:id',
  access: 'identity.area.read',
  summary: 'One area',
  params: byId,
  reply: Area,
})

export const addArea = endpoint({
  method: 'POST',
  path: '/api/identity/areas',
  access: 'identity.area.manage',
  summary: 'Enters an area below another, with its agency if one is given',
  body: NewArea.extend({ parentId: Id, agency: NewAgency.omit({ areaId: true }).optional() }),
  reply: Area,
})

export const renameArea = endpoint({
  method: 'PATCH',
  path: '/api/identity/areas/:id',
  access: 'identity.area.manage',
  summary: 'Gives an area another name or code; its path and its rows stay',
  params: byId,
  body: z.object({
    version: z.number().int(),
    name: z.string().trim().min(1).max(120).optional(),
    nameEn: z.string().trim().max(240).optional(),
    code: z
      .string()
      .regex(/^[0-9]{2,12}$/)
      .nullable()
      .optional(),
    /** The agencies here that bear the old name bear the new one as well. */
    withAgencies: z.boolean().default(false),
  }),
  reply: Area,
})

export const removeArea = endpoint({
  method: 'DELETE',
  path: '/api/identity/areas/:id',
  access: 'identity.area.manage',
  summary: 'Takes out a station that was entered by mistake, as long as nothing was done there',
  params: byId,
  stepUp: true,
})
