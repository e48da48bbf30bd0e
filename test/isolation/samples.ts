import type { County } from '../county.ts'
import { dutyRows, dutySamples } from './duty.ts'
import { identityRows, identitySamples } from './identity.ts'
import { operationsSamples } from './operations.ts'
import type { MakeRows, PlaceKey, Rows, Samples } from './sample.ts'
import { schoolsRows, schoolsSamples } from './schools.ts'

/** One list for each module, in the order in which their rows build on each other. */
export const samples: Samples = {
  ...operationsSamples,
  ...identitySamples,
  ...schoolsSamples,
  ...dutySamples,
}

const makers: readonly MakeRows[] = [identityRows, schoolsRows, dutyRows]

export async function makeRows(c: County, place: PlaceKey): Promise<Rows> {
  let rows: Rows = {}
  for (const make of makers) rows = { ...rows, ...(await make(c, place, rows)) }
  return rows
}
