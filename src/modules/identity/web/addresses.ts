import { z } from 'zod'
import { Id } from '../../../platform/contract/id.ts'
import { address } from '../../../platform/ui/address.ts'
import { AccountState } from '../contract/account.ts'
import { AreaLevel } from '../contract/area.ts'
import { DutyRole } from '../contract/person.ts'
import { RoleName } from '../contract/role.ts'

export const signInAddress = address(
  '/sign-in',
  z.object({
    /** Where the person wanted to go. */
    next: z.string().max(2000).optional(),
    ended: z.literal('yes').optional(),
  }),
)

/** The token stands behind `#`: it never reaches a server's log. */
export const activateAddress = address('/activate')

export const ownAccountAddress = address('/account')

export const peopleAddress = address(
  '/people',
  z.object({
    text: z.string().max(40).optional(),
    part: DutyRole.optional(),
    agency: Id.optional(),
    person: Id.optional(),
  }),
)

export const invitationsAddress = address('/invitations')

/** People from elsewhere who act inside the scope. */
export const secondmentsAddress = address('/secondments')

export const accountsAddress = address(
  '/accounts',
  z.object({
    text: z.string().max(40).optional(),
    state: AccountState.optional(),
    role: RoleName.optional(),
    account: Id.optional(),
  }),
)

/** Areas of the scope with their agencies; one of them open. */
export const territoryAddress = address(
  '/territory',
  z.object({
    text: z.string().max(40).optional(),
    level: AreaLevel.optional(),
    area: Id.optional(),
  }),
)

export const auditAddress = address(
  '/audit',
  z.object({
    action: z
      .string()
      .regex(/^[a-zA-Z.]{1,80}$/)
      .optional(),
    subject: Id.optional(),
    person: Id.optional(),
  }),
)

/** A page of this site to go on to; anything else counts as none. */
export const ownPath = (next: string | undefined): string =>
  next && /^\/(?![/\\])/.test(next) ? next : '/'
