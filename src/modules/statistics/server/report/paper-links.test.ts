import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPdf } from '../../../../../engines/official-document/reading/read-pdf.ts'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { ReportFigure } from '../../contract/report.ts'

const publicUrl = 'https://anyuan.example'
const path = '/api/statistics/reports'

let world: County
let commander: Client
beforeAll(async () => {
  world = await county({ publicUrl })
  commander = world.as('countyCommander', { at: 'countyA' })
})
afterAll(() => world.close())

const linksIn = (paper: Uint8Array): Set<string> =>
  new Set(readPdf(paper).pages.flatMap(({ links }) => links))

it('each figure of a paper links to its rows: in the draft, and in the signed paper as it is kept', async () => {
  const brief = { id: newId(world.clock.now()), kind: 'dailyBrief', day: '2026-11-22' }
  const made = (await commander.post(path, brief)).body
  const read = async (rest = '') => (await commander.get(`${path}/${brief.id}/pdf${rest}`)).body
  const wanted = made.figures.map(({ key }: ReportFigure) => {
    return `${publicUrl}/reports/${brief.id}?figure=${encodeURIComponent(key)}`
  })
  expect(wanted.length).toBeGreaterThan(20)
  expect(linksIn(await read())).toEqual(new Set(wanted))

  const document = { ...made.document, documentNumber: '安公治日报〔2026〕1号' }
  const edit = { version: made.version, document }
  const { version } = (await commander.patch(`${path}/${brief.id}`, edit)).body
  await world.stepUp(commander)
  const signed = await commander.post(`${path}/${brief.id}/sign`, { version })
  expect(signed.body.state).toBe('signed')
  const kept = await read()
  expect(linksIn(kept)).toEqual(new Set(wanted))
  expect(await read()).toEqual(kept)
  expect(linksIn(await read('?version=public'))).toEqual(new Set())
})

it('without a public address a paper has no links', async () => {
  const elsewhere = await county()
  const client = elsewhere.as('countyCommander', { at: 'countyA' })
  const brief = { id: newId(elsewhere.clock.now()), kind: 'dailyBrief', day: '2026-11-22' }
  await client.post(path, brief)
  const { body } = await client.get(`${path}/${brief.id}/pdf`)
  await elsewhere.close()
  expect(linksIn(body)).toEqual(new Set())
})
