import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'

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
  summary: 'Enters an area below another',
  body: NewArea.extend({ parentId: Id }),
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
  }),
  reply: Area,
})
