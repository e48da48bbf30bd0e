import { afterAll, beforeAll, expect, it } from 'vitest'
import { xlsxMedia } from '../src/platform/contract/media.ts'
import { type County, county } from './county.ts'

/**
 * Tables that are handed out without a fresh check, each with its reason. Whoever adds an endpoint
 * that replies with a table decides: `stepUp: true`, or a line here.
 */
const withoutStepUp: Readonly<Record<string, string>> = {
  'GET /api/schools/imports/templates/:subject': 'an empty form',
  'GET /api/schools/imports/:runId/marked': 'the own file that was just handed in',
}

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

it('asks for a fresh check before each table that is taken out', () => {
  const tables = c.product.routes.filter(({ endpoint }) => endpoint.media === xlsxMedia)
  const quick = tables
    .filter(({ endpoint }) => !endpoint.stepUp)
    .map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`)
  expect(tables.length).toBeGreaterThan(quick.length)
  expect(quick.sort()).toEqual(Object.keys(withoutStepUp).sort())
})
