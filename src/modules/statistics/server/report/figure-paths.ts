import type { Work } from '../../../../platform/database/work.ts'
import { areasWithin } from '../indicator/area-asked.ts'
import type { StoredReport } from './report.queries.ts'

/** The paths of the areas that the figures of a report speak of. */
export async function pathsOfReport(
  work: Work,
  { areaPath: path, areaId }: Pick<StoredReport, 'areaPath' | 'areaId'>,
): Promise<Map<string, string>> {
  const areas = await Promise.all(
    ['county', 'station'].map((level) => areasWithin(work, { path, level, limit: 3000 })),
  )
  return new Map([[areaId, path], ...areas.flat().map((area) => [area.id, area.path] as const)])
}
