import { v7 } from 'uuid'

/** A UUIDv7 of the given instant: ids made one after another sort in that order. */
export const newId = (at: Date): string => v7({ msecs: at.getTime() })
