import { z } from 'zod'

/** Key paging: `after` is the opaque key of the last row seen. */
export const PageQuery = z.object({
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type PageQuery = z.infer<typeof PageQuery>

/** A page of rows; `next` is absent on the last page, `total` counts the whole filtered list. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().optional(), total: z.number().int() })

export type Page<T> = { rows: T[]; next?: string | undefined; total: number }
