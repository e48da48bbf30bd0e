import { z } from 'zod'
import { Id } from '../../../platform/contract/id.ts'

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
  name: z.string().min(1).max(120),
  nameEn: z.string().max(240).default(''),
})
export type NewArea = z.input<typeof NewArea>
