import { v7 } from 'uuid'
import { nowMs } from './clock.ts'

/** Id of a record that this browser creates: sent again it names the same record. */
export const newId = (): string => v7({ msecs: nowMs() })
