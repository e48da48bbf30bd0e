import { newId } from '../../src/platform/database/new-id.ts'
import { upload } from '../uploads.ts'
import { type MakeRows, places, type Samples } from './sample.ts'

/** A table that was handed in by the county, with its dry run done. */
const renewImport: MakeRows = async (c, place) => {
  const runId = newId(c.clock.now())
  const client = c.as('countyCommander', { at: places[place].county })
  const bytes = Buffer.from('校名,类别,学生数\n新校,小学,120\n')
  const path = `/api/schools/imports?id=${runId}&subject=schools`
  const sent = await upload(c, client, path, { name: 'a.csv', bytes })
  const done = await client.get(`/api/schools/imports/${runId}?waitMs=20000`)
  if (sent.status !== 200 || done.status !== 200) throw new Error(JSON.stringify(done.body))
  return { runId, checkId: String(done.body.checkId) }
}

export const importRows: MakeRows = async (c, place, rows) => ({
  subject: 'schools',
  ...(await renewImport(c, place, rows)),
})

const run = { lies: 'county' } as const
const spent = { ...run, renew: renewImport } as const

export const importSamples: Samples = {
  'GET /api/schools/imports/templates/:subject': { lies: 'list' },
  // Without the file, which comes after scope and permission.
  'POST /api/schools/imports': {
    ...run,
    query: ({ countyAreaId, freshId }) => `id=${freshId}&subject=schools&areaId=${countyAreaId}`,
    renew: async (c) => ({ freshId: newId(c.clock.now()) }),
    hiddenAs: 'schools.fileMissing',
  },
  'GET /api/schools/imports': { lies: 'list' },
  'GET /api/schools/attributions': { lies: 'list' },
  'GET /api/schools/imports/:runId': run,
  'GET /api/schools/imports/:runId/rows': run,
  'GET /api/schools/imports/:runId/marked': run,
  'PUT /api/schools/imports/:runId/settings': {
    ...run,
    body: () => ({ version: 1, settings: {} }),
    mayAnswer: ['request.invalid'],
  },
  'POST /api/schools/imports/:runId/commit': {
    ...spent,
    body: ({ checkId }) => ({ checkId }),
  },
  'POST /api/schools/imports/:runId/undo': run,
  'POST /api/schools/imports/:runId/drop': spent,
}
