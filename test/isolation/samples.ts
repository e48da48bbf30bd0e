import type { County } from '../county.ts'
import { dutySamples } from './duty.ts'
import { dutyRows } from './duty-rows.ts'
import { identityRows, identitySamples } from './identity.ts'
import { importRows, importSamples } from './imports.ts'
import { operationsSamples } from './operations.ts'
import type { MakeRows, PlaceKey, Rows, Samples } from './sample.ts'
import { schoolsRows, schoolsSamples } from './schools.ts'
import { statisticsRows, statisticsSamples } from './statistics.ts'

/** One list for each module, in the order in which their rows build on each other. */
export const samples: Samples = {
  ...operationsSamples,
  ...identitySamples,
  ...schoolsSamples,
  ...importSamples,
  ...dutySamples,
  ...statisticsSamples,
}

const makers: readonly MakeRows[] = [
  identityRows,
  schoolsRows,
  importRows,
  dutyRows,
  statisticsRows,
]

/** All rows of one place, those too that some calls use up: others shall meet one that exists. */
export async function makeRows(c: County, place: PlaceKey): Promise<Rows> {
  let rows: Rows = {}
  for (const make of makers) rows = { ...rows, ...(await make(c, place, rows)) }
  const renewals = new Set(Object.values(samples).flatMap(({ renew }) => renew ?? []))
  for (const renew of renewals) rows = { ...(await renew(c, place, rows)), ...rows }
  return rows
}
