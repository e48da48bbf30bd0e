import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from '../../../../../../test/county.ts'
import { upload } from '../../../../../../test/uploads.ts'
import { xlsxOf } from '../../../../../../test/workbooks.ts'
import { newId } from '../../../../../platform/database/new-id.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

it('warns of what a name alone makes a university, and of a name that tells no kind', async () => {
  const commander = await c.stepUp(c.as('countyCommander'))
  const runId = newId(c.clock.now())
  const names = ['安和大学', '安和大学附属学校', '安和大学附属小学']
  const rows = [['学校名称', '地址'], ...names.map((name, at) => [name, `学府路${at + 1}号`])]
  const bytes = await xlsxOf(['学校', (sheet) => sheet.addRows(rows)])
  const to = `/api/schools/imports?id=${runId}&subject=schools`
  await upload(c, commander, to, { name: '学校.xlsx', bytes })
  const run = `/api/schools/imports/${runId}`
  const { counts } = (await commander.get(`${run}?waitMs=20000`)).body
  expect(counts).toMatchObject({ rows: 3, new: 3, errors: 0, warnings: 2 })
  const shown = (await commander.get(`${run}/rows?show=all`)).body.rows as {
    cells: { problems: { code: string; severity: string }[] }[]
  }[]
  const said = shown.map(({ cells }) =>
    cells.flatMap(({ problems }) => problems.map(({ code, severity }) => `${code} ${severity}`)),
  )
  expect(said.map((of) => of.filter((one) => one.startsWith('kind')))).toEqual([
    ['kindGuessed warning'],
    ['kindUnknown warning'],
    ['kindGuessed note'],
  ])
})
