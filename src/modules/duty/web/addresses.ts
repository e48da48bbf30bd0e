import { z } from 'zod'
import { Day, Id } from '../../../platform/contract/id.ts'
import { address } from '../../../platform/ui/address.ts'
import { Half, ShiftState } from '../contract/shift.ts'
import { onlyChoices, sides } from './week/week-view.ts'

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

/** The week's grid: any day of the week names it. */
export const weekAddress = address(
  '/week',
  z.object({
    day: Day.optional(),
    station: Id.optional(),
    side: z.enum(sides).default('police'),
    only: z.enum(onlyChoices).default('all'),
    shift: Id.optional(),
  }),
)

export const wallAddress = address('/wall')
