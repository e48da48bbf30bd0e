import { z } from 'zod'
import { Day, Id } from '../../../platform/contract/id.ts'
import { address } from '../../../platform/ui/address.ts'
import { Half, ShiftState } from '../contract/shift.ts'

/** Today's board: one filter for list and map, and the post that is looked at. */
export const todayAddress = address(
  '/today',
  z.object({
    day: Day.optional(),
    half: Half.optional(),
    state: ShiftState.optional(),
    station: Id.optional(),
    shift: Id.optional(),
    /** Whose people are open in the drawer. */
    people: Id.optional(),
  }),
)

export const wallAddress = address('/wall')
