import { z } from 'zod'
import { address } from '../../../platform/ui/address.ts'

export const signInAddress = address(
  '/sign-in',
  z.object({
    /** Where the person wanted to go. */
    next: z.string().max(2000).optional(),
    ended: z.stringbool().optional(),
  }),
)

/** A page of this site to go on to; anything else counts as none. */
export const ownPath = (next: string | undefined): string =>
  next && /^\/(?![/\\])/.test(next) ? next : '/'
