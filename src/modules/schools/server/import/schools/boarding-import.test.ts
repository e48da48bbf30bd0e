import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from '../../../../../../test/county.ts'
import { upload } from '../../../../../../test/uploads.ts'
import { xlsxOf } from '../../../../../../test/workbooks.ts'
import { newId } from '../../../../../platform/database/new-id.ts'
import type { ImportRow } from '../../../contract/import.ts'

let c: County
beforeAll(async () => {
  c = await county()
  await c.stepUp(c.as('countyCommander'), 30 * 60)
})
afterAll(() => c.close())
const commander = () => c.as('countyCommander')

/** Hands a table in and says of each row what became of it and what was remarked. */
async function checked(...lines: (string | number)[][]) {
  const runId = newId(c.clock.now())
  const bytes = await xlsxOf(['学校', (sheet) => sheet.addRows(lines)])
  const to = `/api/schools/imports?id=${runId}&subject=schools`
  await upload(c, commander(), to, { name: '学校名册.xlsx', bytes })
  const path = `/api/schools/imports/${runId}`
  const { checkId } = (await commander().get(`${path}?waitMs=20000`)).body
  const { rows } = (await commander().get(`${path}/rows?show=all`)).body as { rows: ImportRow[] }
  const told = rows.map(({ outcome, cells }) => [
    outcome,
    ...cells.flatMap(({ key, problems }) =>
      problems.map(({ code, severity }) => `${key} ${severity} ${code}`),
    ),
  ])
  return { told, commit: () => commander().post(`${path}/commit`, { checkId }) }
}

const heading = ['校名', '类别', '是否寄宿', '在校生', '寄宿生']

it('a school with boarders is a boarding school unless the file says otherwise', async () => {
  const { told, commit } = await checked(
    heading,
    ['甲寄宿小学', '小学', '', 100, 30],
    ['乙走读小学', '小学', '', 100, 0],
    ['丙矛盾小学', '小学', '否', 100, 12],
    ['丁明白小学', '小学', '是', 100, 30],
  )
  expect(told).toEqual([
    ['new', 'boarders note boardingByBoarders'],
    ['new'],
    ['new', 'boarding warning boardersAtDaySchool'],
    ['new'],
  ])
  expect((await commit()).status).toBe(200)
  const { body } = await commander().get('/api/schools?boarding=true&text=小学')
  const names = body.rows.map(({ name }: { name: string }) => name)
  expect(names).toEqual(expect.arrayContaining(['甲寄宿小学', '丁明白小学']))
  expect(names).not.toEqual(expect.arrayContaining(['丙矛盾小学']))

  // Handed in again it changes nothing, and of a known boarding school nothing needs saying.
  const again = await checked(heading, ['甲寄宿小学', '小学', '', 100, 30])
  expect(again.told).toEqual([['unchanged']])
  const grown = await checked(heading, ['乙走读小学', '小学', '', 100, 5])
  expect(grown.told).toEqual([['changed', 'boarders note boardingByBoarders']])
})
