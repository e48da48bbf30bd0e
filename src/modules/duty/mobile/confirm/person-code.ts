import { Id } from '../../../../platform/contract/id.ts'
import { CheckInDirection } from '../../contract/check-in.ts'

const prefix = 'anyuan:person'

export interface PersonCode {
  readonly shiftId: string
  readonly personId: string
  readonly direction: 'in' | 'out'
}

/** What a person's phone shows to the leader: who, where, coming or leaving. No name. */
export const personCodeText = ({ shiftId, personId, direction }: PersonCode): string =>
  [prefix, shiftId, personId, direction].join(':')

/** Reads what a leader's phone scanned; undefined when it is no person's code. */
export function parsePersonCode(text: string): PersonCode | undefined {
  const [first, second, shiftId, personId, direction, ...rest] = text.trim().split(':')
  if (`${first}:${second}` !== prefix || rest.length > 0) return undefined
  const known = CheckInDirection.safeParse(direction)
  const ids = Id.safeParse(shiftId).success && Id.safeParse(personId).success
  return ids && known.success
    ? { shiftId: shiftId ?? '', personId: personId ?? '', direction: known.data }
    : undefined
}
