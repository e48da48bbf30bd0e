import { z } from 'zod'
import { Id } from '../../platform/contract/id.ts'
import type { Work } from '../../platform/database/work.ts'

/** Facts that identity announces. */
export const personRenamed = 'identity.person-renamed'

export const PersonRenamed = z.object({ personId: Id })
export type PersonRenamed = z.infer<typeof PersonRenamed>

export function announcePersonRenamed(
  work: Work,
  { countyId, areaPath }: { readonly countyId: string; readonly areaPath: string },
  payload: PersonRenamed,
): void {
  work.announce({ topic: personRenamed, countyId, areaPath, payload })
}
