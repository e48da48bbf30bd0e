import { z } from 'zod'
import { Id } from '../../../platform/contract/id.ts'

/** Who acts at a school: shown to whoever may see the school, wherever the person belongs. */
export const PersonCard = z.object({
  personId: Id,
  name: z.string(),
  badge: z.string().nullable(),
  agencyName: z.string().nullable(),
})
export type PersonCard = z.infer<typeof PersonCard>
