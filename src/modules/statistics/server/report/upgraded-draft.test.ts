import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { ReportFigure } from '../../contract/report.ts'

let world: County
beforeAll(async () => {
  world = await county()
})
afterAll(() => world.close())

it('a draft from before an upgrade is signed by the formulas of today, and these are kept', async () => {
  const commander = world.as('countyCommander', { at: 'countyA' })
  const path = '/api/statistics/reports'
  const brief = { id: newId(world.clock.now()), kind: 'dailyBrief', day: '2026-11-22' }
  const made = (await commander.post(path, brief)).body
  const today = made.figures.find(({ key }: ReportFigure) => key === 'duty_shifts').formulaVersion
  const old = '0123456789ab'
  await world.sql('update statistics.report set figures = replace(figures::text, $1, $2)::jsonb', [
    today,
    old,
  ])
  await world.sql('delete from statistics.formula')
  const query = async () => (await commander.get(`${path}/${brief.id}/query?key=duty_shifts`)).body
  expect(await query()).toMatchObject({ formulaVersion: old, formulaChanged: true, texts: [] })

  const document = { ...made.document, documentNumber: '安公治日报〔2026〕1号' }
  const edit = { version: made.version, document }
  const { version } = (await commander.patch(`${path}/${brief.id}`, edit)).body
  await world.stepUp(commander)
  const signed = await commander.post(`${path}/${brief.id}/sign`, { version })
  expect(signed.body).toMatchObject({ state: 'signed', rowsHash: made.rowsHash })
  const { texts, ...rest } = await query()
  expect(rest).toMatchObject({ formulaVersion: today, formulaChanged: false })
  const kept = await world.sql('select texts from statistics.formula where version = $1', [today])
  expect(kept).toEqual([{ texts }])
})
