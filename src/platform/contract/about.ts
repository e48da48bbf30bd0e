import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Instant } from './id.ts'

export const Demonstration = z.object({
  /** The demonstration's own time when it began. */
  beginsAt: Instant,
  reason: z.enum(['notASchoolDay', 'outsideHours', 'resumed']).nullable(),
  pace: z.number(),
})
export type Demonstration = z.infer<typeof Demonstration>

/** Every page says when what it shows is played and not real. */
export const about = endpoint({
  method: 'GET',
  path: '/api/about',
  access: 'public',
  summary: 'Version, works contained, and whether a demonstration plays its own time',
  reply: z.object({
    version: z.string(),
    /** NOTICE: whose work the product contains, and under which licences. */
    notice: z.string(),
    demonstration: Demonstration.nullable(),
  }),
})
