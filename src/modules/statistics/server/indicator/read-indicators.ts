import type { Work } from '../../../../platform/database/work.ts'
import { type IndicatorName, indicators } from '../../contract/indicators.catalogue.ts'
import type { Value } from '../../contract/values.ts'
import { type AskedArea, areaAtPath } from './area-asked.ts'
import type { Period } from './period.rules.ts'
import { computeValues, emptyValues } from './values.actions.ts'

/** The area with a code; without one the only county there is, or the top of the tree. */
export async function areaByCode(work: Work, code: string | undefined): Promise<AskedArea | null> {
  const [found, ...others] = await work.query<{ path: string }>(
    `select path::text as path from identity.published_area
     where ($1::text is null and level = 'county') or code = $1 limit 2`,
    [code ?? null],
  )
  if (found && others.length === 0) return areaAtPath(work, found.path)
  if (code !== undefined) return null
  const [top] = await work.query<{ path: string }>(
    'select path::text as path from identity.published_area order by nlevel(path), path limit 1',
  )
  return top ? areaAtPath(work, top.path) : null
}

/** Every indicator of an area and a period, read from the rows that are known by now. */
export async function readIndicators(
  work: Work,
  { area, ...period }: Period & { area: AskedArea },
  ids: readonly IndicatorName[] = Object.keys(indicators) as IndicatorName[],
): Promise<Value[]> {
  const question = { area, ...period, known: work.now }
  const values = (await computeValues(work, ids, question)).get('') ?? emptyValues(ids)
  return [...values.values()]
}
