import { newId } from '../../src/platform/database/new-id.ts'
import { monday } from '../duty.ts'
import { type MakeRows, places, type Sample, type Samples } from './sample.ts'

const period = `firstDay=${monday}&lastDay=${monday}`

/** The daily brief of a county. */
export const statisticsRows: MakeRows = async (c, place, { countyAreaId = '' }) => {
  const client = c.as('countyCommander', { at: places[place].county })
  const id = newId(c.clock.now())
  const path = '/api/statistics/reports'
  const made = await client.post(path, { id, kind: 'dailyBrief', day: monday })
  if (made.status !== 200 && place !== 'A2') throw new Error(JSON.stringify(made.body))
  return {
    reportId: made.status === 200 ? id : '',
    reportDocument: JSON.stringify(made.body.document ?? null),
    reportAreaId: countyAreaId,
    indicator: 'guard_posts',
  }
}

const ofStation: Sample = {
  lies: 'station',
  query: ({ stationAreaId }) => `areaId=${stationAreaId}&${period}`,
}
const report = { lies: 'county', params: { id: 'reportId' } } as const

export const statisticsSamples: Samples = {
  'GET /api/statistics/indicators': { lies: 'list' },
  'GET /api/statistics/values': {
    lies: 'station',
    query: ({ stationAreaId }) =>
      `indicators=guard_posts,duty_shifts,schools_on_duty&by=school&areaId=${stationAreaId}&${period}`,
  },
  'GET /api/statistics/values/export': {
    lies: 'station',
    query: ({ stationAreaId }) => `indicators=guard_posts&areaId=${stationAreaId}&${period}`,
  },
  'GET /api/statistics/indicators/:indicator/rows': ofStation,
  'GET /api/statistics/indicators/:indicator/rows/export': ofStation,
  // Of the own area: nothing of elsewhere comes along.
  'GET /api/statistics/indicators/:indicator/left-out': { lies: 'list', query: period },
  'GET /api/statistics/reports': { lies: 'list' },
  'GET /api/statistics/reports/:id': report,
  'POST /api/statistics/reports': {
    lies: 'county',
    body: ({ reportAreaId }, id) => ({
      id: id(),
      kind: 'monthlyDuty',
      day: '2026-10-20',
      areaId: reportAreaId,
    }),
  },
  'PATCH /api/statistics/reports/:id': {
    ...report,
    body: ({ reportDocument = '' }) => ({ version: 1, document: JSON.parse(reportDocument) }),
  },
  'POST /api/statistics/reports/:id/refresh': { ...report, body: () => ({ version: 1 }) },
  'POST /api/statistics/reports/:id/sign': { ...report, body: () => ({ version: 1 }) },
  'GET /api/statistics/reports/:id/recomputation': report,
  'GET /api/statistics/reports/:id/query': { ...report, query: 'key=duty_person_times' },
  'GET /api/statistics/reports/:id/pdf': report,
  'GET /api/statistics/reports/:id/docx': report,
}
