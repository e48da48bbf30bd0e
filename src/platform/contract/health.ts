import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Instant } from './id.ts'

/** What is ready, for the operator's tools and for the sign-in page. */
export const health = endpoint({
  method: 'GET',
  path: '/healthz',
  access: 'public',
  summary: 'What is ready',
  reply: z.object({
    ready: z.boolean(),
    database: z.boolean(),
    live: z.boolean(),
    version: z.string(),
    now: Instant,
  }),
})
