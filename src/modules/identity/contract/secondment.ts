import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'

export const NewSecondment = z.object({
  id: Id,
  personId: Id,
  homeCountyId: Id,
  /** The agency in the host county that the person works with. */
  agencyId: Id,
  startsOn: Day,
  endsOn: Day.nullable().default(null),
  reason: z.string().trim().min(1).max(200),
})
export type NewSecondment = z.input<typeof NewSecondment>

export const Secondment = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  homeCountyId: Id,
  /** Null for a reader who sees the host county only. */
  homeName: z.string().nullable(),
  /** Who lends the person, by name; also for a reader who sees nothing else of that county. */
  homeAgencyName: z.string().nullable(),
  hostCountyId: Id,
  hostName: z.string().nullable(),
  agencyId: Id,
  agencyName: z.string(),
  startsOn: Day,
  endsOn: Day.nullable(),
  reason: z.string(),
  approvedBy: Id,
  approvedAt: Instant,
})
export type Secondment = z.infer<typeof Secondment>

export const listSecondments = endpoint({
  method: 'GET',
  path: '/api/identity/secondments',
  access: 'identity.secondment.read',
  summary: 'People from elsewhere who act inside the scope, the newest first',
  query: PageQuery,
  reply: pageOf(Secondment),
})

export const addSecondment = endpoint({
  method: 'POST',
  path: '/api/identity/secondments',
  access: 'identity.secondment.manage',
  summary: 'Lets a person of one county, or of a body above, act in another county',
  stepUp: true,
  body: NewSecondment,
  reply: Secondment,
})

export const endSecondment = endpoint({
  method: 'PATCH',
  path: '/api/identity/secondments/:id',
  access: 'identity.secondment.manage',
  summary: 'Sets the last day, never a later one; the day before the first withdraws one to come',
  params: z.object({ id: Id }),
  body: z.object({ endsOn: Day }),
  reply: Secondment,
})
